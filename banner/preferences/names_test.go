package preferences

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// TestRepeats: other languages and the manual list the names of the table, in its order.
func TestRepeats(t *testing.T) {
	const (
		records  = `"(\w+)":(?:true|false)`
		escaped  = `%22(\w+?)%22%3A(?:true|false)`
		trackers = "`data-trackers`.* (?:among|parmi) `(.*?)`"
		shown    = "`data-categories`.* (?:among|parmi) `(.*?)`"
	)
	all := append([]Name{Functional}, Optional()...)
	word := regexp.MustCompile(`\w+`)
	for _, c := range []struct {
		file    string
		pattern string // its group matches all names, or each of them
		want    []Name
	}{
		{"loader/start/cookie.js", `NAMES =\s+'(.*?)'`, all},
		{"readers/cookies_preferences.py", `OPTIONAL = "(.*)"`, Optional()},
		{"readers/valid.js", `names = \[([^]]*)\]`, all},
		{"docs/cookies-preferences.d.ts", `CookiesName =([^;]*);`, all},
		{"docs/autoconsent.json", escaped, all},
		{"docs/cookie.md", records, all},
		{"docs/fr/cookie.md", records, all},
		{"docs/attributes.md", trackers, Trackers},
		{"docs/attributes.md", shown, Categories},
		{"docs/fr/balise.md", trackers, Trackers},
		{"docs/fr/balise.md", shown, Categories},
		{"docs/api.md", `a (?:category|tracker) \(([^)]*)\)`, Optional()},
		{"docs/waiting-content.md", `a (?:category|tracker) \(([^)]*)\)`, Optional()},
	} {
		text, err := os.ReadFile("../../web/" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		var got []Name
		for _, match := range regexp.MustCompile(c.pattern).FindAllSubmatch(text, -1) {
			for _, name := range word.FindAll(match[1], -1) {
				got = append(got, Name(name))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("web/%s lists %q, want %q", c.file, got, c.want)
		}
	}
}

// TestTable: each name has its own texts, and a place in a Set.
func TestTable(t *testing.T) {
	seen := map[string]Name{}
	for _, r := range table {
		if (r.charter != "") != (r.kind == category) {
			t.Errorf("%s has the charters' name %q", r.name, r.charter)
		}
		for _, text := range []string{string(r.name), r.label, r.purpose} {
			if other, again := seen[text]; again || text == "" {
				t.Errorf("%s has %q, and so has %q", r.name, text, other)
			}
			seen[text] = r.name
		}
	}
	for i, name := range Optional() {
		s := SetOf(name)
		if s != 1<<i || !s.Has(name) || !slices.Equal(s.Names(), []Name{name}) {
			t.Errorf("%s alone is the set %b of %q", name, s, s.Names())
		}
	}
	if everyName.Has(Functional) || everyName.Has("") || SetOf(Functional, "x") != 0 {
		t.Error("a set has a name that is not optional")
	}
	if !slices.Equal(everyName.Names(), Optional()) {
		t.Errorf("the largest set has %q", everyName.Names())
	}
}
