package charter_test

import (
	"regexp"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

const (
	aude         = "opendata.aude.fr"
	portoVecchio = "porto-vecchio.opendatasoft.com"
)

// published returns the text of a published charter.
func published(t testing.TB, host string) string {
	t.Helper()
	text, ok := charter.Portal(host)
	if !ok {
		t.Fatalf("no charter of %s", host)
	}
	return string(text)
}

// parse parses a charter that must be good, and checks that none of its words is lost, repeated or
// moved.
func parse(t *testing.T, text string) charter.Charter {
	t.Helper()
	c, err := charter.Parse([]byte(text))
	if err != nil {
		t.Fatalf("Parse: %v", err)
	}
	checkWords(t, c, text)
	return c
}

// checkWords checks that a charter has every word of its document once, in its order. Regular
// expressions find the document's words, independently of the parser.
func checkWords(t *testing.T, c charter.Charter, text string) {
	t.Helper()
	words := []string{c.Title}
	add := func(blocks []charter.Block) {
		for _, b := range blocks {
			words = append(words, b.Paragraph, b.Address)
			if b.Table == nil {
				continue
			}
			words = append(append(words, b.Table.Caption), b.Table.Columns...)
			for _, cookie := range b.Table.Cookies {
				words = append(words, cookie.Cells...)
			}
		}
	}
	add(c.Introduction)
	for _, s := range c.Sections {
		words = append(words, s.Heading, s.Address)
		add(s.Blocks)
	}

	var want []string
	for _, l := range newline.Split(invisible.ReplaceAllString(text, ""), -1) {
		if !rule.MatchString(l) {
			want = append(want, bracketed.ReplaceAllString(l, "$1"))
		}
	}
	fold := func(list []string) string {
		return strings.Join(strings.Fields(strings.Join(list, " ")), " ")
	}
	if got, want := fold(words), fold(want); got != want {
		t.Errorf("the words are not the document's:\n got %q\nwant %q", got, want)
	}
}

var (
	invisible = regexp.MustCompile(
		`[\x{FEFF}\x{200B}\x{2060}\x{061C}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}]`)
	newline   = regexp.MustCompile(`\r\n?|\n`)
	rule      = regexp.MustCompile(`^` + between + `*[=\-‐‑‒–—―─━]{3}` + between + `*$`)
	bracketed = regexp.MustCompile(`(?i)<(https?://[^<>]*)>`)
)

const between = `[\s\pZ\x{85}\v|+:=\-‐‑‒–—―─━]`

// outline draws a charter, one line for each of its parts, to show how a text is cut: "# heading",
// "@ address", "| caption: columns / cells".
func outline(c charter.Charter) []string {
	lines := []string{c.Title}
	add := func(blocks []charter.Block) {
		for _, b := range blocks {
			switch {
			case b.Table != nil:
				l := "| " + b.Table.Caption + ": " + strings.Join(b.Table.Columns, ", ")
				for _, cookie := range b.Table.Cookies {
					l += " / " + strings.Join(cookie.Cells, ", ")
				}
				lines = append(lines, l)
			case b.Address != "":
				lines = append(lines, "@ "+b.Address)
			default:
				lines = append(lines, b.Paragraph)
			}
		}
	}
	add(c.Introduction)
	for _, s := range c.Sections {
		lines = append(lines, strings.TrimSpace("# "+s.Heading+" "+s.Address))
		add(s.Blocks)
	}
	return lines
}
