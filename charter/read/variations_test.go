package read_test

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"cookies-preferences/charter"
	"cookies-preferences/charter/read"
)

// TestVariations reads texts of the same shapes as those in testdata/field, in other layouts.
func TestVariations(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/variations.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		text, want := archive.Files[i], archive.Files[i+1]
		name := strings.TrimSuffix(text.Name, ".txt")
		if want.Name != name+".want" {
			t.Fatalf("%s follows %s", want.Name, text.Name)
		}
		t.Run(name, func(t *testing.T) {
			got := strings.Join(reading(parse(t, string(text.Data))), "\n")
			if want := folded(string(want.Data)); folded(got) != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// reading draws what was understood of a charter, as in testdata/variations.txtar.
func reading(c read.Charter) []string {
	lines := []string{"title " + c.Title}
	if c.Updated != "" {
		lines = append(lines, "updated "+c.Updated)
	}
	lines = append(lines, "language "+c.Language)
	var warnings []string
	for _, w := range c.Warnings {
		seen := slices.Contains(compared, w.Kind) || w.Kind == read.WarnLong ||
			w.Kind == read.WarnItem
		if kind := string(w.Kind); seen && !slices.Contains(warnings, kind) {
			warnings = append(warnings, kind)
		}
	}
	if warnings != nil {
		lines = append(lines, "warn "+strings.Join(warnings, " "))
	}
	for _, cookie := range c.Cookies {
		kind := ""
		for name, k := range kindNames {
			if k == cookie.Kind {
				kind = name
			}
		}
		if cookie.Exempt {
			kind += "!"
		}
		lines = append(lines, fmt.Sprintf("%s %s | %s | %s | %s", kind, cookie.Name,
			cmp.Or(cookie.Provider, cookie.Service), cookie.Purpose, cookie.Duration))
	}
	return lines
}

func folded(s string) string {
	var lines []string
	for l := range strings.Lines(s) {
		lines = append(lines, strings.Join(strings.Fields(l), " "))
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// TestPublished: the charters that are built in stay as they are, byte for byte.
func TestPublished(t *testing.T) {
	for _, host := range charter.Portals() {
		text, _ := charter.Portal(host)
		c := parse(t, string(text))
		if !bytes.Equal(c.Text, text) {
			t.Errorf("run app charter convert: the charter of %s would become\n%s", host, c.Text)
		}
		if len(c.Of(charter.Necessary)) == 0 || len(c.Of(charter.Unknown)) > 0 {
			t.Errorf("the cookies of %s are %+v", host, c.Cookies)
		}
	}
}

// TestPlace: each cookie of the variations can be put in each category, and nothing else changes.
func TestPlace(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/variations.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		text := archive.Files[i].Data
		before := parse(t, string(text))
		for n := range before.Cookies {
			for kind := charter.Unknown; kind <= charter.ThirdParty; kind++ {
				placed, err := read.Place(text, n, kind)
				if err != nil {
					t.Fatal(err)
				}
				after := parse(t, string(placed))
				if len(after.Cookies) != len(before.Cookies) || after.Title != before.Title {
					t.Fatalf("%s becomes\n%s", archive.Files[i].Name, placed)
				}
				for j, want := range before.Cookies {
					if j == n {
						want.Kind = kind
					}
					if got := after.Cookies[j]; !equal(got.Cookie, want.Cookie) {
						t.Errorf("%s: got %+v, want %+v in\n%s", archive.Files[i].Name, got, want,
							placed)
					}
				}
			}
		}
	}
}
