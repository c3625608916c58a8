package workshop

import (
	"archive/zip"
	"bytes"
	"maps"
	"strings"
	"testing"

	"cookies-preferences/app/internal/tag"
)

// TestReadMe: the instructions have the tag, what has to wait, the policy, the link to the charter
// and the rule for the colour, all for the host and the folder of the files.
func TestReadMe(t *testing.T) {
	s := Default(aude)
	s.Accent = "#8a1c3f"
	check := func(parts ...string) {
		t.Helper()
		for _, part := range parts {
			if text := s.readMe("sha384-x"); !strings.Contains(text, part) {
				t.Errorf("the instructions lack %s:\n%s", part, text)
			}
		}
	}
	check(s.Tag("sha384-x").String(), waiting, Button, "--cookies-accent: #8a1c3f;",
		"\nhttps://opendata.aude.fr/.well-known/gpc.json\n",
		"\nscript-src 'self' 'wasm-unsafe-eval'\nconnect-src 'self'\n",
		`href="/cookies/charters/opendata.aude.fr.html"`)
	s.Folder = "https://static.aude.fr/cookies"
	s.Charter += "x"
	check("Access-Control-Allow-Origin: *", "https://static.aude.fr/cookies/banner.js",
		"\nscript-src https://static.aude.fr 'wasm-unsafe-eval'\n"+
			"connect-src https://static.aude.fr\n",
		`href="https://static.aude.fr/cookies/charte-opendata.aude.fr.txt"`)
}

// fakeBuild is a build of these files: their digests, and what fetches them.
func fakeBuild(files map[string]string) (map[string]string, func(string) ([]byte, error)) {
	sums := make(map[string]string)
	for name, text := range files {
		sums[name] = tag.Integrity([]byte(text))
	}
	return sums, func(name string) ([]byte, error) { return []byte(files[name]), nil }
}

// fileNames joins the names of files.
func fileNames(files []file) string {
	var list []string
	for _, f := range files {
		list = append(list, f.name)
	}
	return strings.Join(list, " ")
}

// TestFiles: the archive has all that must be uploaded and nothing else, with its digests and
// its date.
func TestFiles(t *testing.T) {
	s := Default(aude)
	s.Charter = "Charte de la ville\n"
	sums, fetch := fakeBuild(map[string]string{
		"banner.js": "script", "charters/a.txt": "charte",
		"charters/opendata.aude.fr.html": "charte", "charters/standard.json": "charte",
		"dialog-0123456789abcdef.js": "script",
	})
	files, err := s.files(sums, fetch)
	if err != nil {
		t.Fatal(err)
	}
	const want = "banner.js charte-opendata.aude.fr.txt charters/opendata.aude.fr.html " +
		"charters/standard.json dialog-0123456789abcdef.js SHA384SUMS LISEZ-MOI.txt"
	if got := fileNames(files); got != want {
		t.Errorf("the files are %s, want %s", got, want)
	}
	line := tag.Integrity([]byte("\ufeff"+s.Charter)) + "  charte-opendata.aude.fr.txt\n"
	if sums := string(files[5].data); strings.Count(sums, "\n") != 5 ||
		!strings.Contains(sums, line) {
		t.Errorf("the digests are\n%s", sums)
	}
	archive, err := s.Archive(sums, fetch, noon)
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil || len(r.File) != len(files) || !r.File[0].Modified.Equal(noon) {
		t.Errorf("the archive has the files %v: %v", r.File, err)
	}
}

// TestFilesWithWrongDigests: a file that does not match its digest is refused. A compressed copy
// is left out: a server may have decompressed it.
func TestFilesWithWrongDigests(t *testing.T) {
	sums, fetch := fakeBuild(map[string]string{
		"banner.js": "script", "banner.js.gz": "packed", "banner.js.br": "packed",
	})
	sums["banner.js.gz"] = tag.Integrity(nil)
	files, err := Default(aude).files(sums, fetch)
	const want = "banner.js banner.js.br SHA384SUMS LISEZ-MOI.txt"
	if got := fileNames(files); err != nil || got != want {
		t.Errorf("with a decompressed copy the files are %s, %v", got, err)
	}
	sums[scriptName] = tag.Integrity(nil)
	_, err = Default(aude).files(sums, fetch)
	if err == nil || !strings.Contains(err.Error(), scriptName) {
		t.Errorf("a wrong %s is accepted: %v", scriptName, err)
	}
}

// TestParseSums: the workshop's own files are not uploaded, and another text is refused.
func TestParseSums(t *testing.T) {
	sums, err := parseSums([]byte("sha384-x  banner.js\nsha384-y  atelier/index.html\n"))
	if err != nil || !maps.Equal(sums, map[string]string{"banner.js": "sha384-x"}) {
		t.Errorf("the digests are %v, %v", sums, err)
	}
	if _, err := parseSums([]byte("<!doctype html>\n")); err == nil {
		t.Error("an HTML page counts as digests")
	}
}
