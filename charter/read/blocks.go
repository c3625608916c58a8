package read

import (
	"strings"

	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/shape"
)

// part is a piece of the document that becomes a heading, a caption or a block.
type part struct {
	role    role
	line    int    // its first
	end     int    // its last, or a blank one below
	text    string // a heading's is without its address
	address string // the one that ends a heading, or stands alone
	inline  string // the first address in angle brackets, or else the one that ends the text
	table   *grid
}

type role uint8

const (
	aParagraph role = iota
	anItem          // of a list with bullets
	aLead           // a short paragraph that ends with ":", the caption of a table right below
	aHeading
	anAddress
	aTable
)

// readParts reads the lines below the title.
func readParts(lines []charter.Line) ([]*part, error) {
	var parts []*part
	for len(lines) > 0 {
		n := 1
		switch first := &lines[0]; {
		case startsTable(lines):
			table, taken, err := readTable(lines)
			if err != nil {
				return nil, err
			}
			parts = append(parts, &part{role: aTable, line: first.Number, table: table})
			n = taken
		case first.StandsAlone():
			parts = append(parts, &part{role: anAddress, line: first.Number, address: first.Tail})
		default:
			for n < len(lines) && !lines[n].Gap && !lines[n].StandsAlone() &&
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

// readRun reads lines of text without a blank line between them, above a table or not.
//
// A heading has at most 120 characters, and no punctuation at its end but a question mark. In a run
// it is the first line, or follows the end of a sentence: lines after a colon are a list, and so
// are numbered lines right below one another. Right below a heading, the only other heading is a
// table's caption; lines of a postal address are text.
func readRun(run []charter.Line, aboveTable bool) []*part {
	var parts []*part
	texts := make([]string, len(run))
	for i := range run {
		texts[i] = run[i].Text
	}
	continues := shape.Wrapped(texts, beginsPart)
	for i, end := 0, 0; i < len(run); i = end {
		end = i + 1
		for end < len(run) && continues[end] {
			end++
		}
		p := newPart(run[i:end])
		listed := shape.IsNumbered(p.text) &&
			(i > 0 && shape.IsNumbered(run[i-1].Text) || end < len(run) && shape.IsNumbered(run[end].Text))
		if listed || i > 0 && !p.mayFollow(parts[len(parts)-1], aboveTable && end == len(run)) {
			p.asParagraph()
		}
		parts = append(parts, p)
	}
	return parts
}

// mayFollow reports whether a heading may stand right below another part, and right above a table
// or not.
func (p *part) mayFollow(above *part, aboveTable bool) bool {
	switch {
	case p.role != aHeading || aboveTable:
		return true
	case above.role == aHeading, above.role == aLead, shape.StartsLower(p.text):
		return false
	}
	return shape.EndsSentence(above.text)
}

// newPart returns the part that the lines of one paragraph make, wherever they stand.
func newPart(lines []charter.Line) *part {
	last := &lines[len(lines)-1]
	p := &part{line: lines[0].Number, text: joinLines(lines[0].Text, lines), inline: last.Tail}
	for i := range lines {
		if lines[i].Inline != "" {
			p.inline = lines[i].Inline
			break
		}
	}
	beforeTail, _ := strings.CutSuffix(p.text, " "+last.Tail)
	switch {
	case shape.IsItem(p.text):
		p.role = anItem
	case startsWithCookie(p.text), hasLabel(p.text), isUpdate(p.text):
	case last.Tail != "" && beforeTail != p.text && shape.LooksLikeHeading(beforeTail):
		p.role, p.text, p.address = aHeading, beforeTail, last.Tail
	case last.Tail == "" && shape.LooksLikeHeading(p.text):
		p.role = aHeading
	case shape.IsShort(p.text) && shape.Ending(p.text) == ':':
		p.role = aLead
	}
	return p
}

// asParagraph turns a heading into a paragraph, in a place where no heading can stand.
func (p *part) asParagraph() {
	if p.role == aHeading {
		p.text = joinText(p.text, p.address)
		p.role, p.address = aParagraph, ""
	}
}

// beginsPart reports whether a line of text never continues the one above.
func beginsPart(text string) bool {
	return shape.IsListed(text) || startsWithCookie(text) || hasLabel(text)
}

// joinLines returns a text and those of the lines that continue it.
func joinLines(text string, lines []charter.Line) string {
	all := []string{text}
	for i := range lines[1:] {
		all = append(all, lines[1+i].Text)
	}
	return strings.Join(all, " ")
}

// joinText returns two texts, with a space between them if none is empty.
func joinText(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
