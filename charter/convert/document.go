package convert

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cookies-preferences/charter"
)

// document is a charter that is being written, from whichever form.
type document struct {
	blocks []block
}

// block is a piece of the text: a line, or the lines of a table or of preformatted text.
type block struct {
	role  role
	level int  // of a heading, from 1
	first bool // of a list's items
	text  string
}

type role uint8

const (
	paragraph role = iota
	heading
	item // of a list, with its bullet or number
	table
)

// String writes the blocks with a blank line between them, except between the items of a list and
// between rows that are paragraphs with tabs. A text that is far too long is cut, since it will be
// refused for its size.
func (d *document) String() string {
	var b strings.Builder
	for i, block := range d.blocks {
		switch {
		case i == 0:
		case block.continues(d.blocks[i-1]):
			b.WriteString("\n")
		default:
			b.WriteString("\n\n")
		}
		b.WriteString(block.text)
		if b.Len() > 2*charter.MaxSize {
			break
		}
	}
	if b.Len() > 0 {
		b.WriteString("\n")
	}
	return b.String()
}

// continues reports whether a block is right below another.
func (b block) continues(above block) bool {
	if b.role == item {
		return above.role == item && !b.first
	}
	return b.role == paragraph && above.role == paragraph && b.isRow() && above.isRow()
}

func (b block) isRow() bool {
	return strings.Contains(b.text, "\t") && !strings.Contains(b.text, "\n")
}

// add adds a block. A table's caption that repeats the heading above it is left out.
func (d *document) add(role role, text string) {
	if text == "" {
		return
	}
	if n := len(d.blocks); n > 0 && role == paragraph &&
		d.blocks[n-1] == (block{role: heading, level: d.blocks[n-1].level, text: text}) {
		return
	}
	d.blocks = append(d.blocks, block{role: role, text: text})
}

func (d *document) addItem(first bool, text string) {
	d.blocks = append(d.blocks, block{role: item, first: first, text: text})
}

// addHeading adds a heading without the punctuation that would make it a sentence.
func (d *document) addHeading(level int, text string) {
	text = strings.TrimRightFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(".:;,#¶§", r)
	})
	if text != "" {
		d.blocks = append(d.blocks, block{role: heading, level: level, text: text})
	}
}

// hasKnownTable reports whether the columns of a table are those of cookies.
func (d *document) hasKnownTable() bool {
	return slices.ContainsFunc(d.blocks, func(b block) bool {
		header, _, _ := strings.Cut(b.text, "\n")
		return b.role == table && isHeader(strings.Split(header, "\t"))
	})
}

// lead moves a block to the front: the first line is the charter's title.
func (d *document) lead(i int) {
	title := d.blocks[i]
	copy(d.blocks[1:i+1], d.blocks[:i])
	d.blocks[0] = title
}

// prepend makes a text the title.
func (d *document) prepend(title string) {
	d.blocks = slices.Insert(d.blocks, 0, block{role: heading, level: 1, text: title})
}

// tidy returns the lines of a running text, with their spaces folded, and an empty line between
// paragraphs. No-break spaces are kept within a line.
func tidy(text string) []string {
	var lines []string
	for raw := range strings.SplitSeq(text, "\n") {
		if line := fold(raw); line != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
			lines = append(lines, line)
		}
	}
	if n := len(lines); n > 0 && lines[n-1] == "" {
		lines = lines[:n-1]
	}
	return lines
}

// fold makes one space of each run of spaces, and trims the line. Tabs stay: they separate cells.
func fold(line string) string {
	var b strings.Builder
	b.Grow(len(line))
	space := false
	for _, r := range strings.TrimSpace(line) {
		if r == ' ' {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// oneLine joins the lines of a cell or an item. Lines that are no sentence's continuation are
// told apart by a comma, so that two names in a cell stay two names.
func oneLine(lines []string) string {
	var b strings.Builder
	above := ""
	for _, line := range lines {
		switch {
		case line == "":
			continue
		case above == "":
		case endsPart(above), startsPart(line),
			startsLower(line) && !(isName(line) && isName(above)):
			b.WriteString(" ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(strings.ReplaceAll(line, "\t", " "))
		above = line
	}
	return b.String()
}

func endsPart(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".,;:!?…-–—(/«", r)
}

func startsPart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune(".,;:!?…-–—()/«»&+", r)
}

// isName reports whether a line may be a cookie's name.
func isName(s string) bool { return !strings.ContainsFunc(s, unicode.IsSpace) }

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// printable leaves out what no charter's text may hold or show: control characters, soft hyphens,
// and the private characters of icon fonts. White space stays.
func printable(r rune) rune {
	if unicode.IsControl(r) && !unicode.IsSpace(r) || r == '\u00ad' || unicode.Is(unicode.Co, r) {
		return -1
	}
	return r
}
