//go:build !js

package proof

import (
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/build"
)

// TestReadPublished: the files that a visitor downloads come first, and each has its description.
func TestReadPublished(t *testing.T) {
	want := []struct{ name, about string }{
		{"banner.js", "Le script que la page charge"},
		{"go-1.js", "Le module qui lance"},
		{"banner-1.wasm", "Le programme"},
		{"placeholder-1.js", "Le module qui affiche"},
		{"charters/opendata.aude.fr.html", "La charte d’un portail"},
		{"charter-1.css", "La mise en forme des chartes"},
		{"autoconsent.json", "Un fichier destiné à d’autres logiciels"},
	}
	built := &build.Result{Dir: t.TempDir()}
	files := make(map[string][]byte)
	for _, f := range want {
		files[f.name] = []byte(f.name)
		built.Files = append(built.Files, build.File{Name: f.name})
	}
	slices.Reverse(built.Files)
	if err := build.WriteFiles(built.Dir, files); err != nil {
		t.Fatal(err)
	}
	list, err := readPublished(built)
	if err != nil || len(list) != len(want) {
		t.Fatalf("there are %d files, want %d: %v", len(list), len(want), err)
	}
	for i, got := range list {
		each := want[i]
		if got.Name != each.name || !strings.HasPrefix(got.About, each.about) ||
			string(got.data) != each.name {
			t.Errorf("file %d is %s, described by %q; want %s, %q",
				i, got.Name, got.About, each.name, each.about)
		}
	}
}
