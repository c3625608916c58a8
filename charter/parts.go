package charter

import "strings"

// part is a piece of the document, in its order: what becomes a heading, a
// caption or a block.
type part struct {
	role role

	text    string // without the address, if the role is heading
	address string // that the heading ends with, or that stands alone
	inline  string // the first address in angle brackets, or else the one that ends the text
	table   *Table
}

type role uint8

const (
	aParagraph role = iota
	aLead           // a short paragraph that ends in ":", the caption of a table right below
	aHeading
	anAddress
	aTable
)

// readParts reads what follows the title.
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
			for n < len(lines) && !lines[n].gap && !lines[n].standsAlone() && !startsTable(lines[n:]) {
				n++
			}
			parts = append(parts, readRun(lines[:n], n < len(lines) && startsTable(lines[n:]))...)
		}
		lines = lines[n:]
	}
	return parts, nil
}

// standsAlone reports whether the line is an address.
func (l line) standsAlone() bool { return l.tail != "" && l.tail == l.text }

// readRun reads lines of text without a blank between, above a table or not.
//
// A heading is at most 120 characters, and ends in no punctuation but a question
// mark. In a run it is the first line, or follows the end of a sentence: what
// follows a colon is a list, and so are numbered lines right below one another.
// Right below a heading only a table's caption is another; a postal address is
// text.
func readRun(run []line, aboveTable bool) []part {
	var parts []part
	carries := wrapped(run)
	for i, end := 0, 0; i < len(run); i = end {
		end = i + 1
		for end < len(run) && carries[end] {
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

// mayFollow reports whether a heading may stand right below another part, being
// right above a table or not.
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

// newPart returns the part that the lines of one paragraph make, judged by
// itself.
func newPart(lines []line) part {
	last := lines[len(lines)-1]
	p := part{text: joinText(lines[0].text, lines[1:]), inline: last.tail}
	for _, l := range lines {
		if l.inline != "" {
			p.inline = l.inline
			break
		}
	}
	if text, found := strings.CutSuffix(p.text, " "+last.tail); found && last.tail != "" && looksLikeHeading(text) {
		p.role, p.text, p.address = aHeading, text, last.tail
	} else if last.tail == "" && looksLikeHeading(p.text) {
		p.role = aHeading
	} else if isShort(p.text) && ending(p.text) == ':' {
		p.role = aLead
	}
	return p
}

// asParagraph returns what a heading is in a place where none stands.
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
