//go:build !js

package server

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/charter"
	"cookies-preferences/web"

	"cookies-preferences/banner"
)

func TestCatalogues(t *testing.T) {
	icons, err := fs.ReadFile(web.Portal, "portal/icons.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range append(charter.Portals(), "elsewhere.example") {
		p, err := loadPortal(web.Portal, host)
		if err != nil {
			t.Fatal(err)
		}
		if p.Name == "" || len(p.Datasets) < 8 || len(p.Datasets) > 12 {
			t.Errorf("%s: %q with %d datasets", host, p.Name, len(p.Datasets))
		}
		if !slices.Contains([]string{"sea", "vine", "pine"}, p.Accent) || !slices.Contains([]string{"class", "attribute"}, p.Opener) {
			t.Errorf("%s: accent %q, opener %q", host, p.Accent, p.Opener)
		}
		seen := make(map[string]bool)
		for _, d := range p.Datasets {
			if seen[d.ID] || !regexp.MustCompile(`^[a-z0-9-]+$`).MatchString(d.ID) {
				t.Errorf("%s: id %q", host, d.ID)
			}
			seen[d.ID] = true
			if d.Icon == "" || !strings.Contains(string(icons), `"`+d.Icon+`"`) {
				t.Errorf("%s: %s has no drawing", host, d.ID)
			}
			if d.Title == "" || d.Description == "" || d.Publisher == "" || d.Records <= 0 || len(d.Fields) < 2 || len(d.Keywords) == 0 {
				t.Errorf("%s: %s lacks something", host, d.ID)
			}
			if d.Modified.After(noon()) || d.Modified.Year() < 2026 {
				t.Errorf("%s: %s was modified on %s", host, d.ID, d.Modified)
			}
		}
		for _, words := range p.Searches {
			if len((search{Words: words}).find(p.Datasets, "")) == 0 {
				t.Errorf("%s offers %q, which finds nothing", host, words)
			}
		}
	}
}

func TestPortalWithoutCatalogue(t *testing.T) {
	p, err := loadPortal(web.Portal, "elsewhere.example")
	if err != nil || p.Name != "elsewhere.example" || p.Host != "elsewhere.example" {
		t.Errorf("%q at %q, %v", p.Name, p.Host, err)
	}
}

func TestFrench(t *testing.T) {
	moment := time.Date(2026, time.November, 22, 13, 3, 0, 0, time.UTC)
	for got, want := range map[string]string{
		frenchTime(moment): "22\u00a0novembre 2026 à 14\u00a0h\u00a003",
		frenchTime(time.Date(2026, time.July, 31, 22, 5, 0, 0, time.UTC)):       "1er\u00a0août 2026 à 0\u00a0h\u00a005",
		banner.FrenchDate(time.Date(2027, time.February, 2, 0, 0, 0, 0, paris)): "2\u00a0février 2027",
		fold("ÉLÈVES, œuvre, l’Île, Ça"):                                        "eleves, oeuvre, l'ile, ca",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
