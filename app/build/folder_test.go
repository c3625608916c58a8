//go:build !js

package build

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// files returns a build's files of the names. The content of each is its name and the word.
func files(word string, names ...string) map[string][]byte {
	f := make(map[string][]byte)
	for _, name := range names {
		f[name] = []byte(name + word)
	}
	return f
}

// TestPublishReplacesItsOwn: a build removes the files of an earlier one, and nothing else.
func TestPublishReplacesItsOwn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "new", "folder")
	first := files("1", "banner.js", "banner-1.wasm", "charters/a.txt", "old/b.txt", "older/c.txt")
	if err := publish(dir, first); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "CNAME"), "portal.example")
	writeFile(t, filepath.Join(dir, "older", "note"), "kept")
	second := files("2", "banner.js", "banner-2.wasm", "charters/a.txt")
	if err := publish(dir, second); err != nil {
		t.Fatal(err)
	}
	got := readTree(t, dir)
	want := map[string]string{
		"banner.js":      "banner.js2",
		"banner-2.wasm":  "banner-2.wasm2",
		"charters/a.txt": "charters/a.txt2",
		"CNAME":          "portal.example",
		"older/note":     "kept",
		"SHA384SUMS":     string(sumsOf(second)),
	}
	if !maps.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "old")); !os.IsNotExist(err) {
		t.Error("an empty folder was left")
	}
}

// TestPublishStaysInItsFolder: a symbolic link out of the folder leads to files that aren't ours.
func TestPublishStaysInItsFolder(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	writeFile(t, filepath.Join(outside, "a.txt"), "")
	writeFile(t, filepath.Join(dir, "SHA384SUMS"), Integrity(nil)+"  charters/a.txt\n")
	if err := os.Symlink(outside, filepath.Join(dir, "charters")); err != nil {
		t.Fatal(err)
	}
	if err := publish(dir, files("", "banner.js")); err == nil {
		t.Error("it followed a link out of the folder")
	}
	if _, err := os.Stat(filepath.Join(outside, "a.txt")); err != nil {
		t.Error(err)
	}
}

func TestScriptLast(t *testing.T) {
	got := scriptLast(files("",
		"banner.js", "banner.js.gz", "banner.js.br", "charters/a.txt", "banner-1.wasm"))
	want := []string{"banner-1.wasm", "charters/a.txt", "banner.js", "banner.js.br", "banner.js.gz"}
	if !slices.Equal(got, want) {
		t.Errorf("the order is %q, want %q", got, want)
	}
}

// TestReadCharters: of a folder, the valid charters are read, and each of the others is named.
func TestReadCharters(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	writeFile(t, at("LISEZMOI.md"), "Les chartes de nos portails")
	writeFile(t, at("b.example.txt"), "Charte cookies\n\nUne phrase.\n")
	writeFile(t, at("C.Example.txt"), "Charte cookies\n\nUne autre.\n")
	writeFile(t, at("colonnes.example.txt"), "Charte cookies\n\nPhrase.\n\nCookies nécessaires\n\n"+
		"Nom\tFinalités\nsessionid\tConnexion\tde trop\n")
	writeFile(t, at("latin.example.txt"), "Charte cookies\n\nD\xe9finitions\n")
	writeFile(t, at("pas un hôte.txt"), "Charte cookies\n")
	writeFile(t, at("vide.example.txt"), "\n")
	writeFile(t, at("dossier.txt/x"), "")

	good, bad, err := ReadCharters(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(good) != 2 || good[0].Host != "c.example" || good[1].Host != "b.example" {
		t.Errorf("the valid charters are %q", good)
	}
	want := []string{
		at("colonnes.example.txt") + ":8: ",
		at("latin.example.txt") + ":3: ",
		at("pas un hôte.txt") + ": the file's name is not a host name",
		at("vide.example.txt") + ": The charter is empty",
	}
	if len(bad) != len(want) {
		t.Fatalf("the errors are %q, want %d", bad, len(want))
	}
	for i, err := range bad {
		if !strings.HasPrefix(err.Error(), want[i]) {
			t.Errorf("error %d is %q, want %q…", i, err, want[i])
		}
	}
	for _, folder := range []string{at("absent"), t.TempDir()} {
		_, _, err := ReadCharters(folder)
		if err == nil || !strings.Contains(err.Error(), folder) {
			t.Errorf("the error of %s is %v", folder, err)
		}
	}
}
