package web

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	heading  = regexp.MustCompile(`(?m)^#{1,6} (.+)$`)
	link     = regexp.MustCompile(`(!?)\[([^\]]*)\]\(([^)]+)\)`)
	named    = regexp.MustCompile("`(Test[A-Z][A-Za-z]+)`")
	noAnchor = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// maxPicture is what a picture of the README may have, in octets.
const maxPicture = 120_000

// TestReadmeLeadsSomewhere: in the README, what is linked is there, pictures say in
// words what they show and are small, and the tests that are named exist.
func TestReadmeLeadsSomewhere(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var anchors []string
	for _, h := range heading.FindAllStringSubmatch(string(readme), -1) {
		anchors = append(anchors, "#"+strings.ReplaceAll(noAnchor.ReplaceAllString(strings.ToLower(h[1]), ""), " ", "-"))
	}
	pictures := 0
	for _, l := range link.FindAllStringSubmatch(string(readme), -1) {
		switch target := l[3]; {
		case strings.Contains(target, "://"):
		case strings.HasPrefix(target, "#"):
			if !slices.Contains(anchors, target) {
				t.Errorf("there is no section %s", target)
			}
		default:
			info, err := os.Stat("../" + target)
			if err != nil {
				t.Error(err)
				continue
			}
			if l[1] == "!" {
				pictures++
				if l[2] == "" || info.Size() > maxPicture {
					t.Errorf("the picture %s says %q and has %d octets, want words and %d at most", target, l[2], info.Size(), maxPicture)
				}
			}
		}
	}
	if pictures == 0 {
		t.Error("there is no picture")
	}

	var tests bytes.Buffer
	for _, pattern := range []string{"*_test.go", "../app/*/*_test.go", "../app/*/*/*_test.go", "../banner/*_test.go", "../charter/*_test.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			tests.Write(data)
		}
	}
	for _, n := range named.FindAllStringSubmatch(string(readme), -1) {
		if !strings.Contains(tests.String(), "\nfunc "+n[1]+"(t *testing.T)") {
			t.Errorf("there is no test %s", n[1])
		}
	}
}
