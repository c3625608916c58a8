package web

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// repository is the folder that holds this one.
var repository = os.DirFS("..")

// documents are the repository's Markdown files by their path: the README, the changelog,
// the manual, and what .github says to contributors.
func documents(t *testing.T) map[string]string {
	t.Helper()
	list := []string{"README.md", "CHANGELOG.md"}
	for _, folder := range []string{"web/docs", ".github"} {
		list = append(list, filesUnder(t, folder, ".md")...)
	}
	texts := make(map[string]string)
	for _, name := range list {
		texts[name] = read(t, name)
	}
	return texts
}

// filesUnder are the files under a folder whose names end with the suffix. What is fetched or
// built, in folders that begin with a dot, is left out.
func filesUnder(t *testing.T, folder, suffix string) (list []string) {
	t.Helper()
	err := fs.WalkDir(repository, folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != folder && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case !entry.IsDir() && strings.HasSuffix(name, suffix):
			list = append(list, name)
		}
		return nil
	})
	if err != nil || len(list) == 0 {
		t.Fatalf("no files *%s under %s: %v", suffix, folder, err)
	}
	return list
}

// read returns a file of the repository.
func read(t *testing.T, name string) string {
	t.Helper()
	data, err := fs.ReadFile(repository, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

var testFunction = regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9_]*)\(t \*testing\.T\)`)

// testFunctions are the names of all Go tests of the repository.
func testFunctions(t *testing.T) map[string]bool {
	t.Helper()
	names := make(map[string]bool)
	for _, file := range filesUnder(t, ".", "_test.go") {
		for _, f := range testFunction.FindAllStringSubmatch(read(t, file), -1) {
			names[f[1]] = true
		}
	}
	return names
}

// maxReadmeWords is what a README may have for a newcomer to read it to the end.
const maxReadmeWords = 1000

func TestReadmeIsShort(t *testing.T) {
	text := fences.ReplaceAllString(read(t, "README.md"), "")
	if n := len(strings.Fields(text)); n > maxReadmeWords {
		t.Errorf("README.md has %d words outside code blocks, want at most %d", n, maxReadmeWords)
	}
}

var (
	fences    = regexp.MustCompile("(?ms)^ *```.*?^ *```$")
	namedTest = regexp.MustCompile("`(Test[A-Z][A-Za-z]+)`")
	namedFile = regexp.MustCompile("`((?:app|banner|charter|web|\\.github)/[A-Za-z0-9_./-]+)`")
	target    = regexp.MustCompile("(?m)(?:`|^ *)make ([a-z][a-z-]*)")
	rule      = regexp.MustCompile(`(?m)^([a-z][a-z-]*):`)
)

// TestNamesExist: the tests, the files, the folders and the make targets that the documents name
// exist.
func TestNamesExist(t *testing.T) {
	tests := testFunctions(t)
	var targets []string
	for _, m := range rule.FindAllStringSubmatch(read(t, "Makefile"), -1) {
		targets = append(targets, m[1])
	}
	for name, text := range documents(t) {
		for _, m := range namedTest.FindAllStringSubmatch(text, -1) {
			if !tests[m[1]] {
				t.Errorf("%s: there is no test %s", name, m[1])
			}
		}
		for _, m := range namedFile.FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "HOST") || strings.Contains(m[1], "votre-portail") {
				continue // the reader's own
			}
			if _, err := fs.Stat(repository, path.Clean(m[1])); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, m := range target.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(targets, m[1]) {
				t.Errorf("%s: make has no target %s", name, m[1])
			}
		}
	}
}
