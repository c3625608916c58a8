package charter

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is a line of the document that has words. Blank lines and rules are not kept.
type line struct {
	number int  // in the document, from 1
	gap    bool // a blank line or a rule is above it
	ruled  bool // a rule is right below it

	// text is the line with its white space folded and its addresses out of their angle brackets.
	text string

	// cells is the line cut at its tabs, each cell like text. It is nil if there is no tab. The
	// line is a row if a tab is between two of its words.
	cells []string
	isRow bool

	// tail is the address that ends the line, inline the first one in angle brackets anywhere in
	// it. If tail is all of text, the address stands alone.
	tail, inline string
}

// split cuts the document into lines. A line ends with LF, CRLF or CR.
func split(document string) ([]line, error) {
	var lines []line
	gap := true
	for number := 1; document != ""; number++ {
		var raw string
		raw, document = cutLine(document)
		raw, err := clean(raw, number)
		if err != nil {
			return nil, err
		}
		if isRule(raw) && len(lines) > 0 && !gap {
			lines[len(lines)-1].ruled = true
		}
		if isRule(raw) || fold(raw) == "" {
			gap = true
			continue
		}
		l, err := newLine(raw, number)
		if err != nil {
			return nil, err
		}
		l.gap, gap = gap, false
		lines = append(lines, l)
	}
	return lines, nil
}

func cutLine(s string) (first, rest string) {
	end := strings.IndexAny(s, "\r\n")
	if end < 0 {
		return s, ""
	}
	if strings.HasPrefix(s[end:], "\r\n") {
		return s[:end], s[end+2:]
	}
	return s[:end], s[end+1:]
}

// clean returns the line without its invisible characters: byte order marks, zero-width spaces,
// and direction marks, which French doesn't need and which make a text read differently from how
// it is written. Control characters other than white space are an error: the file has another
// encoding, or is not text.
func clean(raw string, number int) (string, error) {
	for i, r := range raw {
		_, size := utf8.DecodeRuneInString(raw[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return "", &Error{Line: number, Code: CodeNotUTF8, Message: "The byte 0x" +
				strings.ToUpper(strconv.FormatUint(uint64(raw[i]), 16)) +
				" was found, and UTF-8 was expected: save the charter in this encoding."}
		case unicode.IsControl(r) && !unicode.IsSpace(r):
			return "", &Error{Line: number, Code: CodeControl, Message: "The control character " +
				strconv.QuoteRuneToASCII(r) + " was found, and plain text was expected."}
		}
	}
	return strings.Map(func(r rune) rune {
		if isInvisible(r) {
			return -1
		}
		return r
	}, raw), nil
}

func isInvisible(r rune) bool {
	switch r {
	case '\uFEFF', '\u200B', '\u2060': // byte order mark, zero-width space, word joiner
		return true
	case '\u061C', '\u200E', '\u200F': // Arabic, left-to-right and right-to-left marks
		return true
	}
	// Direction embeddings, overrides and isolates.
	return '\u202A' <= r && r <= '\u202E' || '\u2066' <= r && r <= '\u2069'
}

// isRule reports whether the line only draws: dashes or equals signs, three in a row somewhere,
// and the signs that tables put between them.
func isRule(raw string) bool {
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

func newLine(raw string, number int) (line, error) {
	l := line{number: number}
	folded := fold(raw)
	var err error
	if l.text, l.inline, err = unwrap(folded, number); err != nil {
		return line{}, err
	}
	if l.tail, err = tail(folded, number); err != nil {
		return line{}, err
	}
	if !strings.Contains(raw, "\t") {
		return l, nil
	}
	for cell := range strings.SplitSeq(raw, "\t") {
		text, _, err := unwrap(fold(cell), number)
		if err != nil {
			return line{}, err
		}
		l.cells = append(l.cells, text)
	}
	// A tab behind a bullet or a number is how word processors write lists.
	listed := len(l.cells) == 2 && isListed(l.text)
	l.isRow = strings.Contains(strings.TrimSpace(raw), "\t") && !listed
	return l, nil
}

// fold trims s and makes one space of each run of white space. A no-break space is kept where
// French typography wants one, so « nécessaires » never loses its guillemets at the end of a line.
// Elsewhere, as in a text pasted from a web page, it would keep lines from breaking at all.
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
			if !isNoBreak(space) || !wantsNoBreak(last, r) {
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

// wantsNoBreak reports whether French typography has a no-break space between two characters.
func wantsNoBreak(before, after rune) bool {
	return before == '«' || '0' <= before && before <= '9' ||
		strings.ContainsRune("»;:!?%€", after)
}
