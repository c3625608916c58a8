package web

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
)

var (
	heading  = regexp.MustCompile(`(?m)^#{1,6} (.+)$`)
	link     = regexp.MustCompile(`(!?)\[([^\]]*)\]\(([^)]+)\)`)
	noAnchor = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// maxPicture is the most that a picture may weigh, in bytes.
const maxPicture = 120_000

// TestLinks: what the documents link to exists, sections included. Pictures have a text
// alternative and are small.
func TestLinks(t *testing.T) {
	texts := documents(t)
	for name, text := range texts {
		for _, l := range link.FindAllStringSubmatch(fences.ReplaceAllString(text, ""), -1) {
			picture, words, to := l[1] == "!", l[2], l[3]
			if strings.Contains(to, "://") || strings.HasPrefix(to, "mailto:") {
				continue
			}
			file, section, inSection := strings.Cut(to, "#")
			linked := name
			if file != "" {
				linked = path.Join(path.Dir(name), file)
			}
			info, err := fs.Stat(repository, linked)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if inSection && !anchors(texts[linked])[section] {
				t.Errorf("%s: %s has no section #%s", name, linked, section)
			}
			if picture && (words == "" || info.Size() > maxPicture) {
				t.Errorf("%s: %s says %q and weighs %d bytes, want words and at most %d",
					name, linked, words, info.Size(), maxPicture)
			}
		}
	}
	if !strings.Contains(texts["README.md"], "![") {
		t.Error("README.md has no picture")
	}
}

// anchors are the names by which GitHub links to a text's headings.
func anchors(text string) map[string]bool {
	names := make(map[string]bool)
	for _, h := range heading.FindAllStringSubmatch(fences.ReplaceAllString(text, ""), -1) {
		name := noAnchor.ReplaceAllString(strings.ToLower(h[1]), "")
		names[strings.ReplaceAll(name, " ", "-")] = true
	}
	return names
}
