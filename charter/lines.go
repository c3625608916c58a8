package charter

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cookies-preferences/charter/internal/blocks"
	"cookies-preferences/charter/internal/shape"
)

// Line is a line of a document that has words: what Parse, and package read, begin with.
type Line = blocks.Line

// Split cuts a document into lines, without the blank ones and rules. A line ends with LF, CRLF
// or CR. Its error is an [*Error].
func Split(document string) ([]Line, error) {
	var lines []Line
	gap := true
	for number := 1; document != ""; number++ {
		var raw string
		raw, document = shape.CutLine(document)
		raw, err := clean(raw, number)
		if err != nil {
			return nil, err
		}
		if shape.IsRule(raw) && len(lines) > 0 && !gap {
			lines[len(lines)-1].Ruled = true
		}
		if shape.IsRule(raw) || shape.Fold(raw) == "" {
			gap = true
			continue
		}
		l, err := newLine(raw, number)
		if err != nil {
			return nil, err
		}
		l.Gap, gap = gap, false
		lines = append(lines, l)
	}
	return lines, nil
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

func newLine(raw string, number int) (Line, error) {
	l := Line{Number: number, Raw: raw}
	folded := shape.Fold(raw)
	var err error
	if l.Text, l.Inline, err = unwrap(folded, number); err != nil {
		return Line{}, err
	}
	if l.Tail, err = tail(folded, number); err != nil {
		return Line{}, err
	}
	if !strings.Contains(raw, "\t") {
		return l, nil
	}
	for cell := range strings.SplitSeq(raw, "\t") {
		text, _, err := unwrap(shape.Fold(cell), number)
		if err != nil {
			return Line{}, err
		}
		l.Cells = append(l.Cells, text)
	}
	// A tab behind a bullet or a number is how word processors write lists.
	listed := len(l.Cells) == 2 && shape.IsListed(l.Text)
	l.IsRow = strings.Contains(strings.TrimSpace(raw), "\t") && !listed
	return l, nil
}
