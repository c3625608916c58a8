package blocks

import (
	"strconv"
	"strings"
)

// Line is a line of a document that has words.
type Line struct {
	Number int    // in the document, from 1
	Gap    bool   // a blank line or a rule is above it
	Ruled  bool   // a rule is right below it
	Raw    string // without invisible characters

	// Text is the line with its white space folded and its addresses out of their angle brackets.
	Text string

	// Cells is the line cut at its tabs, each cell like Text. It is nil if there is no tab. The
	// line is a row if a tab is between two of its words.
	Cells []string
	IsRow bool

	// Tail is the address that ends the line, Inline the first one in angle brackets anywhere in
	// it. If Tail is all of Text, the address stands alone.
	Tail, Inline string
}

// StandsAlone reports whether the line is an address.
func (l Line) StandsAlone() bool { return l.Tail != "" && l.Tail == l.Text }

// MaxColumns is the widest table that is read. Published ones have four or five columns.
const MaxColumns = 16

// TooWide is the message about a table with more columns than that.
func TooWide(columns int) string {
	return "The table has " + strconv.Itoa(columns) + " columns, and at most " +
		strconv.Itoa(MaxColumns) + " were expected."
}

// Misfit is the message about a row that does not fit the header on a line.
func Misfit(cells, columns, header int) string {
	return "The row has " + strconv.Itoa(cells) + " cells, and " + strconv.Itoa(columns) +
		" were expected, as in the header on line " + strconv.Itoa(header) + "."
}

// TrimCells returns the cells without the empty ones at the end.
func TrimCells(cells []string) []string {
	n := len(cells)
	for n > 0 && cells[n-1] == "" {
		n--
	}
	return cells[:n:n]
}

// Join returns a text and the lines that continue it.
func Join(text string, lines []Line) string {
	all := make([]string, 1, 1+len(lines))
	all[0] = text
	for i := range lines {
		all = append(all, lines[i].Text)
	}
	return strings.Join(all, " ")
}
