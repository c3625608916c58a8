//go:build !js

package proof

import (
	"crypto/sha512"
	"encoding/base64"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/build"
)

// TestReadPublished: the files that a visitor downloads come first, and each file has its
// description.
func TestReadPublished(t *testing.T) {
	want := []struct{ name, about string }{
		{"banner.js", "Le script que la page charge"},
		{"go-1.js", "Le module qui lance"},
		{"banner-1.wasm", "Le programme"},
		{"charters/opendata.aude.fr.txt", "La charte du portail, telle"},
		{"charters/opendata.aude.fr.html", "La charte du portail, sous"},
		{"placeholder-1.js", "Le module qui affiche"},
		{"withdrawal-1.js", "Le module qui efface"},
		{"integrations-1.js", "Le module qui transmet"},
		{"autoconsent.json", "Un fichier destiné à d’autres logiciels"},
		{"charter-1.css", "La mise en forme des chartes"},
		{"charters/autre.example.txt", "La charte d’un autre portail"},
		{"cookies-preferences.d.ts", "Un fichier destiné à d’autres logiciels"},
	}
	built := &build.Result{Dir: t.TempDir(), Script: "banner.js", Go: "go-1.js", WASM: "banner-1.wasm",
		Placeholder: "placeholder-1.js", Withdrawal: "withdrawal-1.js", Integrations: "integrations-1.js"}
	files := make(map[string][]byte)
	for _, f := range want {
		files[f.name] = []byte(f.name)
		built.Files = append(built.Files, build.File{Name: f.name})
	}
	slices.SortFunc(built.Files, func(a, b build.File) int { return strings.Compare(a.Name, b.Name) })
	if err := write(built.Dir, files); err != nil {
		t.Fatal(err)
	}
	list, err := readPublished(built, aude)
	if err != nil || len(list) != len(want) {
		t.Fatalf("there are %d files, want %d: %v", len(list), len(want), err)
	}
	for i, got := range list {
		each := want[i]
		if got.Name != each.name || !strings.HasPrefix(got.About, each.about) {
			t.Errorf("file %d is %s, described by %q; want %s, %q",
				i, got.Name, got.About, each.name, each.about)
		}
		digest := sha512.Sum384([]byte(each.name))
		if got.SHA384 != "sha384-"+base64.StdEncoding.EncodeToString(digest[:]) ||
			got.Size != len(each.name) || string(got.data) != each.name {
			t.Errorf("%s has the digest %s and %d bytes", got.Name, got.SHA384, got.Size)
		}
	}
	if err := os.Remove(filepath.Join(built.Dir, "banner.js")); err != nil {
		t.Fatal(err)
	}
	if _, err := readPublished(built, aude); err == nil {
		t.Error("a missing file is not an error")
	}
}
