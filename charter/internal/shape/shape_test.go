package shape

import (
	"reflect"
	"strings"
	"testing"
)

func TestCutLine(t *testing.T) {
	for text, want := range map[string][2]string{
		"a\nb\n": {"a", "b\n"}, "a\rb": {"a", "b"}, "a\r\nb": {"a", "b"}, "a": {"a", ""},
	} {
		if first, rest := CutLine(text); first != want[0] || rest != want[1] {
			t.Errorf("%q is cut into %q and %q", text, first, rest)
		}
	}
}

func TestRules(t *testing.T) {
	for text, want := range map[string]bool{
		"---": true, "===": true, "‐‐‐": true, "‑‑‑": true, "‒‒‒": true, "–––": true, "———": true,
		"―――": true, "───": true, "━━━": true, "- --- -": true, "--- | ---": true, "---+---": true,
		"|:---:|": true,
		"--":      false, "- - -": false, "-|-|-": false, "-+-+-": false, "-:-:-": false,
		"--- x": false, "": false,
	} {
		if got := IsRule(text); got != want {
			t.Errorf("%q is a rule: %t", text, got)
		}
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		" a \t b ": "a b", "a\u00A0b": "a b", "(\u00A0b": "( b", "a\u00A0 :": "a\u00A0:",
		"a \u202F;": "a\u202F;", "a\u00A0!": "a\u00A0!", "a\u00A0?": "a\u00A0?",
		"«\u00A0a\u00A0»": "«\u00A0a\u00A0»", "5\u00A0%": "5\u00A0%", "a\u00A0%": "a\u00A0%",
		"a\u00A0€": "a\u00A0€", "0\u00A0a": "0\u00A0a", "9\u202Fa": "9\u202Fa",
	} {
		if got := Fold(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestEnding(t *testing.T) {
	for _, mark := range ".,;:!?…" {
		for _, after := range []string{"", " ", "\u00A0»", "”", "›", "\"", "'", ")", "]"} {
			if text := "fin" + string(mark) + after; Ending(text) != mark ||
				EndsSentence(text) != (mark != ',') || LooksLikeHeading(text) != (mark == '?') {
				t.Errorf("%q ends with %q", text, Ending(text))
			}
		}
	}
	for _, text := range []string{"fin", "", "12", "- fin", strings.Repeat("a", MaxHeading+1)} {
		if short := text == "fin"; Ending(text) != 0 || LooksLikeHeading(text) != short ||
			IsShort(text) != short {
			t.Errorf("%q ends with %q", text, Ending(text))
		}
	}
}

func TestStartsLower(t *testing.T) {
	for text, want := range map[string]bool{
		"un": true, "« été": true, "Un": false, "3 ans": false, "": false,
	} {
		if got := StartsLower(text); got != want {
			t.Errorf("%q starts in lower case: %t", text, got)
		}
	}
}

func TestItems(t *testing.T) {
	for _, bullet := range strings.Fields("- * + • – — · ◦ ▪ ‣ ● ○ ■ ► ▶ ➢ ➤ ✓ ✔ → \uf0b7 \uf0a7 \uf0d8") {
		if !IsItem(bullet+" un") || IsItem(bullet) || IsItem(bullet+"un") {
			t.Errorf("%q is no bullet", bullet)
		}
	}
	for text, want := range map[string]bool{
		"1. un": true, "12) un": true, "a) un": true, "Z) un": true, "3- un": true,
		"1 un": false, "1.": false, "123. un": false, ". un": false, "a. un": false, "a1. un": false,
		"1a. un": false, "ab) un": false, "?) un": false, "{) un": false, "été) un": false,
	} {
		if got := IsNumbered(text); got != want || IsListed(text) != want {
			t.Errorf("%q is numbered: %t", text, got)
		}
	}
}

// TestWrapped: a capital continues a paragraph where its word would not have fitted above.
func TestWrapped(t *testing.T) {
	begins := func(text string) bool { return strings.HasPrefix(text, "-") }
	for _, c := range []struct {
		run  []string
		want []bool
	}{
		{[]string{
			"Nous posons des cookies avec la Ville de",
			"Paris seule : nul autre ne les lit ici.",
			"Mairie et bourg s’y tiennent.",
			"Fin.",
		}, []bool{false, true, true, false}},
		{[]string{
			"Mots",
			"Nous posons des cookies pour la Ville.",
			"Mairie et bourg s’y tiennent.",
		}, []bool{false, false, false}},
		{[]string{"Une phrase.", "et une autre", "qui va plus loin", "- un"},
			[]bool{false, false, true, false}},
	} {
		if got := Wrapped(c.run, begins); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q: %t", c.run, got)
		}
	}
}
