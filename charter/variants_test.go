package charter_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// TestParseVariants: each variant is the published charter as another portal, editor or converter
// would write it. It is read as the same document.
func TestParseVariants(t *testing.T) {
	replace := func(pairs ...string) func(string) string {
		return strings.NewReplacer(pairs...).Replace
	}
	tests := []struct {
		name    string
		variant func(string) string
	}{
		{"CRLF", replace("\n", "\r\n")},
		{"byte order mark", func(s string) string { return "\uFEFF" + s }},
		{"no blank lines", func(s string) string { return lineEnds.ReplaceAllString(s, "\n") }},
		{"hard-wrapped at 72", func(s string) string { return wrap(s, 72) }},
		{"no-break spaces for all spaces", replace(" ", "\u00A0")},
		{"trailing spaces and tabs", replace("\n", " \t \n")},
		{"spaces around cells", replace("\t", " \t\u00A0")},
		{"zero-width and direction marks", replace("cookies", "\u200Bcoo\u200Ekies\u202E\u202C",
			"sessionid", "\u2066session\u2069id\u2060")},
		{"bare address", replace("<", "", ">", "")},
		{"rule of dashes", replace("Finalités\n", "Finalités\n------\t---\t-\t---------\n")},
		{"rule of Markdown", replace("Finalités\n", "Finalités\n|---|:---|---:|:-:|\n")},
		{"rules between rows", replace("\nOpendatasoft", "\n----\t----\t----\t----\nOpendatasoft")},
		{"underlined headings", replace("Charte cookies\n", "Charte cookies\n==============\n",
			"cookie ?\n", "cookie ?\n--------\n", ">\n", ">\n--------------------\n")},
	}
	for _, host := range charter.Portals() {
		text := published(t, host)
		want := spaced(t, parse(t, text))
		for _, test := range tests {
			t.Run(host+"/"+test.name, func(t *testing.T) {
				variant := test.variant(text)
				if variant == text && host == aude {
					t.Fatal("the variant is the published text")
				}
				if got := spaced(t, parse(t, variant)); got != want {
					t.Errorf("got %s\nwant %s", got, want)
				}
			})
		}
	}
}

// spaced returns all of a charter, with plain spaces.
func spaced(t *testing.T, c charter.Charter) string {
	t.Helper()
	all, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return strings.NewReplacer("\u00A0", " ", "\u202F", " ").Replace(string(all))
}

// TestNoBreakSpaces: no-break spaces are kept only where French typography has them.
func TestNoBreakSpaces(t *testing.T) {
	const text = "Charte\u00A0cookies\n\nLes\u00A0cookies\u202F«\u00A0 \u00A0tiers\u202F» \u00A0:" +
		"\u00A0 100\u202F% de\u00A0100\u00A0000\u00A0octets\u00A0environ."
	c := parse(t, text)
	want := "Les cookies «\u00A0tiers\u202F»\u00A0: " +
		"100\u202F% de 100\u00A0000\u00A0octets environ."
	if got := c.Introduction[0].Paragraph; c.Title != "Charte cookies" || got != want {
		t.Errorf("Title = %q, paragraph = %q, want %q", c.Title, got, want)
	}
}

var lineEnds = regexp.MustCompile(`\n+`)

// wrap breaks lines of text at a width, in characters, as editors do. It leaves rows and the line
// with an address alone.
func wrap(s string, width int) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if strings.Contains(l, "\t") || strings.Contains(l, "<") {
			continue
		}
		var wrapped []string
		for _, word := range strings.Fields(l) {
			last := len(wrapped) - 1
			if last >= 0 && len([]rune(wrapped[last]+" "+word)) <= width {
				wrapped[last] += " " + word
			} else {
				wrapped = append(wrapped, word)
			}
		}
		lines[i] = strings.Join(wrapped, "\n")
	}
	return strings.Join(lines, "\n")
}
