package charter

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// part is a piece of the document that becomes a heading, a caption or a block.
type part struct {
	role    role
	text    string // a heading's is without its address
	address string // the one that ends a heading, or stands alone
	inline  string // the first address in angle brackets, or else the one that ends the text
	table   *Table
}

type role uint8

const (
	aParagraph role = iota
	aLead           // a short paragraph that ends with ":", the caption of a table right below
	aHeading
	anAddress
	aTable
)

// readParts reads the lines below the title.
func readParts(lines []line) ([]part, error) {
	var parts []part
	for len(lines) > 0 {
		n := 1
		switch first := lines[0]; {
		case startsTable(lines):
			table, taken, err := readTable(lines)
			if err != nil {
				return nil, err
			}
			parts = append(parts, part{role: aTable, table: table})
			n = taken
		case first.standsAlone():
			parts = append(parts, part{role: anAddress, address: first.tail})
		default:
			for n < len(lines) && !lines[n].gap && !lines[n].standsAlone() &&
				!startsTable(lines[n:]) {
				n++
			}
			aboveTable := n < len(lines) && startsTable(lines[n:])
			parts = append(parts, readRun(lines[:n], aboveTable)...)
		}
		lines = lines[n:]
	}
	return parts, nil
}

// standsAlone reports whether the line is an address.
func (l line) standsAlone() bool { return l.tail != "" && l.tail == l.text }

// readRun reads lines of text without a blank line between them, above a table or not.
//
// A heading has at most 120 characters, and no punctuation at its end but a question mark. In a run
// it is the first line, or follows the end of a sentence: lines after a colon are a list, and so
// are numbered lines right below one another. Right below a heading, the only other heading is a
// table's caption; lines of a postal address are text.
func readRun(run []line, aboveTable bool) []part {
	var parts []part
	continues := wrapped(run)
	for i, end := 0, 0; i < len(run); i = end {
		end = i + 1
		for end < len(run) && continues[end] {
			end++
		}
		p := newPart(run[i:end])
		listed := isNumbered(p.text) &&
			(i > 0 && isNumbered(run[i-1].text) || end < len(run) && isNumbered(run[end].text))
		if listed || i > 0 && !p.mayFollow(parts[len(parts)-1], aboveTable && end == len(run)) {
			p = p.asParagraph()
		}
		parts = append(parts, p)
	}
	return parts
}

// mayFollow reports whether a heading may stand right below another part, and right above a table
// or not.
func (p part) mayFollow(above part, aboveTable bool) bool {
	switch {
	case p.role != aHeading:
		return true
	case above.role == aHeading:
		return aboveTable
	case above.role == aLead, startsLower(p.text):
		return false
	}
	return endsSentence(above.text)
}

// newPart returns the part that the lines of one paragraph make, wherever they stand.
func newPart(lines []line) part {
	last := lines[len(lines)-1]
	p := part{text: joinText(lines[0].text, lines[1:]), inline: last.tail}
	for _, l := range lines {
		if l.inline != "" {
			p.inline = l.inline
			break
		}
	}
	beforeTail, _ := strings.CutSuffix(p.text, " "+last.tail)
	switch {
	case last.tail != "" && beforeTail != p.text && looksLikeHeading(beforeTail):
		p.role, p.text, p.address = aHeading, beforeTail, last.tail
	case last.tail == "" && looksLikeHeading(p.text):
		p.role = aHeading
	case isShort(p.text) && ending(p.text) == ':':
		p.role = aLead
	}
	return p
}

// asParagraph turns a heading into a paragraph, in a place where no heading can stand.
func (p part) asParagraph() part {
	if p.role != aHeading {
		return p
	}
	if p.address != "" {
		p.text += " " + p.address
	}
	p.role, p.address = aParagraph, ""
	return p
}

// maxHeading is the longest heading, and the longest line of a hard-wrapped text, in characters.
const maxHeading = 120

// minWrap is the narrowest width that texts are wrapped at, in characters.
const minWrap = 40

// wrapped returns, for each line of a run without blank lines, whether it continues the paragraph
// of the line above it.
//
// Some charters have a paragraph on each line, others are hard-wrapped. A line continues the one
// above if it begins in lower case and the one above ends no sentence; or if its first word would
// not have fitted above, in the width of the run's longest line. This explains a break after a
// sentence too, but only in a run where it explains one within a sentence. A list item always
// begins a paragraph.
func wrapped(run []line) []bool {
	lengths := make([]int, len(run))
	width := minWrap
	for i, l := range run {
		lengths[i] = utf8.RuneCountInString(l.text)
		width = max(width, lengths[i])
	}
	continues := make([]bool, len(run)) // at first: its first word would not have fitted above
	hard := false
	for i := 1; i < len(run); i++ {
		first, _, _ := strings.Cut(run[i].text, " ")
		continues[i] = width <= maxHeading &&
			lengths[i-1]+1+utf8.RuneCountInString(first) > width
		hard = hard || continues[i] && !endsSentence(run[i-1].text)
	}
	for i := 1; i < len(run); i++ {
		above, text := run[i-1].text, run[i].text
		continues[i] = !isListed(text) &&
			(continues[i] && hard || startsLower(text) && !endsSentence(above))
	}
	return continues
}

// ending returns the punctuation mark that ends the text, even within quotation marks or brackets,
// if it is one that ends a sentence or a part of one. Otherwise it returns 0.
func ending(s string) rune {
	s = strings.TrimRightFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("»”›\"')]", r)
	})
	r, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(".,;:!?…", r) {
		return r
	}
	return 0
}

func endsSentence(s string) bool {
	r := ending(s)
	return r != 0 && r != ','
}

// looksLikeHeading reports whether the text is short and ends neither a sentence nor a part of one.
// A question may be a heading.
func looksLikeHeading(s string) bool {
	end := ending(s)
	return (end == 0 || end == '?') && isShort(s)
}

// isShort reports whether the text is no longer than a heading, has a letter and is no list item.
func isShort(s string) bool {
	return utf8.RuneCountInString(s) <= maxHeading &&
		strings.ContainsFunc(s, unicode.IsLetter) && !isItem(s)
}

// startsLower reports whether the first letter, before any digit, is in lower case.
func startsLower(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.IsLower(r)
		}
	}
	return false
}

// isItem reports whether the text begins with a list's bullet.
func isItem(s string) bool {
	first, _, spaced := strings.Cut(s, " ")
	switch first {
	case "-", "*", "+", "•", "–", "—", "·", "◦", "▪", "‣", "●", "○", "■":
		return spaced
	}
	return false
}

// isNumbered reports whether the text begins like an item of a numbered list: "1.", "12)", "a)".
func isNumbered(s string) bool {
	first, _, spaced := strings.Cut(s, " ")
	mark, bracket := strings.CutSuffix(first, ")")
	if !bracket {
		mark = strings.TrimSuffix(first, ".")
	}
	if !spaced || mark == first || mark == "" || len(mark) > 2 {
		return false
	}
	return isASCIIDigit(mark[0]) && isASCIIDigit(mark[len(mark)-1]) ||
		bracket && len(mark) == 1 && isASCIILetter(mark[0])
}

// isListed reports whether the text is an item of a list.
func isListed(s string) bool { return isItem(s) || isNumbered(s) }

// joinText returns a text and the lines that continue it.
func joinText(text string, lines []line) string {
	all := []string{text}
	for _, l := range lines {
		all = append(all, l.text)
	}
	return strings.Join(all, " ")
}
