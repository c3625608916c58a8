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
	put := func(files map[string][]byte) {
		t.Helper()
		earlier, err := earlierBuild(dir)
		if err != nil {
			t.Fatal(err)
		}
		files[SumsName] = Sums(files)
		if err := publish(dir, earlier, files); err != nil {
			t.Fatal(err)
		}
	}
	put(files("1", "banner.js", "banner-1.wasm", "charters/a.txt", "old/b.txt", "older/c.txt"))
	writeFile(t, filepath.Join(dir, "CNAME"), "portal.example")
	writeFile(t, filepath.Join(dir, "older", "note"), "kept")
	second := files("2", "banner.js", "banner-2.wasm", "charters/a.txt")
	put(second)
	got := readTree(t, dir)
	want := map[string]string{
		"banner.js":      "banner.js2",
		"banner-2.wasm":  "banner-2.wasm2",
		"charters/a.txt": "charters/a.txt2",
		"CNAME":          "portal.example",
		"older/note":     "kept",
		"SHA384SUMS":     string(second[SumsName]),
	}
	if !maps.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "old")); !os.IsNotExist(err) {
		t.Error("an empty folder was left")
	}
}

// TestTags: a portal's tag has what its charter declares.
func TestTags(t *testing.T) {
	const text = "Charte cookies\n\nCookies statistiques exemptés de consentement\n\n" +
		"Nom\tFinalité\n_pk_*\tcompter\n_pcid\tcompter\n\n" +
		"Cookies tiers\n\nPrestataire\tNom\tFinalité\nYouTube\tx\tmontrer\nuMap\ty\tmontrer\n"
	got := string(tags([]Charter{{Host: "donnees.ville.fr", Text: []byte(text)}}))
	want := `data-exempt="matomo piano" data-services="youtube umap"></script>` + "\n"
	if !strings.HasPrefix(got, "donnees.ville.fr\t") || !strings.HasSuffix(got, want) {
		t.Errorf("the line is %q, want %q at its end", got, want)
	}
}

// TestReadCharters: the charters of a folder are read; each that can't be read is named.
func TestReadCharters(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	writeFile(t, at("LISEZMOI.md"), "Les chartes de nos portails")
	writeFile(t, at("dossier.txt/x"), "")
	writeFile(t, at("b.example.txt"), "Charte cookies\n\nUne phrase.\n")
	writeFile(t, at("C.Example.txt"), "Charte cookies\r\n\r\nUne autre.")
	writeFile(t, at("d.example.HTML"), "<h1>Charte cookies</h1><p>Une page.")
	writeFile(t, at("e.example.md"), "# Charte cookies\n\nUne **page**.")
	writeFile(t, at("f.example.csv"), "Charte cookies;\nNom;Durée\na;b\n")
	writeFile(t, at("g.example.txt"), "<h1>Charte cookies</h1><p>Collée.")
	writeFile(t, at("h.example.txt"), "Charte cookies\n\nD\xe9finitions\n") // Windows-1252
	charters, err := ReadCharters(folder)
	var got [][2]string
	for _, c := range charters {
		got = append(got, [2]string{c.Host, string(c.Text)})
	}
	want := [][2]string{
		{"c.example", "Charte cookies\r\n\r\nUne autre."},
		{"b.example", "Charte cookies\n\nUne phrase.\n"},
		{"d.example", "Charte cookies\n\nUne page.\n"},
		{"e.example", "Charte cookies\n\nUne page.\n"},
		{"f.example", "Charte cookies\n\nNom\tDurée\na\tb\n"},
		{"g.example", "Charte cookies\n\nCollée.\n"},
		{"h.example", "Charte cookies\n\nDéfinitions\n"},
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("the charters are %q, the error %v", got, err)
	}
	writeFile(t, at("octet.example.txt"), "Charte cookies\n\nD\x01finitions\n")
	writeFile(t, at("pas un hôte.txt"), "Charte cookies\n")
	writeFile(t, at("vide.example.txt"), "\n")
	writeFile(t, at("absente.example.html"), "<title>404 Not Found</title>")
	writeFile(t, at("b.example.md"), "# Charte cookies\n")
	_, err = ReadCharters(folder)
	for _, want := range []string{
		at("octet.example.txt") + ":3: le fichier contient un caractère de contrôle",
		at("pas un hôte.txt") + ": le nom du fichier n’est pas un nom d’hôte",
		at("vide.example.txt") + ": le fichier est vide.",
		at("absente.example.html") + ": c’est la page d’erreur",
		at("b.example.txt") + ": un autre fichier contient la charte de b.example.",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want %q…", err, want)
		}
	}
}
