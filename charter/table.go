package charter

import (
	"slices"
	"unicode/utf8"

	"cookies-preferences/charter/internal/blocks"
	"cookies-preferences/charter/internal/shape"
)

// startsTable reports whether the first line is a table's header. A line with a tab needs more to
// be one: a second such line below, a rule below, or cells that read like a header.
func startsTable(lines []Line) bool {
	first := lines[0]
	return first.IsRow &&
		(first.Ruled || len(lines) > 1 && lines[1].IsRow || isHeader(first.Cells))
}

// readTable reads the table whose header is the first line, and returns how many lines it takes.
// Blank lines and rules between its rows don't end it. A line of text does, and so does another
// header below a blank line.
func readTable(lines []Line) (*Table, int, error) {
	header := lines[0]
	t := &Table{Columns: blocks.TrimCells(header.Cells)}
	if len(t.Columns) > blocks.MaxColumns {
		return nil, 0, &Error{
			Line: header.Number, Code: CodeColumns, Message: blocks.TooWide(len(t.Columns)),
			Cells: len(t.Columns), Columns: blocks.MaxColumns,
		}
	}
	meanings := meaningsOf(t.Columns)
	t.RowHeader = max(0, slices.Index(meanings, name))
	n := 1
	for n < len(lines) && isRowOf(t, lines[n]) {
		row := lines[n]
		cells := blocks.TrimCells(row.Cells)
		if len(cells) > len(t.Columns) || max(len(cells), len(row.Cells)) < required(meanings) {
			return nil, 0, &Error{
				Line: row.Number, Code: CodeColumns,
				Message: blocks.Misfit(len(row.Cells), len(t.Columns), header.Number),
				Cells:   len(row.Cells), Columns: len(t.Columns), Header: header.Number,
			}
		}
		cells = append(cells, make([]string, len(t.Columns)-len(cells))...)
		n++
		if last := len(cells) - 1; cells[last] != "" {
			more := t.continuation(lines[n:])
			cells[last] = blocks.Join(cells[last], lines[n:n+more])
			n += more
		}
		t.Cookies = append(t.Cookies, newCookie(cells, meanings))
	}
	return t, n, nil
}

// place gives each cookie its category: the table's, or the one that its own cell names if a column
// tells the categories. In such a column « Non précisée » says that nobody knows.
func (t *Table) place() {
	column := slices.Index(meaningsOf(t.Columns), category)
	told := false
	for i := range t.Cookies {
		c := &t.Cookies[i]
		if column >= 0 {
			c.Kind = kindOf(c.Cells[column])
			told = told || c.Kind != Unknown || isDenied(c.Cells[column])
		}
	}
	for i := range t.Cookies {
		if !told {
			t.Cookies[i].Kind = t.Kind
		}
	}
}

// exempt notes which cookies are declared exempt from consent: all of them in a caption or a heading,
// one in its row.
func (t *Table) exempt(heading string) {
	all := exempts(t.Caption) || exempts(heading)
	for i := range t.Cookies {
		c := &t.Cookies[i]
		c.Exempt = all
		for j, cell := range c.Cells {
			list := words(cell)
			agrees := len(list) > 0 && isOneOf(list[0].text, " oui yes ")
			c.Exempt = c.Exempt || exempts(cell) || agrees && exempts(t.Columns[j])
		}
	}
}

// exempts reports whether a text says that no consent is asked for. « Non exempté » and « ne sont
// pas exemptés » say the contrary.
func exempts(text string) bool {
	const reach = 2 // words between a negation and what it denies
	list := words(text)
	for i, w := range list {
		if !isOneOf(w.text, " exempt exempts exempte exemptes exemptee exemptees exempted exemption "+
			"dispense dispenses dispensee dispensees exento exentos exenta exentas esenti ") {
			continue
		}
		for _, before := range list[max(0, i-reach-1):i] {
			if isNegation(before.text) || isOneOf(before.text, " pas sans aucune sauf ") {
				return false
			}
		}
		return true
	}
	return false
}

func isDenied(cell string) bool {
	list := words(cell)
	return len(list) > 0 && isNegation(list[0].text)
}

// Declares reports whether a table lists cookies. Below no category's name, one that has no column
// of names, or nothing about those names, may be about anything else.
func (t *Table) Declares() bool {
	meanings := meaningsOf(t.Columns)
	has := func(m meaning) bool { return slices.Contains(meanings, m) }
	told := has(purpose) || has(duration) || has(provider)
	return has(category) || has(name) && (told || t.Kind != Unknown) ||
		t.Kind != Unknown && (told || has(service))
}

// isRowOf reports whether a line below the table's header or one of its rows is another row. A
// line with all its words in one cell is, if it has the tabs of a whole row, unless it is the first
// item of a list.
func isRowOf(t *Table, l Line) bool {
	if !l.IsRow {
		return len(l.Cells) == len(t.Columns) && !(l.Gap && shape.IsListed(l.Text))
	}
	return !l.Gap || !isHeader(l.Cells) && !slices.Equal(blocks.TrimCells(l.Cells), t.Columns)
}

// continuation returns how many lines continue the text of a row's last cell: they are right below
// it and begin in lower case.
func (t *Table) continuation(lines []Line) int {
	for n, l := range lines {
		named := len(l.Cells) == len(t.Columns) && l.Cells[0] != ""
		if l.Gap || l.IsRow || named || l.StandsAlone() || shape.IsListed(l.Text) ||
			!shape.StartsLower(l.Text) {
			return n
		}
	}
	return len(lines)
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
	category
)

// columnWords are the words of header cells that tell a column's meaning: those of French charters,
// and those that package read writes in other languages.
var columnWords = [...]string{
	provider: " prestataire prestataires fournisseur fournisseurs editeur emetteur societe " +
		"provider proveedor fornitore anbieter aanbieder furnidore ",
	service: " service services servicio servizio dienst serviziu ",
	purpose: " finalite finalites objectif objectifs objet description usage utilite " +
		"purpose finalidad finalita zweck doel ",
	duration: " duree durees expiration conservation validite duration duracion durata dauer duur ",
	category: " categorie category categoria kategorie categuria ",
}

// meaningOf returns what a column means, from the words of its header. « Nom » and « cookie »
// count last, since they go along with the others: « Nom du prestataire », « Durée du cookie ».
func meaningOf(header string) meaning {
	const enough = 12
	list := words(header)
	weak := noField
	for i, w := range list[:min(enough, len(list))] {
		for m, meant := range columnWords {
			if isOneOf(w.text, meant) {
				return meaning(m)
			}
		}
		if isOneOf(w.text, " nom noms ") || i == 0 && isCookie(w.text) {
			weak = name
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
// row may lack the cells of columns, such as « Durée » and « Catégorie », that come after all of
// provider, service, name and purpose.
func required(meanings []meaning) int {
	for i := len(meanings) - 1; i >= 0; i-- {
		if m := meanings[i]; m != noField && m != duration && m != category {
			return i + 1
		}
	}
	return len(meanings)
}

// isHeader reports whether all the cells are short, as those of headers are, and say what a column
// means. Beside « Catégorie », some may say nothing known.
func isHeader(cells []string) bool {
	const longest = 60 // characters
	named, all, categorised := 0, 0, false
	for _, cell := range cells {
		if cell == "" {
			continue
		}
		all++
		m := meaningOf(cell)
		if utf8.RuneCountInString(cell) <= longest && m != noField {
			named++
			categorised = categorised || m == category
		}
	}
	return named > 1 && (named == all || categorised)
}

func newCookie(cells []string, meanings []meaning) Cookie {
	c := Cookie{Cells: cells}
	fields := [...]*string{
		provider: &c.Provider, service: &c.Service, name: &c.Name,
		purpose: &c.Purpose, duration: &c.Duration,
	}
	for i, m := range meanings {
		if int(m) < len(fields) && fields[m] != nil {
			*fields[m] = cells[i]
		}
	}
	return c
}
