package shape

import (
	"strings"
	"unicode"
)

// CutLine cuts off the first line, which LF, CRLF or CR ends.
func CutLine(s string) (first, rest string) {
	end := strings.IndexAny(s, "\r\n")
	if end < 0 {
		return s, ""
	}
	if strings.HasPrefix(s[end:], "\r\n") {
		return s[:end], s[end+2:]
	}
	return s[:end], s[end+1:]
}

// IsRule reports whether the line only draws: dashes or equals signs, three in a row somewhere,
// and the signs that tables put between them.
func IsRule(raw string) bool {
	run, longest := 0, 0
	for _, r := range raw {
		switch {
		case strings.ContainsRune("-=‐‑‒–—―─━", r):
			run++
			longest = max(longest, run)
		case unicode.IsSpace(r), r == '|', r == '+', r == ':':
			run = 0
		default:
			return false
		}
	}
	return longest >= 3
}

// Fold trims s and makes one space of each run of white space. A no-break space is kept where
// French typography wants one, so « nécessaires » never loses its guillemets at the end of a line.
// Elsewhere, as in a text pasted from a web page, it would keep lines from breaking at all.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var last, space rune // the last character written; the space to come, if any
	for _, r := range s {
		if unicode.IsSpace(r) {
			if space == 0 || IsNoBreak(r) {
				space = r
			}
			continue
		}
		if space != 0 && b.Len() > 0 {
			if !IsNoBreak(space) || !wantsNoBreak(last, r) {
				space = ' '
			}
			b.WriteRune(space)
		}
		b.WriteRune(r)
		last, space = r, 0
	}
	return b.String()
}

// IsNoBreak reports whether r is a no-break space.
func IsNoBreak(r rune) bool { return r == '\u00A0' || r == '\u202F' }

// wantsNoBreak reports whether French typography has a no-break space between two characters.
func wantsNoBreak(before, after rune) bool {
	return before == '«' || '0' <= before && before <= '9' ||
		strings.ContainsRune("»;:!?%€", after)
}
