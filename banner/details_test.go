package banner

import (
	stdhtml "html"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// TestDetails: a category's details list its cookies, and tell nothing that isn't known of others.
func TestDetails(t *testing.T) {
	const statistics = "T\n\nCookies statistiques\n\nNom\tDurée\n_pk_id\t13 mois\n"
	const unplaced = "\nAutres cookies\n\nNom\tDurée\nfilm\t1 an\ncarte\t1 jour\n"
	tests := []struct {
		name, text string
		category   preferences.Name
		says       []string
		not        []string
	}{
		{"its cookies", statistics, preferences.Statistics,
			[]string{"<code>", "_pk_id", "Durée\u00a0: ", "13 mois"},
			[]string{textNoneDeclared, textNoneFound, textUnplaced}},
		{"none", statistics, preferences.ThirdParty,
			[]string{textNoneDeclared}, []string{"_pk_id", textNoneFound, textUnplaced}},
		{"some without a category", statistics + unplaced, preferences.ThirdParty,
			[]string{textNoneFound, textUnplaced + "film, carte."}, []string{textNoneDeclared}},
		{"beside its cookies", statistics + unplaced, preferences.Statistics,
			[]string{"_pk_id", textUnplaced + "film, carte."}, []string{textNoneFound}},
		{"a text without tables", "T\n\nUne phrase.\n", preferences.Functional,
			[]string{textNoneFound}, []string{textNoneDeclared, textUnplaced}},
	}
	for _, test := range tests {
		c, err := charter.Parse([]byte(test.text))
		if err != nil {
			t.Fatal(err)
		}
		got := stdhtml.UnescapeString(app.HTMLString(details(c, test.category)))
		for _, part := range test.says {
			if !strings.Contains(got, part) {
				t.Errorf("%s: %q is not in %s", test.name, part, got)
			}
		}
		for _, part := range test.not {
			if strings.Contains(got, part) {
				t.Errorf("%s: %q is in %s", test.name, part, got)
			}
		}
	}
}
