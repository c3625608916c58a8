// Package shape recognises what a charter's text looks like: which lines read like headings, which
// begin an item of a list, which words are the same. Packages charter and charter/read share it.
package shape

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Ending returns the punctuation mark that ends the text, even within quotation marks or brackets,
// if it is one that ends a sentence or a part of one. Otherwise it returns 0.
func Ending(s string) rune {
	s = strings.TrimRightFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("»”›\"')]", r)
	})
	r, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(".,;:!?…", r) {
		return r
	}
	return 0
}

func EndsSentence(s string) bool {
	r := Ending(s)
	return r != 0 && r != ','
}

// MaxHeading is the longest heading, and the longest line of a hard-wrapped text, in characters.
const MaxHeading = 120

// LooksLikeHeading reports whether the text is short and ends neither a sentence nor a part of one.
// A question may be a heading.
func LooksLikeHeading(s string) bool {
	end := Ending(s)
	return (end == 0 || end == '?') && IsShort(s)
}

// IsShort reports whether the text is no longer than a heading, has a letter and is no list item.
func IsShort(s string) bool {
	return utf8.RuneCountInString(s) <= MaxHeading &&
		strings.ContainsFunc(s, unicode.IsLetter) && !IsItem(s)
}

// StartsLower reports whether the first letter, before any digit, is in lower case.
func StartsLower(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.IsLower(r)
		}
	}
	return false
}

// IsItem reports whether the text begins with a list's bullet.
func IsItem(s string) bool {
	first, _, spaced := strings.Cut(s, " ")
	switch first {
	case "-", "*", "+", "•", "–", "—", "·", "◦", "▪", "‣", "●", "○", "■",
		"►", "▶", "➢", "➤", "✓", "✔", "→", "\uf0b7", "\uf0a7", "\uf0d8": // as Word copies its own
		return spaced
	}
	return false
}

// IsNumbered reports whether the text begins like an item of a numbered list: "1.", "12)", "a)",
// "3-".
func IsNumbered(s string) bool {
	first, _, spaced := strings.Cut(s, " ")
	mark, bracket := strings.CutSuffix(first, ")")
	if !bracket {
		mark = strings.TrimRight(first, ".-")
	}
	if !spaced || mark == first || mark == "" || len(mark) > 2 {
		return false
	}
	return IsASCIIDigit(mark[0]) && IsASCIIDigit(mark[len(mark)-1]) ||
		bracket && len(mark) == 1 && IsASCIILetter(mark[0])
}

// IsListed reports whether the text is an item of a list.
func IsListed(s string) bool { return IsItem(s) || IsNumbered(s) }

func IsASCIIDigit(c byte) bool { return '0' <= c && c <= '9' }

func IsASCIILetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// Plain returns a word in lower case without accents, composed or combining: some portals write
// capitals with accents, some without.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		if unicode.IsMark(r) {
			return -1
		}
		for i, accented := range accents {
			if strings.ContainsRune(accented, r) {
				return rune("aeioucn"[i])
			}
		}
		return r
	}, strings.ToLower(s))
}

var accents = [...]string{"àáâäã", "éèêë", "íìîï", "óòôöõ", "úùûü", "ç", "ñ"}
