package read

import (
	"slices"
	"strings"

	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/blocks"
	"cookies-preferences/charter/internal/shape"
)

// grid is a table's cells.
type grid struct {
	line     int // of the header
	columns  []string
	meanings []meaning
	rows     []gridRow
	marks    []int // the columns that are categories, with marks

	byColumn bool // see tellsCategories
	whose    bool // see tellsWhose
}

// gridRow is a row, or a line between rows that names the category of those below it.
type gridRow struct {
	line  int
	cells []string // as many as there are columns
}

// startsTable reports whether the first line is a table's header. A line with a tab needs more to
// be one: a second such line below, a rule below, or cells that read like a header.
func startsTable(lines []charter.Line) bool {
	first := &lines[0]
	return first.IsRow &&
		(first.Ruled || len(lines) > 1 && lines[1].Cells != nil || isHeader(first.Cells))
}

// readTable reads the table whose header is the first line, and returns how many lines it takes.
// Blank lines and rules between its rows don't end it. A line of text does, unless a row's last
// cell goes on in it, and so does another header below a blank line.
func readTable(lines []charter.Line) (*grid, int, error) {
	header := &lines[0]
	named := blocks.TrimCells(header.Cells)
	if len(named) > blocks.MaxColumns {
		return nil, 0, &charter.Error{
			Line: header.Number, Code: charter.CodeColumns, Message: blocks.TooWide(len(named)),
			Cells: len(named), Columns: blocks.MaxColumns,
		}
	}
	width := min(len(header.Cells), blocks.MaxColumns)
	t := &grid{line: header.Number, columns: header.Cells[:width]}
	t.meanings = meaningsOf(t.columns)
	n := 1
	for n < len(lines) {
		row, taken := t.readRow(lines[n:])
		if taken == 0 {
			break
		}
		if err := t.add(row); err != nil {
			return nil, 0, err
		}
		n += taken
	}
	t.trim(len(named))
	return t, n, nil
}

// add adds a row, which must fit the header. Editors strip the tabs that end a line, so a row may
// lack the cells of columns, such as « Durée », that come after all that it must have.
func (t *grid) add(row gridRow) error {
	cells := blocks.TrimCells(row.cells)
	columns := blocks.TrimCells(t.columns)
	if len(cells) > len(t.columns) || len(row.cells) < t.required() && !t.isGroup(row.cells) {
		return &charter.Error{
			Line: row.line, Code: charter.CodeColumns,
			Message: blocks.Misfit(len(row.cells), len(columns), t.line),
			Cells:   len(row.cells), Columns: len(columns), Header: t.line,
		}
	}
	row.cells = append(cells, make([]string, len(t.columns)-len(cells))...)
	t.rows = append(t.rows, row)
	return nil
}

// trim takes away the columns on the right that have neither a name nor a cell.
func (t *grid) trim(named int) {
	width := named
	for _, row := range t.rows {
		width = max(width, len(blocks.TrimCells(row.cells)))
	}
	t.columns, t.meanings = t.columns[:width:width], t.meanings[:width]
	for i := range t.rows {
		t.rows[i].cells = t.rows[i].cells[:width:width]
	}
}

// required returns how many cells a row has at least.
func (t *grid) required() int {
	for i := len(t.meanings) - 1; i >= 0; i-- {
		if m := t.meanings[i]; m != noField && m != duration {
			return i + 1
		}
	}
	return len(blocks.TrimCells(t.columns))
}

// isGroup reports whether a row only names the category of the rows below it.
func (t *grid) isGroup(cells []string) bool {
	return len(blocks.TrimCells(cells)) == 1 && !isCookie(cells[0]) && !nameOf(words(cells[0])).silent
}

// isRow reports whether a line below the header or a row is another row. A line with all its words
// in one cell is, if it has the tabs of a whole row, unless it is the first item of a list.
func (t *grid) isRow(l *charter.Line) bool {
	columns := blocks.TrimCells(t.columns)
	if !l.IsRow {
		return len(l.Cells) >= len(columns) && !(l.Gap && shape.IsListed(l.Text))
	}
	again := strings.EqualFold(l.Cells[0], columns[0]) && isHeader(l.Cells) // on another page
	return !again && !slices.Equal(blocks.TrimCells(l.Cells), columns) &&
		!(l.Gap && isLikeHeader(l.Cells))
}

// hasRow reports whether a line below text is a row that fits the table, and no header.
func (t *grid) hasRow(l *charter.Line) bool {
	return t.isRow(l) && !isLikeHeader(l.Cells) &&
		len(blocks.TrimCells(l.Cells)) <= len(t.columns)
}

// readRow reads the row, or the group's name, at the start of the lines, and returns how many lines
// it takes: 0 if it is neither.
//
// A cell may take several lines, as browsers copy them: lines without a tab belong to the last cell
// of a row that lacks cells, or to one with rows on both sides.
func (t *grid) readRow(lines []charter.Line) (gridRow, int) {
	first := &lines[0]
	row := gridRow{line: first.Number, cells: append([]string(nil), first.Cells...)}
	if first.Cells == nil {
		row.cells = []string{first.Text}
		if len(lines) > 1 && t.hasRow(&lines[1]) && shape.LooksLikeHeading(first.Text) &&
			t.isGroup(row.cells) {
			return row, 1
		}
		return gridRow{}, 0
	}
	if first.IsRow && !t.isRow(first) {
		return gridRow{}, 0
	}
	n := 1
	for {
		next := n
		for next < len(lines) && lines[next].Cells == nil {
			next++
		}
		texts := lines[n:next]
		if next < len(lines) && t.goesOn(row.cells, texts, &lines[next]) {
			row.appendText(texts)
			last := &row.cells[len(row.cells)-1]
			*last = joinText(*last, lines[next].Cells[0])
			row.cells = append(row.cells, lines[next].Cells[1:]...)
			n = next + 1
			continue
		}
		taken := t.textOf(row.cells, texts, lines[next:])
		t.appendLast(&row, texts[:taken])
		n += taken
		break
	}
	if n == 1 && !t.isRow(first) {
		return gridRow{}, 0
	}
	return row, n
}

// goesOn reports whether a line with tabs, below texts or not, has the cells that a row lacks.
func (t *grid) goesOn(cells []string, texts []charter.Line, next *charter.Line) bool {
	width := len(blocks.TrimCells(t.columns))
	if len(cells)+len(next.Cells)-1 > len(t.columns) || len(cells) >= width {
		return false
	}
	first, last := next.Cells[0], len(next.Cells)-1
	named := cellAt(next.Cells, max(0, t.column(name)))
	whole := len(next.Cells) >= width || len(next.Cells) >= t.required() && named != ""
	if first == "" {
		return !whole
	}
	if isCookie(named) {
		return false // another row, which lacks cells too
	}
	if next.Gap && len(texts) == 0 || len(cells)+len(next.Cells)-1 != width {
		return false
	}
	return !whole || shape.StartsLower(first) && strings.Contains(first, " ") ||
		t.meanings[width-1] == duration && isDuration(next.Cells[last])
}

// textOf returns how many of the lines of text below a row belong to its last cell.
func (t *grid) textOf(cells []string, texts, below []charter.Line) int {
	const longest = 20 // lines of a cell with blank lines
	if len(texts) == 0 {
		return 0
	}
	open := cells[len(cells)-1] == ""
	together := 0 // without a blank line
	for together < len(texts) && !texts[together].Gap {
		together++
	}
	between := len(below) > 0 && t.hasRow(&below[0])
	last := texts[len(texts)-1].Text
	switch {
	case between && open && len(texts) <= longest:
		return len(texts)
	case between && together == len(texts) &&
		(!shape.LooksLikeHeading(last) || !t.isGroup([]string{last})):
		return together
	}
	for n := range together {
		l := &texts[n]
		starts := shape.StartsLower(l.Text) && !shape.IsListed(l.Text) && !l.StandsAlone() &&
			!startsWithCookie(l.Text)
		fills := open && !shape.IsNumbered(l.Text) && (together < len(texts) ||
			isDuration(l.Text) || len(below) == 0 && together == 1)
		if !starts && !fills {
			return n
		}
	}
	return together
}

// appendText adds lines of text to the last cell.
func (r *gridRow) appendText(texts []charter.Line) {
	if len(texts) > 0 {
		last := &r.cells[len(r.cells)-1]
		*last = joinText(*last, blocks.Join(texts[0].Text, texts[1:]))
	}
}

// appendLast adds lines of text to the last cell. If the row lacks the column of durations, the
// line that is one fills it.
func (t *grid) appendLast(row *gridRow, texts []charter.Line) {
	width := len(blocks.TrimCells(t.columns))
	if len(row.cells) == width-1 && t.meanings[width-1] == duration {
		for i := range texts {
			if isDuration(texts[i].Text) {
				row.appendText(texts[:i])
				row.cells = append(row.cells, "")
				texts = texts[i:]
				break
			}
		}
	}
	row.appendText(texts)
}

// isTurned reports whether a table has a cookie in each column, and in its rows their purposes,
// durations and the like.
func (t *grid) isTurned() bool {
	if t.columns[0] != "" && t.meanings[0] != name || len(t.rows) >= blocks.MaxColumns {
		return false
	}
	for i, column := range t.columns[1:] {
		if !isName(column) || t.meanings[i+1] != noField {
			return false
		}
	}
	told := 0
	for _, row := range t.rows {
		if m, _ := meaningOf(row.cells[0]); m != noField && m != name {
			told++
		}
	}
	return 2*told > len(t.rows)
}

// turn makes columns of a table's rows.
func (t *grid) turn() {
	names := t.columns[1:]
	columns := []string{t.columns[0]}
	rows := make([]gridRow, len(names))
	for i := range names {
		rows[i] = gridRow{t.line, []string{names[i]}}
	}
	for _, row := range t.rows {
		columns = append(columns, row.cells[0])
		for i := range names {
			rows[i].cells = append(rows[i].cells, row.cells[i+1])
		}
	}
	t.columns, t.rows, t.meanings = columns, rows, meaningsOf(columns)
	t.meanings[0] = name
}

func cellAt(cells []string, i int) string {
	if i < len(cells) {
		return cells[i]
	}
	return ""
}

// column returns the index of the column with a meaning, or -1.
func (t *grid) column(m meaning) int { return columnOf(t.meanings, m) }

func columnOf(meanings []meaning, m meaning) int {
	for i := range meanings {
		if meanings[i] == m {
			return i
		}
	}
	return -1
}
