package banner

import (
	stdhtml "html"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// noHandler is the Handler of a view that is only looked at.
func noHandler(Event) app.EventHandler { return nil }

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
			[]string{textNoneFound, textUnplaced + "film, carte.", `data-part="cookies-table-2"`},
			[]string{textNoneDeclared}},
		{"beside its cookies", statistics + unplaced, preferences.Statistics,
			[]string{"_pk_id", textUnplaced + "film, carte."}, []string{textNoneFound}},
		{"services without a cookie's name", "T\n\nCookies statistiques\n\nNom\tDurée\na\t1 an\n" +
			"\nDivers\n\nPrestataire\tFinalité\tCatégorie\nVisio\tAppels\tNon précisée\n",
			preferences.Internal,
			[]string{textUnplaced + "Visio.", `data-part="cookies-table-2"`}, nil},
		{"a service without a cookie's name", "T\n\nDivers\n\nPrestataire\tFinalité\tCatégorie\n" +
			"Visio\tAppels\tTiers\n", preferences.ThirdParty,
			[]string{"Fournisseur\u00a0: ", "Visio"}, []string{"<code>"}},
		{"a table about something else", "T\n\nDroits\n\nNom\tVille\nlyon\tx\n" + statistics +
			unplaced, preferences.Internal,
			[]string{`data-part="cookies-table-3"`}, []string{"lyon"}},
		{"a definition in another language", "T\n\nAnalytics cookies count visits.\n",
			preferences.Statistics, []string{"Analytics cookies count visits."},
			[]string{"Les cookies"}},
		{"a text without tables", "T\n\nUne phrase.\n", preferences.Functional,
			[]string{textNoneFound}, []string{textNoneDeclared, textUnplaced}},
	}
	for _, test := range tests {
		c, err := charter.Parse([]byte(test.text))
		if err != nil {
			t.Fatal(err)
		}
		got := stdhtml.UnescapeString(app.HTMLString(details(State{Charter: c}, test.category, noHandler)))
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
