package charter_test

import (
	"regexp"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// The words of a document, found without the parser: what is markup is taken
// out with regular expressions, and white space is folded.
var (
	invisible = regexp.MustCompile(`[\x{FEFF}\x{200B}\x{2060}\x{061C}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}]`)
	newline   = regexp.MustCompile(`\r\n?|\n`)
	rule      = regexp.MustCompile(`^[\s\pZ\x{85}\v|+:=\-‐‑‒–—―─━]*[=\-‐‑‒–—―─━]{3}[\s\pZ\x{85}\v|+:=\-‐‑‒–—―─━]*$`)
	bracketed = regexp.MustCompile(`(?i)<(https?://[^<>]*)>`)
)

func documentWords(text string) string {
	var kept []string
	for _, l := range newline.Split(invisible.ReplaceAllString(text, ""), -1) {
		if !rule.MatchString(l) {
			kept = append(kept, bracketed.ReplaceAllString(l, "$1"))
		}
	}
	return strings.Join(strings.Fields(strings.Join(kept, "\n")), " ")
}

// parse parses a charter that must be good, and checks that no word of it is
// lost, repeated or moved.
func parse(t *testing.T, text string) charter.Charter {
	t.Helper()
	c, err := charter.Parse([]byte(text))
	if err != nil {
		t.Fatalf("Parse: %v", err)
	}
	if got, want := c.Text(), documentWords(text); got != want {
		t.Errorf("the words are not the document's:\n got %q\nwant %q", got, want)
	}
	return c
}

// published returns the text of a published charter.
func published(t testing.TB, host string) string {
	t.Helper()
	text, ok := charter.Portal(host)
	if !ok {
		t.Fatalf("no charter of %s", host)
	}
	return string(text)
}

const (
	aude         = "opendata.aude.fr"
	portoVecchio = "porto-vecchio.opendatasoft.com"
)

// paragraphs, addresses and tables are what blocks hold of each.
func paragraphs(blocks []charter.Block) []string {
	var list []string
	for _, b := range blocks {
		if b.Paragraph != "" {
			list = append(list, b.Paragraph)
		}
	}
	return list
}

func headings(c charter.Charter) []string {
	var list []string
	for _, s := range c.Sections {
		list = append(list, s.Heading)
	}
	return list
}
