//go:build !js

package build

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// manyCharters makes a folder of n charters, each another, and a file that is none
// of them.
func manyCharters(t testing.TB, n int) (folder string) {
	t.Helper()
	folder = t.TempDir()
	text, _ := charter.Portal("opendata.aude.fr")
	for i := range n {
		host := fmt.Sprintf("donnees-%04d.example", i)
		writeFile(t, filepath.Join(folder, host+".txt"), strings.ReplaceAll(string(text), "opendata.aude.fr", host))
	}
	writeFile(t, filepath.Join(folder, "LISEZMOI.md"), "Les chartes de nos portails")
	return folder
}

func TestReadCharters(t *testing.T) {
	folder := manyCharters(t, 3)
	at := func(name string) string { return filepath.Join(folder, name) }
	writeFile(t, at("colonnes.example.txt"), "Charte cookies\n\nPhrase.\n\nCookies nécessaires\n\nNom\tFinalités\nsessionid\tConnexion\tde trop\n")
	writeFile(t, at("vide.example.txt"), "\n")
	writeFile(t, at("latin.example.txt"), "Charte cookies\n\nD\xe9finitions\n")
	writeFile(t, at("pas un hôte.txt"), "Charte cookies\n")
	writeFile(t, at("DONNEES-0001.example.txt"), "Charte cookies\n") // sorts before the other
	writeFile(t, at("dossier.txt/x"), "")

	good, bad, err := ReadCharters(folder)
	if err != nil {
		t.Fatal(err)
	}
	var hosts []string
	for _, c := range good {
		hosts = append(hosts, c.Host)
	}
	if want := []string{"donnees-0001.example", "donnees-0000.example", "donnees-0002.example"}; !slices.Equal(hosts, want) {
		t.Errorf("the good ones are of %q, want %q", hosts, want)
	}
	want := []string{
		at("colonnes.example.txt") + ":8: ",
		at("donnees-0001.example.txt") + ": " + at("DONNEES-0001.example.txt") + " is of the same portal",
		at("latin.example.txt") + ":3: ",
		at("pas un hôte.txt") + ": the file's name is not a host name",
		at("vide.example.txt") + ": The charter is empty",
	}
	if len(bad) != len(want) {
		t.Fatalf("the bad ones are %q", bad)
	}
	for i, err := range bad {
		if !strings.HasPrefix(err.Error(), want[i]) {
			t.Errorf("error %d is %q, want %q…", i, err, want[i])
		}
	}

	for _, folder := range []string{filepath.Join(folder, "absent"), t.TempDir()} {
		if _, _, err := ReadCharters(folder); err == nil || !strings.Contains(err.Error(), folder) {
			t.Errorf("of %s the error is %v", folder, err)
		}
	}
}

// TestBuildWithCharters: of a thousand charters and three that are broken, these are
// named with their lines, and those have each its text, its page and its tag, and all
// the same script, no larger for them.
func TestBuildWithCharters(t *testing.T) {
	folder := manyCharters(t, 1000)
	broken := map[string]string{
		"a-cellules.example": "Charte\n\nNom\tFinalité\na\tb\tde trop\n",
		"m-adresse.example":  "Charte\n\nVoir\n\njavascript://x\n",
		"z-octets.example":   "Charte\n\xff\n",
	}
	for host, text := range broken {
		writeFile(t, filepath.Join(folder, host+".txt"), text)
	}
	good, bad, err := ReadCharters(folder)
	if err != nil || len(good) != 1000 || len(bad) != len(broken) {
		t.Fatal(len(good), bad, err)
	}
	for i, where := range []string{"a-cellules.example.txt:4: ", "m-adresse.example.txt:5: ", "z-octets.example.txt:2: "} {
		if want := filepath.Join(folder, where); !strings.HasPrefix(bad[i].Error(), want) {
			t.Errorf("a broken one is named %q, want %q…", bad[i], want)
		}
	}
	own := Charter{"opendata.aude.fr", []byte("Charte cookies\n\nLa nôtre.\n")}
	result, err := Dist(t.Context(), Options{Plain: true, Root: newRoot(t, nil), Compression: None, Charters: append(good, own)})
	if err != nil {
		t.Fatal(err)
	}
	files := readTree(t, result.Dir)
	for _, c := range append(good, own) {
		page := files["charters/"+c.Host+".html"]
		if files["charters/"+c.Host+".txt"] != string(c.Text) || !strings.Contains(page, charter.Version(c.Text)) {
			t.Fatalf("the charter of %s is missing, or another", c.Host)
		}
		tag := c.Host + "\t" + `<script src="https://…/banner.js" defer data-portal="` + c.Host + `" data-version="` + charter.Version(c.Text) + `"></script>` + "\n"
		if !strings.Contains(files[TagsName], tag) {
			t.Fatalf("%s lacks %q", TagsName, tag)
		}
	}
	script := files[result.Script]
	if strings.Contains(script, "donnees-") || strings.Contains(script, "opendata.aude.fr") || !strings.Contains(script, "porto-vecchio") {
		t.Errorf("the script has another list of portals: %s", script)
	}
}

// BenchmarkCharters: what it takes to read a folder of 1,000 charters and to make
// their pages.
func BenchmarkCharters(b *testing.B) {
	folder := manyCharters(b, 1000)
	b.ReportAllocs()
	for b.Loop() {
		good, _, err := ReadCharters(folder)
		if err != nil {
			b.Fatal(err)
		}
		if pages, err := charterPages(good, "charter.css"); err != nil || len(pages) != 1000 {
			b.Fatal(len(pages), err)
		}
	}
}
