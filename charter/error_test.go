package charter_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"cookies-preferences/charter"
)

func TestErrors(t *testing.T) {
	tests := []struct {
		name, text string
		line       int
		code       charter.Code
		says       string
	}{
		{"nothing", "", 0, charter.CodeNoTitle, "empty"},
		{"white space", " \r\n\t\n\u00A0\uFEFF\u2028\n", 0, charter.CodeNoTitle, "empty"},
		{"rules", "---\n===\n|---|\n", 0, charter.CodeNoTitle, "empty"},
		{"address for a title", "\n\n<https://data.example>\nTexte.", 3, charter.CodeNoTitle, "address"},
		{"table for a title", "\nNom\tFinalité\na\tb", 2, charter.CodeNoTitle, "table"},
		{"HTML", "\ufeff\n<!DOCTYPE html>\n<html><body>Charte</body></html>", 0, charter.CodeNoTitle, "HTML page"},
		{"HTML on one line", "<HTML lang=fr><p>Charte", 0, charter.CodeNoTitle, "HTML page"},
		{"Latin-1", "Titre\n\nLes cookies n\xE9cessaires.", 3, charter.CodeNotUTF8, "0xE9"},
		{"UTF-16", "\xFF\xFET\x00i\x00", 1, charter.CodeNotUTF8, "0xFF"},
		{"truncated UTF-8", "Titre\rDur\xC3", 2, charter.CodeNotUTF8, "0xC3"},
		{"surrogate", "Titre \xED\xA0\x80", 1, charter.CodeNotUTF8, "0xED"},
		{"overlong", "Titre\r\n\r\n\xC0\xAF", 3, charter.CodeNotUTF8, "0xC0"},
		{"NUL", "Titre\n\nTe\x00xte", 3, charter.CodeControl, `'\x00'`},
		{"escape sequence", "Titre\n\x1B[31mTexte", 2, charter.CodeControl, `'\x1b'`},
		{"DEL", "Titre\x7F", 1, charter.CodeControl, `'\x7f'`},
		{"Windows-1252 taken for Latin-1", "Titre\n\nL\u0092usager", 3, charter.CodeControl, `'\u0092'`},
		{"too large", "Titre" + strings.Repeat(" ", charter.MaxSize), 0, charter.CodeTooLarge, "262149 octets, and at most 262144"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := charter.Parse([]byte(test.text))
			var e *charter.Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v, want an *Error", err)
			}
			if e.Line != test.line || e.Code != test.code || !strings.Contains(e.Message, test.says) {
				t.Errorf("got %+v, want line %d, code %s, saying %q", e, test.line, test.code, test.says)
			}
			if c.Title != "" {
				t.Errorf("a charter comes with the error: %+v", c)
			}
		})
	}
}

// What other encodings leave in a text and does no harm is no error.
func TestAllowedCharacters(t *testing.T) {
	parse(t, "Titre\v\f\u0085\u2028\u2029 \uFFFD \u00AD 👩‍👧 é\u0301\n\nTexte.")
	if c := parse(t, "\u202ETi\u200Btre\u202C"); c.Title != "Titre" {
		t.Errorf("Title = %q", c.Title)
	}
	if _, err := charter.Parse(append([]byte("T\n"), bytes.Repeat([]byte{' '}, charter.MaxSize-2)...)); err != nil {
		t.Errorf("MaxSize octets: %v", err)
	}
}

func TestErrorString(t *testing.T) {
	for want, e := range map[string]*charter.Error{
		"charter: It is empty.":         {Code: charter.CodeNoTitle, Message: "It is empty."},
		"charter, line 12: It is gone.": {Line: 12, Code: charter.CodeAddress, Message: "It is gone."},
	} {
		if got := e.Error(); got != want {
			t.Errorf("Error() = %q, want %q", got, want)
		}
	}
}

// Messages quote the charter in a few characters, none of them cut or live.
func TestMessagesAreBounded(t *testing.T) {
	for _, text := range []string{
		"<x-y:" + strings.Repeat("é", 100_000) + ">",
		"<x-y:" + strings.Repeat("\u202E\"<script>\U0001F36A", 1000),
		"<https://data.example/\u00AD" + strings.Repeat("a", 1000) + ">",
	} {
		_, err := charter.Parse([]byte("T\n" + text))
		var e *charter.Error
		if !errors.As(err, &e) {
			t.Fatalf("got %v", err)
		}
		if !utf8.ValidString(e.Message) || utf8.RuneCountInString(e.Message) > 250 || strings.ContainsAny(e.Message, "\u202E\u00AD\n") {
			t.Errorf("message = %q", e.Message)
		}
	}
}
