//go:build !js

package proof

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/build"
)

// TestReadPublished: what a visitor gets comes first, and each file is told by
// what it is for.
func TestReadPublished(t *testing.T) {
	told := []struct{ name, about string }{
		{"banner.js", "Le script que la page charge"},
		{"go-1.js", "Ce qui lance le programme"},
		{"banner-1.wasm", "Le programme"},
		{"charters/opendata.aude.fr.txt", "La charte du portail, telle"},
		{"charters/opendata.aude.fr.html", "La charte du portail, comme page"},
		{"placeholder-1.js", "Ce qui s’affiche à la place"},
		{"withdrawal-1.js", "Ce qui efface"},
		{"integrations-1.js", "Ce qui transmet le choix"},
		{"autoconsent.json", "Une description pour d’autres logiciels"},
		{"charter-1.css", "La mise en forme des chartes"},
		{"charters/autre.example.txt", "La charte d’un autre portail"},
		{"cookies-preferences.d.ts", "Une description pour d’autres logiciels"},
	}
	built := &build.Result{Dir: t.TempDir(), Script: "banner.js", Go: "go-1.js", WASM: "banner-1.wasm",
		Placeholder: "placeholder-1.js", Withdrawal: "withdrawal-1.js", Integrations: "integrations-1.js"}
	files := make(map[string][]byte)
	for _, f := range told {
		files[f.name] = []byte(f.name)
		built.Files = append(built.Files, build.File{Name: f.name})
	}
	slices.SortFunc(built.Files, func(a, b build.File) int { return strings.Compare(a.Name, b.Name) })
	if err := write(built.Dir, files); err != nil {
		t.Fatal(err)
	}
	list, err := readPublished(built, aude)
	if err != nil || len(list) != len(told) {
		t.Fatalf("there are %d files, want %d: %v", len(list), len(told), err)
	}
	for i, got := range list {
		want := told[i]
		if got.Name != want.name || !strings.HasPrefix(got.About, want.about) {
			t.Errorf("file %d is %s, told by %q; want %s, %q", i, got.Name, got.About, want.name, want.about)
		}
		if got.SHA256 != sum([]byte(want.name)) || got.Size != len(want.name) || string(got.data) != want.name {
			t.Errorf("%s has the digest %s and %d octets", got.Name, got.SHA256, got.Size)
		}
	}
	if err := os.Remove(filepath.Join(built.Dir, "banner.js")); err != nil {
		t.Fatal(err)
	}
	if _, err := readPublished(built, aude); err == nil {
		t.Error("a file that is missing is not told")
	}
}
