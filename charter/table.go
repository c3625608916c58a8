package charter

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// maxColumns is the widest table that is read. Published ones have four or five columns.
const maxColumns = 16

// startsTable reports whether the first line is a table's header. A line with a tab needs more to
// be one: a second such line below, a rule below, or cells that read like a header.
func startsTable(lines []line) bool {
	first := lines[0]
	return first.isRow &&
		(first.ruled || len(lines) > 1 && lines[1].isRow || isHeader(first.cells))
}

// readTable reads the table whose header is the first line, and returns how many lines it takes.
// Blank lines and rules between its rows don't end it. A line of text does, and so does another
// header below a blank line.
func readTable(lines []line) (*Table, int, error) {
	header := lines[0]
	t := &Table{Columns: trimCells(header.cells)}
	if len(t.Columns) > maxColumns {
		return nil, 0, &Error{
			Line: header.number, Code: CodeColumns,
			Message: "The table has " + strconv.Itoa(len(t.Columns)) + " columns, and at most " +
				strconv.Itoa(maxColumns) + " were expected.",
			Cells: len(t.Columns), Columns: maxColumns,
		}
	}
	meanings := meaningsOf(t.Columns)
	t.RowHeader = max(0, slices.Index(meanings, name))
	n := 1
	for n < len(lines) && isRowOf(t, lines[n]) {
		row := lines[n]
		cells := trimCells(row.cells)
		if len(cells) > len(t.Columns) || max(len(cells), len(row.cells)) < required(meanings) {
			return nil, 0, &Error{
				Line: row.number, Code: CodeColumns,
				Message: "The row has " + strconv.Itoa(len(row.cells)) + " cells, and " +
					strconv.Itoa(len(t.Columns)) + " were expected, as in the header on line " +
					strconv.Itoa(header.number) + ".",
				Cells: len(row.cells), Columns: len(t.Columns), Header: header.number,
			}
		}
		cells = append(cells, make([]string, len(t.Columns)-len(cells))...)
		n++
		if last := len(cells) - 1; cells[last] != "" {
			more := continuation(lines[n:])
			cells[last] = joinText(cells[last], lines[n:n+more])
			n += more
		}
		t.Cookies = append(t.Cookies, newCookie(cells, meanings))
	}
	return t, n, nil
}

// isRowOf reports whether a line below the table's header or one of its rows is another row. A
// line with all its words in one cell is, if it has the tabs of a whole row, unless it is the first
// item of a list.
func isRowOf(t *Table, l line) bool {
	if !l.isRow {
		return len(l.cells) == len(t.Columns) && !(l.gap && isListed(l.text))
	}
	return !l.gap || !isHeader(l.cells) && !slices.Equal(trimCells(l.cells), t.Columns)
}

// continuation returns how many lines continue the text of a row's last cell: they are right below
// it and begin in lower case.
func continuation(lines []line) int {
	for n, l := range lines {
		if l.gap || l.isRow || l.standsAlone() || isListed(l.text) || !startsLower(l.text) {
			return n
		}
	}
	return len(lines)
}

// trimCells returns the cells without the empty ones at the end.
func trimCells(cells []string) []string {
	n := len(cells)
	for n > 0 && cells[n-1] == "" {
		n--
	}
	return slices.Clip(cells[:n])
}

// meaning is the field of Cookie that a column fills.
type meaning uint8

const (
	noField meaning = iota
	provider
	service
	name
	purpose
	duration
)

// meaningOf returns what a column means, from the words of its header. « Nom » and « cookie »
// count last, since they go along with the others: « Nom du prestataire », « Durée du cookie ».
func meaningOf(header string) meaning {
	const enough = 12
	list := words(header)
	weak := noField
	for i, w := range list[:min(enough, len(list))] {
		switch w.text {
		case "prestataire", "prestataires", "fournisseur", "fournisseurs",
			"editeur", "emetteur", "societe":
			return provider
		case "service", "services":
			return service
		case "finalite", "finalites", "objectif", "objectifs", "objet",
			"description", "usage", "utilite":
			return purpose
		case "duree", "durees", "expiration", "conservation", "validite":
			return duration
		case "nom", "noms":
			weak = name
		case "cookie", "cookies":
			if i == 0 {
				weak = name
			}
		}
	}
	return weak
}

// meaningsOf returns what each column means. Of two columns that mean the same, the first counts.
func meaningsOf(columns []string) []meaning {
	meanings := make([]meaning, len(columns))
	for i, header := range columns {
		if m := meaningOf(header); !slices.Contains(meanings[:i], m) {
			meanings[i] = m
		}
	}
	return meanings
}

// required returns how many cells a row has at least. Editors strip the tabs that end a line, so a
// row may lack the cells of columns, such as « Durée », that come after all of provider, service,
// name and purpose.
func required(meanings []meaning) int {
	for i := len(meanings) - 1; i >= 0; i-- {
		if m := meanings[i]; m != noField && m != duration {
			return i + 1
		}
	}
	return len(meanings)
}

// isHeader reports whether all the cells are short, as those of headers are, and say what a column
// means.
func isHeader(cells []string) bool {
	const longest = 60 // characters
	named := 0
	for _, cell := range cells {
		if cell == "" {
			continue
		}
		if utf8.RuneCountInString(cell) > longest || meaningOf(cell) == noField {
			return false
		}
		named++
	}
	return named > 1
}

func newCookie(cells []string, meanings []meaning) Cookie {
	c := Cookie{Cells: cells}
	fields := [...]*string{
		provider: &c.Provider, service: &c.Service, name: &c.Name,
		purpose: &c.Purpose, duration: &c.Duration,
	}
	for i, m := range meanings {
		if field := fields[m]; field != nil {
			*field = cells[i]
		}
	}
	return c
}
