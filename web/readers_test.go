package web

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

var (
	fence = regexp.MustCompile("(?ms)^```([a-z]+)\n(.*?)^```$")
	file  = regexp.MustCompile("`([a-z]+/[A-Za-z0-9_./-]+\\.[a-z]+)`")
)

// TestReadersAreShown: each block of code in web/docs/cookie.md is, word for word, in a file that
// the text before it names: the file that the tests run. Every reader is named.
func TestReadersAreShown(t *testing.T) {
	page := read(t, "web/docs/cookie.md")
	blocks, last := 0, 0
	for _, place := range fence.FindAllStringSubmatchIndex(page, -1) {
		language, code := page[place[2]:place[3]], page[place[4]:place[5]]
		before := page[last:place[0]]
		last = place[1]
		if language == "json" {
			continue // the cookie itself
		}
		blocks++
		found := false
		for _, name := range file.FindAllStringSubmatch(before, -1) {
			found = found || strings.Contains(read(t, name[1]), code)
		}
		if !found {
			t.Errorf("after %q, no named file contains the code:\n%s", before, code)
		}
	}
	if blocks == 0 {
		t.Error("the page shows no code")
	}

	readers, err := fs.ReadDir(repository, "web/readers")
	if err != nil {
		t.Fatal(err)
	}
	for _, reader := range readers {
		if !strings.Contains(page, "`web/readers/"+reader.Name()+"`") {
			t.Errorf("the page does not name web/readers/%s", reader.Name())
		}
	}
}
