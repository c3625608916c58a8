package charter

import (
	"strings"
	"unicode"
)

// word is a word of a text, in the form that words are compared in.
type word struct {
	text       string // lower case, without accents: "necessaires"
	start, end int    // where it stands in the text
	quote      int    // number of the quotation it stands in, from 1; 0 if none
}

// words returns the first words of a text, at most limit: runs of letters and
// digits, so that "d'audience" is two words and so is "first-party".
func words(s string, limit int) []word {
	var found []word
	start, quotes, quoted := -1, 0, false
	finish := func(end int) {
		if start >= 0 {
			w := word{text: plain(s[start:end]), start: start, end: end}
			if quoted {
				w.quote = quotes
			}
			found = append(found, w)
			start = -1
		}
	}
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || start >= 0 && unicode.IsMark(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		finish(i)
		if len(found) >= limit {
			return found[:limit]
		}
		switch r {
		case '«', '“', '„', '‹':
			quoted = true
			quotes++
		case '»', '”', '›':
			quoted = false
		case '"':
			if quoted = !quoted; quoted {
				quotes++
			}
		}
	}
	finish(len(s))
	return found[:min(limit, len(found))]
}

// plain is a word in lower case without accents, composed or combining: some
// portals write capitals with accents, some without.
func plain(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case unicode.IsMark(r):
		case strings.ContainsRune("àâä", r):
			b.WriteByte('a')
		case strings.ContainsRune("éèêë", r):
			b.WriteByte('e')
		case strings.ContainsRune("îï", r):
			b.WriteByte('i')
		case strings.ContainsRune("ôö", r):
			b.WriteByte('o')
		case strings.ContainsRune("ùûü", r):
			b.WriteByte('u')
		case r == 'ç':
			b.WriteByte('c')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
