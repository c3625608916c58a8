//go:build !js

package build

import (
	"maps"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// TestAliases: the command line's texts are read, and wrong ones refused.
func TestAliases(t *testing.T) {
	a := Aliases{}
	for text, want := range map[string]string{
		"data.ville.fr=ville.huwise.com,Ville.OpenDataSoft.com": "",
		"autre.fr":                  "expected HOST=OTHER,OTHER",
		"autre.fr=":                 `"" is not a host name`,
		"autre.fr=a.fr, b.fr":       `" b.fr" is not a host name`,
		"https://autre.fr=x.fr":     `"https://autre.fr" is not a host name`,
		"=x.fr":                     `"" is not a host name`,
		"data.ville.fr=la-ville.fr": "",
	} {
		if err := a.Set(text); (err == nil) != (want == "") || err != nil && err.Error() != want {
			t.Errorf("Set(%q) = %v, want %q", text, err, want)
		}
	}
	const host = "data.ville.fr"
	want := Aliases{"ville.huwise.com": host, "ville.opendatasoft.com": host, "la-ville.fr": host}
	if !maps.Equal(a, want) {
		t.Errorf("read %v, want %v", map[string]string(a), map[string]string(want))
	}
	if err := a.Set("autre.fr=la-ville.fr"); err == nil {
		t.Error("a host may be an alias of two portals")
	}
}

// TestWrongAliases: an alias needs a portal's charter, and can have none of its own.
func TestWrongAliases(t *testing.T) {
	for want, aliases := range map[string]Aliases{
		"no charter of nulle.part.fr": {"part.huwise.com": "nulle.part.fr"},
		"has a charter of its own":    {"opendata.aude.fr": "donnees.ville.example"},
	} {
		_, err := Dist(t.Context(), Options{
			Root: newRoot(t, nil), Charters: ownCharters, Aliases: aliases,
		})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: the error is %v, want %q", map[string]string(aliases), err, want)
		}
	}
}

// TestDistAliases: each alias has the portal's charter and tag. The script knows the versions of
// the published charters under their aliases too.
func TestDistAliases(t *testing.T) {
	result, files := smallDist(t)
	for alias, host := range ownAliases {
		for _, end := range []string{".txt", ".json"} {
			if text := files["charters/"+alias+end]; text == "" || text != files["charters/"+host+end] {
				t.Errorf("charters/%s%s is not that of %s", alias, end, host)
			}
		}
		page := files["charters/"+alias+".html"]
		if !strings.Contains(page, `<link rel="canonical" href="`+host+`.html">`) ||
			!strings.Contains(page, " – "+host+"</title>") {
			t.Errorf("the page of %s does not name that of %s", alias, host)
		}
		if strings.Contains(files["charters/"+host+".html"], "canonical") {
			t.Errorf("the page of %s is an alias's", host)
		}
	}
	const porto, ville = "porto-vecchio.opendatasoft.com", "donnees.ville.example"
	text, _ := charter.Portal(porto)
	if known := `"porto.huwise.com":["` + charter.Version(text) + `","Ville`; !strings.Contains(
		files[result.Script], known) {
		t.Errorf("the script lacks %s", known)
	}
	_, tag, _ := strings.Cut(files[tagsName], "ville.huwise.com\t")
	if !strings.HasPrefix(tag, `<script src="https://…/banner.js" defer data-portal="`+ville+`"`) {
		t.Errorf("%s has no tag of the alias: %q", tagsName, files[tagsName])
	}
}
