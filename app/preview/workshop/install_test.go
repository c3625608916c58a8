package workshop

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"
)

// TestReadMe: the instructions have the tag, the policy, the link to the charter and the rule
// for the colour, all for the host and the folder of the files.
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
	check(s.Tag("sha384-x").String(), Button, "--cookies-accent: #8a1c3f;",
		"\nscript-src 'self' 'wasm-unsafe-eval'\nconnect-src 'self'\n",
		`href="/cookies/charters/opendata.aude.fr.html"`)
	s.Folder = "https://static.aude.fr/cookies"
	s.Charter += "x"
	check("Access-Control-Allow-Origin: *", "https://static.aude.fr/cookies/banner.js",
		"\nscript-src https://static.aude.fr 'wasm-unsafe-eval'\n"+
			"connect-src https://static.aude.fr\n",
		`href="https://static.aude.fr/cookies/charte-opendata.aude.fr.txt"`)
}

// build serves a build of these files.
func build(files map[string]string) func(string) ([]byte, error) {
	var sums strings.Builder
	for name, text := range files {
		sums.WriteString(digest([]byte(text)) + "  " + name + "\n")
	}
	sums.WriteString(digest([]byte("x")) + "  atelier/index.html\n")
	return func(name string) ([]byte, error) {
		if name == sumsName {
			return []byte(sums.String()), nil
		}
		text, ok := files[name]
		if !ok {
			return nil, errors.New("code 404")
		}
		return []byte(text), nil
	}
}

// fileNames joins the names of files.
func fileNames(files []File) string {
	var list []string
	for _, f := range files {
		list = append(list, f.Name)
	}
	return strings.Join(list, " ")
}

// TestFiles: the archive has all that must be uploaded and nothing else, with its digests and
// its date.
func TestFiles(t *testing.T) {
	s := Default(aude)
	s.Charter = "Charte de la ville\n"
	files, err := s.Files(build(map[string]string{
		"banner.js": "script", "charters/a.txt": "charte",
		"charters/opendata.aude.fr.html": "charte",
	}))
	if err != nil {
		t.Fatal(err)
	}
	const want = "banner.js charte-opendata.aude.fr.txt charters/opendata.aude.fr.html " +
		"SHA384SUMS LISEZ-MOI.txt"
	if got := fileNames(files); got != want {
		t.Errorf("the files are %s, want %s", got, want)
	}
	line := digest([]byte("\ufeff"+s.Charter)) + "  charte-opendata.aude.fr.txt\n"
	if sums := string(files[3].Data); strings.Count(sums, "\n") != 3 ||
		!strings.Contains(sums, line) {
		t.Errorf("the digests are\n%s", sums)
	}
	archive, err := makeArchive(files, noon)
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
	whole := build(map[string]string{
		"banner.js": "script", "banner.js.gz": "packed", "banner.js.br": "packed",
	})
	changed := func(wrong string) func(string) ([]byte, error) {
		return func(name string) ([]byte, error) {
			if name == wrong {
				return []byte("another"), nil
			}
			return whole(name)
		}
	}
	for _, wrong := range []string{"banner.js", sumsName} {
		_, err := Default(aude).Files(changed(wrong))
		if err == nil || !strings.Contains(err.Error(), wrong) {
			t.Errorf("a wrong %s is accepted: %v", wrong, err)
		}
	}
	files, err := Default(aude).Files(changed("banner.js.gz"))
	const want = "banner.js banner.js.br SHA384SUMS LISEZ-MOI.txt"
	if got := fileNames(files); err != nil || got != want {
		t.Errorf("with a decompressed copy the files are %s, %v", got, err)
	}
}
