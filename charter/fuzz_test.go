package charter_test

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"cookies-preferences/charter"
)

// FuzzParse: whatever the text, Parse returns an error with a short message, or a charter that its
// callers can trust.
func FuzzParse(f *testing.F) {
	for _, host := range charter.Portals() {
		f.Add([]byte(published(f, host)))
		f.Add([]byte(wrap(published(f, host), 72)))
	}
	for _, seed := range []string{
		"", "\uFEFFTitre\r\n\r\nTexte.\r", "\xFF\xFE", "T\x00",
		"T\n<https://a.example>\n<ftp://b.example>",
		"T\nA\tB\n|---|---|\na\tb\n\nc\td\ne",
		"T\n\nNom\tFinalité\tDurée\na\tb\n\tb\t\n\t\t\nc\n",
		"T\n- a\n• b\n1. c\n2.\td\nhttps://e.example\n",
		"T\n\nLes cookies « tiers \"internes” » et d'audience\n",
		"T\nTitre <https://a.example>\n- Titre https://b.example?\n:\n",
		"T\n<<https://a.example>> <https://a.example> <b: c>\n\u202E---\n\u00A0--- ---\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := charter.Parse(text)
		if err != nil {
			checkError(t, err, text)
			return
		}
		checkCharter(t, c)
		checkWords(t, c, string(text))
	})
}

func checkError(t *testing.T, err error, text []byte) {
	t.Helper()
	var e *charter.Error
	if !errors.As(err, &e) || e.Code == "" || e.Message == "" {
		t.Fatalf("error = %#v", err)
	}
	lines := 1 + bytes.Count(text, []byte("\n")) + bytes.Count(text, []byte("\r"))
	if e.Line < 0 || e.Line > lines {
		t.Errorf("line = %d", e.Line)
	}
	if len(e.Message) > 400 || !utf8.ValidString(e.Message) {
		t.Errorf("message = %q", e.Message)
	}
}

func checkCharter(t *testing.T, c charter.Charter) {
	t.Helper()
	if strings.TrimSpace(c.Title) == "" {
		t.Error("no title")
	}
	checkAddress(t, c.Platform)
	checkBlocks(t, c.Introduction)
	for _, s := range c.Sections {
		if strings.TrimSpace(s.Heading) == "" {
			t.Error("no heading")
		}
		checkAddress(t, s.Address)
		checkBlocks(t, s.Blocks)
	}
	seen := map[charter.Kind]bool{charter.Unknown: true}
	for _, category := range c.Categories {
		if seen[category.Kind] || category.Definition == "" {
			t.Errorf("category = %+v", category)
		}
		seen[category.Kind] = true
	}
}

func checkBlocks(t *testing.T, blocks []charter.Block) {
	t.Helper()
	for _, b := range blocks {
		set := 0
		for _, is := range []bool{b.Paragraph != "", b.Address != "", b.Table != nil} {
			if is {
				set++
			}
		}
		if set != 1 {
			t.Errorf("block = %+v", b)
		}
		checkAddress(t, b.Address)
		if b.Table == nil {
			continue
		}
		for _, cookie := range b.Table.Cookies {
			if len(cookie.Cells) != len(b.Table.Columns) {
				t.Errorf("%d cells in %d columns", len(cookie.Cells), len(b.Table.Columns))
			}
		}
	}
}

// checkAddress checks that an address is empty, or a link to http or https without credentials.
func checkAddress(t *testing.T, address string) {
	t.Helper()
	if address != "" && !link.MatchString(address) {
		t.Errorf("the address is %q", address)
	}
}

var link = regexp.MustCompile(`(?i)^https?://[-.\pL\pN]+(:\d+)?([/?#]\PZ*)?$`)
