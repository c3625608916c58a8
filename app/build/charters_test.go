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

// manyCharters creates a folder of n different charters and a file that is no charter.
func manyCharters(t *testing.T, n int) (folder string) {
	t.Helper()
	folder = t.TempDir()
	text, _ := charter.Portal("opendata.aude.fr")
	for i := range n {
		host := fmt.Sprintf("donnees-%04d.example", i)
		own := strings.ReplaceAll(string(text), "opendata.aude.fr", host)
		writeFile(t, filepath.Join(folder, host+".txt"), own)
	}
	writeFile(t, filepath.Join(folder, "LISEZMOI.md"), "Les chartes de nos portails")
	return folder
}

func TestReadCharters(t *testing.T) {
	folder := manyCharters(t, 3)
	at := func(name string) string { return filepath.Join(folder, name) }
	writeFile(t, at("colonnes.example.txt"), "Charte cookies\n\nPhrase.\n\nCookies nécessaires\n\n"+
		"Nom\tFinalités\nsessionid\tConnexion\tde trop\n")
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
	wantHosts := []string{"donnees-0001.example", "donnees-0000.example", "donnees-0002.example"}
	if !slices.Equal(hosts, wantHosts) {
		t.Errorf("the valid charters are of %q, want %q", hosts, wantHosts)
	}
	want := []string{
		at("colonnes.example.txt") + ":8: ",
		at("donnees-0001.example.txt") + ": " +
			at("DONNEES-0001.example.txt") + " is of the same portal",
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

	for _, folder := range []string{filepath.Join(folder, "absent"), t.TempDir()} {
		_, _, err := ReadCharters(folder)
		if err == nil || !strings.Contains(err.Error(), folder) {
			t.Errorf("the error of %s is %v", folder, err)
		}
	}
}

// Of a thousand charters, each gets its text, its page and its tag. They share one script, which
// is no larger for them.
func TestDistWithCharters(t *testing.T) {
	list, bad, err := ReadCharters(manyCharters(t, 1000))
	if err != nil || len(list) != 1000 || len(bad) != 0 {
		t.Fatal(len(list), bad, err)
	}
	list = append(list, Charter{"opendata.aude.fr", []byte("Charte cookies\n\nLa nôtre.\n")})
	result, err := Dist(t.Context(), Options{
		Root: newRoot(t, nil), Compression: None, Charters: list,
	})
	if err != nil {
		t.Fatal(err)
	}
	files := readTree(t, result.Dir)
	for _, c := range list {
		page := files["charters/"+c.Host+".html"]
		version := charter.Version(c.Text)
		if files["charters/"+c.Host+".txt"] != string(c.Text) || !strings.Contains(page, version) {
			t.Fatalf("the charter of %s is missing or differs", c.Host)
		}
		tag := c.Host + "\t" + `<script src="https://…/banner.js" defer data-portal="` + c.Host +
			`" data-version="` + version + `"></script>` + "\n"
		if !strings.Contains(files[TagsName], tag) {
			t.Fatalf("%s lacks %q", TagsName, tag)
		}
	}
	script := files[result.Script]
	for host, want := range map[string]bool{
		"donnees-": false, "opendata.aude.fr": false, "porto-vecchio": true,
	} {
		if strings.Contains(script, host) != want {
			t.Errorf("whether the script names %s is %v, want %v", host, !want, want)
		}
	}
}
