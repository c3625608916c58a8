// Package blocks makes headings, paragraphs and tables of a charter's lines. Packages charter and
// charter/read share it.
package blocks

import (
	"strings"

	"cookies-preferences/charter/internal/shape"
)

// Part is a piece of the document that becomes a heading, a caption or a block. T is a table as its
// package reads it.
type Part[T any] struct {
	Role    Role
	Line    int    // its first
	End     int    // its last, or a blank one below; 0 until package read sets it
	Text    string // a heading's is without its address
	Address string // the one that ends a heading, or stands alone
	Inline  string // the first address in angle brackets, or else the one that ends the text
	Table   T
}

// Role is what a part is in the document.
type Role uint8

const (
	Paragraph Role = iota
	Item           // of a list with bullets
	Lead           // a short paragraph that ends with ":", the caption of a table right below
	Heading
	Address
	Table
)

// Reader is how a package reads tables, and which texts it knows.
type Reader[T any] struct {
	// StartsTable reports whether the first line is a table's header. ReadTable reads that table,
	// and returns how many lines it takes.
	StartsTable func([]Line) bool
	ReadTable   func([]Line) (T, int, error)

	// Begins reports whether a line of text never continues the one above.
	Begins func(text string) bool

	// IsEntry reports whether a line is an item of a list if one right above or below is, too.
	IsEntry func(text string) bool

	// IsText reports whether a short text is no heading. It may be nil.
	IsText func(text string) bool

	// Captions lets any heading be a table's caption, wherever it stands.
	Captions bool
}

// Read reads the lines below the title.
func (r *Reader[T]) Read(lines []Line) ([]*Part[T], error) {
	var parts []*Part[T]
	for len(lines) > 0 {
		n := 1
		switch first := &lines[0]; {
		case r.StartsTable(lines):
			table, taken, err := r.ReadTable(lines)
			if err != nil {
				return nil, err
			}
			parts = append(parts, &Part[T]{Role: Table, Line: first.Number, Table: table})
			n = taken
		case first.StandsAlone():
			parts = append(parts, &Part[T]{Role: Address, Line: first.Number, Address: first.Tail})
		default:
			for n < len(lines) && !lines[n].Gap && !lines[n].StandsAlone() &&
				!r.StartsTable(lines[n:]) {
				n++
			}
			aboveTable := n < len(lines) && r.StartsTable(lines[n:])
			parts = append(parts, r.readRun(lines[:n], aboveTable)...)
		}
		lines = lines[n:]
	}
	return parts, nil
}

// readRun reads lines of text without a blank line between them, above a table or not.
//
// A heading has at most 120 characters, and no punctuation at its end but a question mark. In a run
// it is the first line, or follows the end of a sentence: lines after a colon are a list, and so
// are numbered lines, or other entries, right below one another. Right below a heading, the only
// other heading is a table's caption; lines of a postal address are text.
func (r *Reader[T]) readRun(run []Line, aboveTable bool) []*Part[T] {
	var parts []*Part[T]
	texts := make([]string, len(run))
	for i := range run {
		texts[i] = run[i].Text
	}
	continues := shape.Wrapped(texts, r.Begins)
	for i, end := 0, 0; i < len(run); i = end {
		end = i + 1
		for end < len(run) && continues[end] {
			end++
		}
		p := r.newPart(run[i:end], strings.Join(texts[i:end], " "))
		listed := r.IsEntry(p.Text) &&
			(i > 0 && r.IsEntry(texts[i-1]) || end < len(run) && r.IsEntry(texts[end]))
		if listed || i > 0 && !r.mayFollow(p, parts[len(parts)-1], aboveTable && end == len(run)) {
			p.asParagraph()
		}
		parts = append(parts, p)
	}
	return parts
}

// mayFollow reports whether a part may stand right below another, and right above a table or not.
func (r *Reader[T]) mayFollow(p, above *Part[T], aboveTable bool) bool {
	switch {
	case aboveTable && r.Captions:
		return true
	case above.Role == Heading:
		return aboveTable
	case above.Role == Lead, shape.StartsLower(p.Text):
		return false
	}
	return shape.EndsSentence(above.Text)
}

// newPart returns the part that the lines of one paragraph make, wherever they stand.
func (r *Reader[T]) newPart(lines []Line, text string) *Part[T] {
	last := &lines[len(lines)-1]
	p := &Part[T]{Line: lines[0].Number, Text: text, Inline: last.Tail}
	for i := range lines {
		if lines[i].Inline != "" {
			p.Inline = lines[i].Inline
			break
		}
	}
	beforeTail, _ := strings.CutSuffix(text, " "+last.Tail)
	switch {
	case shape.IsItem(text):
		p.Role = Item
	case r.IsText != nil && r.IsText(text):
	case last.Tail != "" && beforeTail != text && shape.LooksLikeHeading(beforeTail):
		p.Role, p.Text, p.Address = Heading, beforeTail, last.Tail
	case last.Tail == "" && shape.LooksLikeHeading(text):
		p.Role = Heading
	case shape.IsShort(text) && shape.Ending(text) == ':':
		p.Role = Lead
	}
	return p
}

// asParagraph turns a heading into a paragraph, in a place where no heading can stand.
func (p *Part[T]) asParagraph() {
	if p.Role != Heading {
		return
	}
	if p.Address != "" {
		p.Text += " " + p.Address
	}
	p.Role, p.Address = Paragraph, ""
}
