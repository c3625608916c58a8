package convert

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/blocks"
)

// maxSlots is the widest table that is read as one. Wider ones lay a page out.
const maxSlots = 64

// maxRepeat is the longest text, in bytes, that each row of a cell with rowspan has.
const maxRepeat = 1000

// slot is a place in a table's grid.
type slot struct {
	text   string
	head   bool // a th element's
	across bool // of a cell that begins in a column before
	down   bool // of a cell that begins in a row above
}

// row is a line of the grid.
type row struct {
	slots []slot
	cells int  // that begin in this row
	head  bool // in a thead element
	deep  int  // rows of the row's highest header cell
}

// table writes a table of data. One that lays the page out is written as what it holds.
func (w *writer) table(n *html.Node) {
	var captions, rows []*html.Node
	tableParts(n, &captions, &rows)
	if w.inHeading || w.inCell || isLayout(n, rows) {
		w.children(n)
		w.flush()
		return
	}
	for _, c := range captions {
		w.children(c)
		w.flush()
	}
	for _, after := range w.doc.addGrid(w.grid(rows)) {
		w.doc.add(paragraph, after)
	}
}

// tableParts appends a table's captions and rows, whichever elements group them.
func tableParts(n *html.Node, captions, rows *[]*html.Node) {
	for c := range n.ChildNodes() {
		switch {
		case c.Type != html.ElementNode || isTable(c):
		case c.DataAtom == atom.Caption:
			*captions = append(*captions, c)
		case isRow(c):
			*rows = append(*rows, c)
		case !isCell(c):
			tableParts(c, captions, rows)
		}
	}
}

func isTable(n *html.Node) bool {
	role := attr(n, "role")
	return n.DataAtom == atom.Table || role == "table" || role == "grid"
}

func isRow(n *html.Node) bool { return n.DataAtom == atom.Tr || attr(n, "role") == "row" }

func isCell(n *html.Node) bool {
	switch attr(n, "role") {
	case "cell", "gridcell", "columnheader", "rowheader":
		return true
	}
	return n.DataAtom == atom.Td || n.DataAtom == atom.Th
}

func isHeadCell(n *html.Node) bool {
	role := attr(n, "role")
	return n.DataAtom == atom.Th || role == "columnheader" || role == "rowheader"
}

// isLayout reports whether a table lays a page out: it says so, has a single column or row, or
// holds another table.
func isLayout(n *html.Node, rows []*html.Node) bool {
	if role := attr(n, "role"); role == "presentation" || role == "none" || len(rows) < 2 {
		return true
	}
	widest := 0
	for _, r := range rows {
		cells := 0
		for c := range r.ChildNodes() {
			if c.Type == html.ElementNode && isCell(c) {
				cells++
			}
		}
		widest = max(widest, cells)
	}
	if widest < 2 || widest > maxSlots {
		return true
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && isTable(d) {
			return true
		}
	}
	return false
}

// grid returns the rows of a table, with a slot in each column, whatever its cells span.
func (w *writer) grid(nodes []*html.Node) []row {
	type span struct {
		slot
		rows int // to come
	}
	var rows []row
	var above [maxSlots]span
	for _, node := range nodes {
		r := row{head: inside(node, atom.Thead)}
		column := 0
		fill := func() { // with the cells that reach down from above
			for column < maxSlots && above[column].rows > 0 {
				r.slots = append(r.slots, above[column].slot)
				above[column].rows--
				column++
			}
		}
		for c := range node.ChildNodes() {
			if c.Type != html.ElementNode || !isCell(c) || column >= maxSlots {
				continue
			}
			fill()
			s := slot{text: w.cell(c), head: isHeadCell(c)}
			down := spanOf(c, "rowspan", len(nodes))
			if s.head {
				r.deep = max(r.deep, down)
			}
			r.cells++
			for range min(spanOf(c, "colspan", maxSlots), maxSlots-column) {
				r.slots = append(r.slots, s)
				s = slot{head: s.head, across: true}
				repeated := r.slots[len(r.slots)-1]
				if len(repeated.text) > maxRepeat {
					repeated.text = ""
				}
				repeated.down = true
				above[column] = span{repeated, down - 1}
				column++
			}
		}
		fill()
		if r.cells > 0 {
			rows = append(rows, r)
		}
	}
	return rows
}

func spanOf(n *html.Node, name string, most int) int {
	span, err := strconv.Atoi(strings.TrimSpace(attr(n, name)))
	if err != nil || span < 0 {
		return 1
	}
	if span == 0 { // to the end
		return most
	}
	return min(span, most)
}

func (w *writer) cell(n *html.Node) string {
	w.inCell = true
	text := oneLine(w.capture(n))
	w.inCell = false
	return text
}

// addGrid adds a table: its header on the first line, then a line for each cookie. A row that is
// one cell names what is below it, as a caption does, with or without a header of its own; it
// returns those that have nothing below.
func (d *document) addGrid(rows []row) (after []string) {
	width := 0
	for _, r := range rows {
		width = max(width, len(r.slots))
	}
	for len(rows) > 0 && rows[0].isAlone(width) {
		d.add(paragraph, rows[0].text())
		rows = rows[1:]
	}
	if len(rows) == 0 {
		return nil
	}
	header, rows := cutHeader(rows, width)
	kept := keptColumns(header, rows)
	columns := pick(header, kept)
	_, name := meaningOf(columns)
	table := [][]string{columns}
	for i, r := range rows {
		if r.isAlone(width) {
			d.addTable(table)
			if i+1 < len(rows) && rows[i+1].isNewHeader(columns, kept) {
				for _, caption := range after {
					d.add(paragraph, caption)
				}
				return d.addGrid(rows[i:])
			}
			table = [][]string{columns}
			after = append(after, r.text())
			continue
		}
		cells := pick(r.slots, kept)
		if isEmpty(cells) || slices.Equal(cells, columns) {
			continue
		}
		for _, caption := range after {
			d.add(paragraph, caption)
		}
		after = nil
		if last := table[len(table)-1]; name >= 0 && len(table) > 1 && r.goesOn(kept[name], last) {
			for i := range last { // the same cookie, with one more purpose
				last[i] = oneLine(slices.Compact([]string{last[i], cells[i]}))
			}
			continue
		}
		table = append(table, cells)
	}
	d.addTable(table)
	return after
}

// addTable adds a table that has more than a header.
func (d *document) addTable(rows [][]string) {
	if len(rows) > 1 {
		d.addRows(turned(rows))
	}
}

func (d *document) addRows(rows [][]string) {
	lines := make([]string, len(rows))
	for i, cells := range rows {
		lines[i] = strings.Join(cells, "\t")
	}
	d.add(table, strings.Join(lines, "\n"))
}

// isAlone reports whether a row is one cell in a wider table, so that it can't be a cookie.
func (r row) isAlone(width int) bool {
	if width < 2 || r.cells != 1 || r.text() == "" {
		return false
	}
	return !slices.ContainsFunc(r.slots[1:], func(s slot) bool { return s.text != "" })
}

// text is the first cell's, the only one of a row that is alone.
func (r row) text() string { return r.slots[0].text }

// cutHeader returns the header, in one row, and the rows below it.
func cutHeader(rows []row, width int) ([]slot, []row) {
	n := 1
	if rows[0].head || rows[0].isHead() {
		n = max(n, min(rows[0].deep, len(rows)-1))
	}
	for n < len(rows)-1 && rows[n].head && !rows[n].isAlone(width) {
		n++
	}
	header := make([]slot, width)
	for column := range header {
		var texts []string
		group := "" // the text of the cell above that spans several columns
		for _, r := range rows[:n] {
			for _, s := range r.slots[min(column, len(r.slots)):min(column+1, len(r.slots))] {
				group = s.text
				if s.across {
					group = r.spanning(column)
				}
				if n > 1 && group != "" && !slices.Contains(texts, group) {
					texts = append(texts, group)
				}
				header[column] = s
			}
		}
		if n > 1 {
			header[column] = slot{text: strings.Join(texts, " "), head: true}
		}
	}
	return header, rows[n:]
}

// goesOn reports whether the cookie's name, in some columns, reaches down from the row above. A row
// that is long already gets no more.
func (r row) goesOn(name []int, above []string) bool {
	size := 0
	for _, cell := range above {
		size += len(cell)
	}
	return size < 4*maxRepeat && name[0] < len(r.slots) && r.slots[name[0]].down &&
		r.slots[name[0]].text != ""
}

// isNewHeader reports whether a row is a header that differs from the one above.
func (r row) isNewHeader(columns []string, kept [][]int) bool {
	cells := pick(r.slots, kept)
	return !slices.Equal(cells, columns) && isHeader(cells)
}

// isHead reports whether every cell is a header's.
func (r row) isHead() bool {
	return !slices.ContainsFunc(r.slots, func(s slot) bool { return !s.head && s.text != "" })
}

// spanning returns the text of the cell that reaches a column from before it.
func (r row) spanning(column int) string {
	for column > 0 && r.slots[column].across {
		column--
	}
	return r.slots[column].text
}

// keptColumns groups the columns that are kept: a header's cell that spans several makes one of
// them, and columns without any text are spacing.
func keptColumns(header []slot, rows []row) [][]int {
	var kept [][]int
	for column, s := range header {
		used := s.text != ""
		for i := 0; i < len(rows) && !used; i++ {
			used = column < len(rows[i].slots) && rows[i].slots[column].text != ""
		}
		switch {
		case !used:
		case s.across && len(kept) > 0:
			kept[len(kept)-1] = append(kept[len(kept)-1], column)
		default:
			kept = append(kept, []int{column})
		}
	}
	return kept
}

// pick returns the text of a row in each of the kept columns.
func pick(slots []slot, kept [][]int) []string {
	cells := make([]string, len(kept))
	for i, columns := range kept {
		var texts []string
		for _, column := range columns {
			if column < len(slots) && !slices.Contains(texts, slots[column].text) {
				texts = append(texts, slots[column].text)
			}
		}
		cells[i] = oneLine(texts)
	}
	return cells
}

func isEmpty(cells []string) bool {
	return !slices.ContainsFunc(cells, func(s string) bool { return s != "" })
}

// turned makes a usual table of one that has a cookie in each column, and its header in the first.
func turned(rows [][]string) [][]string {
	if len(rows) > blocks.MaxColumns || isHeader(rows[0]) {
		return rows
	}
	names := make([]string, len(rows))
	for i, cells := range rows {
		names[i] = trimColon(cells[0])
	}
	if !isHeader(names) {
		return rows
	}
	turned := [][]string{names}
	for column := 1; column < len(rows[0]); column++ {
		cells := make([]string, len(rows))
		for i := range rows {
			cells[i] = rows[i][column]
		}
		if !isEmpty(cells) {
			turned = append(turned, cells)
		}
	}
	return turned
}

// pairsToRows returns the rows of a table that is written as pairs, « Nom : sessionid », where the
// first name begins each cookie. It returns nil if the names are none of a table's.
func pairsToRows(names, values []string) [][]string {
	n := 1
	for n < len(names) && names[n] != names[0] {
		n++
	}
	if len(names) < 2 || len(names)%n != 0 || !isHeader(names[:n]) {
		return nil
	}
	rows := [][]string{names[:n]}
	for i := 0; i < len(names); i += n {
		if !slices.Equal(names[i:i+n], names[:n]) {
			return nil
		}
		rows = append(rows, values[i:i+n])
	}
	return rows
}

// isHeader reports whether charter.Parse knows what two or more of the columns mean.
func isHeader(cells []string) bool {
	known, _ := meaningOf(cells)
	return known > 1
}

// meaningOf returns how many of a table's columns charter.Parse knows, and the index of the one
// that holds the cookies' names, or -1.
func meaningOf(columns []string) (known, name int) {
	marked := make([]string, len(columns))
	for i := range marked {
		marked[i] = "x" + strconv.Itoa(i)
	}
	c, err := charter.Parse([]byte("Charte des cookies\n\nCookies statistiques\n\n" +
		strings.Join(columns, "\t") + "\n" + strings.Join(marked, "\t") + "\n"))
	cookies := c.Cookies(charter.Statistics)
	if err != nil || len(cookies) != 1 {
		return 0, -1
	}
	found := cookies[0]
	for _, field := range []string{
		found.Provider, found.Service, found.Name, found.Purpose, found.Duration,
	} {
		if field != "" {
			known++
		}
	}
	return known, slices.Index(marked, found.Name)
}
