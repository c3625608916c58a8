package charter_test

import (
	"reflect"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// TestKindsByColumn: a column « Catégorie » tells the category of each row, whatever the caption.
func TestKindsByColumn(t *testing.T) {
	const u, n = charter.Unknown, charter.Necessary
	s, i, p := charter.Statistics, charter.Internal, charter.ThirdParty
	tests := []struct {
		name, caption, header, cells string
		want                         []charter.Kind
	}{
		{"French", "Liste des cookies", "Nom du cookie\tCatégorie",
			"Nécessaires, Statistiques, Internes, Tiers, Non précisée",
			[]charter.Kind{n, s, i, p, u}},
		{"English", "All cookies", "Cookie\tCategory",
			"Necessary, Statistics, Internal, Third party, Not stated",
			[]charter.Kind{n, s, i, p, u}},
		{"above the caption's", "Cookies nécessaires", "Nom\tCatégorie",
			"Mesure d’audience, Technique, , Non nécessaires, Nécessaires et tiers",
			[]charter.Kind{s, u, u, u, u}},
		{"all unplaced", "Cookies nécessaires", "Nom\tCatégorie", "Non précisée, Non précisée",
			[]charter.Kind{u, u}},
		{"of something else", "Cookies tiers", "Nom\tCatégorie", "HTTP, pixel",
			[]charter.Kind{p, p}},
		{"cut off", "Cookies tiers", "Nom\tFinalité\tCatégorie", "f\tNécessaires, f",
			[]charter.Kind{n, u}},
	}
	for _, test := range tests {
		text := "T\n\n" + test.caption + "\n\n" + test.header
		for _, cell := range strings.Split(test.cells, ", ") {
			text += "\na\t" + cell
		}
		var got []charter.Kind
		for _, cookie := range parse(t, text).Declared() {
			got = append(got, cookie.Kind)
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

// TestDeclaresAll: all cookies are known only if there is no doubt about any.
func TestDeclaresAll(t *testing.T) {
	const statistics = "\n\nCookies statistiques\n\nNom\tFinalité\n_ga\tCompter"
	for text, want := range map[string]bool{
		"T\n\nUne phrase.": false,
		"T" + statistics:   true,
		"T" + statistics + "\n\nNom\tFinalité\nb\tTrier":                                 false,
		"T" + statistics + "\n\nCookies nécessaires et tiers\n\nNom\tFinalité\nb\tTrier": false,
		"T" + statistics + "\n\nLe cookie NID suit les visites.":                         false,
		"T" + statistics + "\n\nCe cookie est utile. Un « cookie » suffit.":              true,
		"T" + statistics + "\n\nUn cookie à usage interne.":                              true,
		// Nobody can tell what these are.
		"T" + statistics + "\n\nUne phrase.\n\nNavigateur\tAdresse\nA\tB": false,
		"T" + statistics + "\n\n- _pk_id : compte":                        false,
	} {
		if got := parse(t, text).DeclaresAll(); got != want {
			t.Errorf("%q declares all: %t", text, got)
		}
	}
}

func TestHost(t *testing.T) {
	for address, want := range map[string]string{
		"": "", "https://data.example": "data.example", "http://data.example:81/a?b": "data.example",
	} {
		if got := (charter.Charter{Platform: address}).Host(); got != want {
			t.Errorf("%q is at %q", address, got)
		}
	}
}
