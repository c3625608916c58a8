package read

import (
	"strings"
	"unicode"

	"cookies-preferences/charter/internal/shape"
)

// word is a word of a text, in the form that words are compared in.
type word struct {
	text   string // lower case, without accents: "necessaires"
	clause int    // counts the clauses before it: punctuation and brackets end one
	joined bool   // to the word before, by a sign: « analytiques / de performance »
}

// words returns the words of a text: runs of letters and digits, so "d'audience" is two words, and
// so is "first-party".
func words(s string) []word {
	var list []word
	start, clause, joined := -1, 0, false
	finish := func(end int) {
		if start >= 0 {
			list = append(list, word{shape.Plain(s[start:end]), clause, joined})
			start, joined = -1, false
		}
	}
	for i, r := range s {
		if isWordRune(r) || start >= 0 && unicode.IsMark(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		finish(i)
		switch {
		case strings.ContainsRune(",;:.!?()[]–—", r):
			clause++
		case strings.ContainsRune("/&+", r):
			joined = true
		}
	}
	finish(len(s))
	return list
}

func isWordRune(r rune) bool {
	return 'a' <= r && r <= 'z' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r)
}
