package tag

import (
	"slices"
	"testing"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter/read"
)

// TestDeclaredExempt: a charter must say of each of a tracker's cookies that it needs no consent.
func TestDeclaredExempt(t *testing.T) {
	const exempt, asked = "Cookies statistiques exemptés de consentement\n\nNom\tFinalité\n",
		"Cookies statistiques\n\nNom\tFinalité\n"
	for text, want := range map[string][]preferences.Name{
		exempt + "_pk_id\tcompter":                             {preferences.Matomo},
		exempt + "x\tMesure avec Matomo":                       {preferences.Matomo},
		exempt + "_pcid\tcompter\n_pk_ses\tcompter":            {preferences.Matomo, preferences.Piano},
		asked + "_pk_id\tcompter":                              nil,
		exempt + "_pk_id\tcompter\n\n" + asked + "_pk_ses\tun": nil,
		exempt + "autre\tcompter":                              nil,
		exempt + "_ga\tcompter":                                nil,
	} {
		c, err := read.Parse([]byte("Charte cookies\n\n" + text + "\n"))
		if err != nil {
			t.Fatal(err)
		}
		if got := DeclaredExempt(c.Cookies); !slices.Equal(got, want) {
			t.Errorf("%q declares %q exempt, want %q", text, got, want)
		}
		undeclared := Tag{Exempt: "matomo"}.Undeclared(c.Cookies)
		if (len(undeclared) == 0) != slices.Contains(want, preferences.Matomo) {
			t.Errorf("%q: of Matomo, %q is undeclared", text, undeclared)
		}
	}
}
