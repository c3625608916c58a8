package web

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

var (
	fence = regexp.MustCompile("(?ms)^```([a-z]+)\n(.*?)^```$")
	file  = regexp.MustCompile("`([a-z]+/[A-Za-z0-9_./-]+\\.[a-z]+)`")
)

// TestReadmeShowsTheReaders: each block of code in the README's section on
// readers stands, word for word, in a file that the text in front of it names:
// the file that the tests run. Every reader is named.
func TestReadmeShowsTheReaders(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(readme), "\n## Reading the cookie\n")
	section, _, found := strings.Cut(section, "\n## ")
	if !found {
		t.Fatal("the README has no section on reading the cookie")
	}

	blocks, last := 0, 0
	for _, place := range fence.FindAllStringSubmatchIndex(section, -1) {
		language, code := section[place[2]:place[3]], section[place[4]:place[5]]
		before := section[last:place[0]]
		last = place[1]
		if language == "json" {
			continue // the cookie itself
		}
		blocks++
		stands := false
		for _, name := range file.FindAllStringSubmatch(before, -1) {
			content, err := os.ReadFile("../" + name[1])
			if err != nil {
				t.Error(err)
			}
			stands = stands || strings.Contains(string(content), code)
		}
		if !stands {
			t.Errorf("after %q, the code is in no file that is named:\n%s", before, code)
		}
	}
	if blocks < 8 {
		t.Errorf("%d blocks of code, want 8 or more", blocks)
	}

	readers, err := fs.ReadDir(os.DirFS("."), "readers")
	if err != nil {
		t.Fatal(err)
	}
	for _, reader := range readers {
		if !strings.Contains(section, "`web/readers/"+reader.Name()+"`") {
			t.Errorf("the README names no web/readers/%s", reader.Name())
		}
	}
}
