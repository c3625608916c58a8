package charter

import (
	"slices"
	"strconv"
)

// maxColumns is the widest table that is read. Published ones have four or five
// columns.
const maxColumns = 16

// startsTable reports whether the first line is a table's header. One line with
// a tab in it is not a table yet: another one follows it, or a rule, or its
// cells say that it is a header.
func startsTable(lines []line) bool {
	first := lines[0]
	return first.isRow && (first.ruled || len(lines) > 1 && lines[1].isRow || isHeader(first.cells))
}

// readTable reads the table whose header is the first line, and returns how
// many lines it takes. Blank lines and rules between its rows don't end it; a
// line of text does, and so does another header behind a blank line.
func readTable(lines []line) (*Table, int, error) {
	header := lines[0]
	t := &Table{Columns: trimCells(header.cells)}
	if len(t.Columns) > maxColumns {
		return nil, 0, &Error{Line: header.number, Code: CodeColumns, Message: "The table has " + strconv.Itoa(len(t.Columns)) +
			" columns, and at most " + strconv.Itoa(maxColumns) + " were expected.", Cells: len(t.Columns), Columns: maxColumns}
	}
	meanings := meaningsOf(t.Columns)
	n := 1
	for n < len(lines) && isRowOf(t, lines[n]) {
		row := lines[n]
		cells := trimCells(row.cells)
		if len(cells) > len(t.Columns) || max(len(cells), len(row.cells)) < required(meanings) {
			return nil, 0, &Error{Line: row.number, Code: CodeColumns, Message: "The row has " + count(len(row.cells), "cell") +
				", and " + strconv.Itoa(len(t.Columns)) + " were expected: the header of its table, on line " +
				strconv.Itoa(header.number) + ", has as many columns.", Cells: len(row.cells), Columns: len(t.Columns), Header: header.number}
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

// isRowOf reports whether a line that follows the table's header or one of its
// rows is another row. A line with all its words in one cell is, if it has the
// tabs of a whole row, unless it is the first item of a list.
func isRowOf(t *Table, l line) bool {
	if !l.isRow {
		return len(l.cells) == len(t.Columns) && !(l.gap && isListed(l.text))
	}
	return !l.gap || !isHeader(l.cells) && !slices.Equal(trimCells(l.cells), t.Columns)
}

// continuation returns how many lines carry on the text of a row's last cell:
// they stand right below it and begin in lower case.
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

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}
