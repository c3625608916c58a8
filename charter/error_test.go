package charter_test

import (
	"errors"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

func TestErrors(t *testing.T) {
	noTitle, notUTF8 := charter.CodeNoTitle, charter.CodeNotUTF8
	tests := []struct {
		name, text string
		line       int
		code       charter.Code
		says       string
	}{
		{"nothing", "", 0, noTitle, "charter: The charter is empty"},
		{"address for a title", "\n\n<https://data.example>\nTexte.", 3, noTitle, "An address"},
		{"table for a title", "\nNom\tFinalité\na\tb", 2, noTitle, "A table"},
		{"HTML", "\ufeff\n<!DOCTYPE html>\n<html><body>Charte</body></html>", 0, noTitle, "HTML"},
		{"Latin-1", "Titre\n\nCookies n\xE9cessaires.", 3, notUTF8,
			"charter, line 3: The byte 0xE9"},
		{"UTF-16", "\xFF\xFET\x00i\x00", 1, notUTF8, "0xFF"},
		{"Windows-1252 taken for Latin-1", "Titre\n\nL\u0092usager", 3,
			charter.CodeControl, `'\u0092'`},
		{"too large", "Titre" + strings.Repeat(" ", charter.MaxSize), 0,
			charter.CodeTooLarge, "262149 bytes, and at most 262144"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := charter.Parse([]byte(test.text))
			var e *charter.Error
			if !errors.As(err, &e) || e.Line != test.line || e.Code != test.code ||
				!strings.Contains(e.Error(), test.says) {
				t.Errorf("got %v, want line %d, code %s and %q", err, test.line, test.code,
					test.says)
			}
			if c.Title != "" {
				t.Errorf("a charter comes with the error: %+v", c)
			}
		})
	}
}

// TestAllowedCharacters: harmless remains of other encodings are no error.
func TestAllowedCharacters(t *testing.T) {
	parse(t, "Titre\v\f\u0085\u2028\u2029 \uFFFD \u00AD 👩‍👧 é\u0301\n\nTexte.")
	if c := parse(t, "\u202ETi\u200Btre\u202C"); c.Title != "Titre" {
		t.Errorf("Title = %q", c.Title)
	}
}
