package charter_test

import (
	"testing"

	"cookies-preferences/charter"
)

// TestExempt: a cookie is exempt from consent if its row, its table's caption or its section's heading
// says so, and none of its words denies it.
func TestExempt(t *testing.T) {
	const header = "Nom\tFinalité\n"
	for text, want := range map[string]bool{
		"Cookies statistiques\n\n" + header + "_pk_id\tAudience, exemptée de consentement":      true,
		"Cookies statistiques\n\n" + header + "_pk_id\tMesure dispensée de consentement":        true,
		"Cookies statistiques\n\n" + header + "_pk_id\tMesure d’audience":                       false,
		"Cookies statistiques\n\n" + header + "_pk_id\tAudience, non exemptée":                  false,
		"Cookies statistiques\n\n" + header + "_pk_id\tElle n’est pas exemptée":                 false,
		"Cookies statistiques exemptés de consentement\n\n" + header + "_pk_id\tAudience":       true,
		"Cookies statistiques non exemptés\n\n" + header + "_pk_id\tAudience":                   false,
		"Cookies statistiques\n\nNom\tFinalité\tExempté de consentement\n_pk_id\tAudience\tOui": true,
		"Cookies statistiques\n\nNom\tFinalité\tExempté de consentement\n_pk_id\tAudience\tNon": false,
	} {
		c, err := charter.Parse([]byte("Charte cookies\n\n" + text + "\n"))
		if err != nil {
			t.Fatal(err)
		}
		declared := c.Declared()
		if len(declared) != 1 || declared[0].Exempt != want {
			t.Errorf("%q: %+v, want exempt: %v", text, declared, want)
		}
	}
}
