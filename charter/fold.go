package charter

import (
	"strings"
	"unicode"
)

// fold trims s and makes one space of each run of white space. A no-break space
// stays one where French typography asks for it, so that « nécessaires » is
// never cut from its guillemets at the end of a line; elsewhere, as in a text
// pasted from a web page, it would keep lines from breaking at all.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var last, space rune // the last character written; the space to come, if any
	for _, r := range s {
		if unicode.IsSpace(r) {
			if space == 0 || isNoBreak(r) {
				space = r
			}
			continue
		}
		if space != 0 && b.Len() > 0 {
			if !isNoBreak(space) || !asksNoBreak(last, r) {
				space = ' '
			}
			b.WriteRune(space)
		}
		b.WriteRune(r)
		last, space = r, 0
	}
	return b.String()
}

func isNoBreak(r rune) bool { return r == '\u00A0' || r == '\u202F' }

// asksNoBreak reports whether French typography has a no-break space between
// two characters.
func asksNoBreak(before, after rune) bool {
	return before == '«' || '0' <= before && before <= '9' || strings.ContainsRune("»;:!?%€", after)
}
