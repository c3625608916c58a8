package read

import (
	"slices"
	"strings"

	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/shape"
)

// isPlain reports whether package charter reads a text as it is, with the same title and cookies.
func (r *reading) isPlain() bool {
	plain, _ := charter.Parse(r.c.Text)
	if plain.Title != r.c.Title {
		return false
	}
	return slices.EqualFunc(plain.Declared(), r.c.Cookies, func(a charter.Cookie, b Cookie) bool {
		return a.Kind == b.Kind && a.Name == b.Name && a.Provider == b.Provider &&
			a.Service == b.Service && a.Purpose == b.Purpose && a.Duration == b.Duration
	})
}

// region is a table or a piece of a list, and the table to write in its place.
type region struct {
	first, last int // lines of the document, from 1; a last of 0 is the document's end
	rows        [][]string
}

// write writes the document with its title first and its cookies in tables of the usual form.
// Other lines stay as they are, but for those that a web page left above the title.
func (r *reading) write() []byte {
	drop := map[int]bool{}
	for _, l := range r.top.left {
		drop[l.Number] = true
	}
	if r.top.title != nil {
		drop[r.top.title.Number] = true
	}
	starts := map[int]region{}
	for _, one := range r.regions() {
		starts[one.first] = one
	}
	var b strings.Builder
	b.WriteString(r.c.Title + "\n\n")
	blank := true // the last line is
	document := string(r.c.Text)
	for number := 1; document != ""; number++ {
		var line string
		line, document = shape.CutLine(document)
		if one, ok := starts[number]; ok {
			if !blank {
				b.WriteByte('\n')
			}
			for _, cells := range one.rows {
				b.WriteString(strings.Join(cells, "\t") + "\n")
			}
			for ; document != "" && (one.last == 0 || number < one.last); number++ {
				_, document = shape.CutLine(document)
			}
			line = ""
			blank = false
		}
		if drop[number] || line == "" && blank {
			continue
		}
		blank = strings.TrimSpace(line) == ""
		b.WriteString(line + "\n")
	}
	return []byte(strings.TrimRight(b.String(), "\n") + "\n")
}

// regions returns the tables and the pieces of lists that are replaced.
func (r *reading) regions() []region {
	var list []region
	for _, p := range r.others {
		rows := [][]string{p.Table.columns}
		for _, row := range p.Table.rows {
			rows = append(rows, row.cells)
		}
		list = append(list, region{p.Line, p.End, rows})
	}
	for _, g := range r.groups {
		if g.part != nil {
			list = append(list, region{g.part.Line, g.part.End, r.table(g.part.Table, g.cookies)})
			continue
		}
		for cookies := g.cookies; len(cookies) > 0; {
			n := 1
			for n < len(cookies) && (cookies[n].first == cookies[n-1].first ||
				cookies[n].first.Line == cookies[n-1].last.End+1) {
				n++
			}
			list = append(list, region{cookies[0].first.Line, cookies[n-1].last.End,
				r.table(nil, cookies[:n])})
			cookies = cookies[n:]
		}
	}
	return list
}

// table returns the rows of a table of cookies: a header of the usual words, in the charter's
// language, and a column for the category. The columns without a meaning come last.
func (r *reading) table(t *grid, cookies []reported) [][]string {
	fields := fieldsOf(t, cookies)
	var header, more []string
	var moreColumns []int
	for _, m := range fields {
		header = append(header, r.language.headers[m])
	}
	if t != nil {
		for i, m := range t.meanings {
			if m == noField && !t.isSecondPurpose(i) || m == asks || m == ofKind && !t.byColumn {
				moreColumns = append(moreColumns, i)
				more = append(more, headerOf(t.columns[i], r.language.details))
			} else if m == ofKind && t.whose {
				moreColumns = append(moreColumns, i)
				more = append(more, r.language.details)
			}
		}
	}
	rows := [][]string{append(append(header, r.language.headers[ofKind]), more...)}
	for i := range cookies {
		c := &cookies[i]
		var cells []string
		for _, m := range fields {
			cells = append(cells, *c.field(m))
		}
		cells = append(cells, r.language.kinds[c.Kind])
		for _, column := range moreColumns {
			cells = append(cells, c.cells[column])
		}
		rows = append(rows, cells)
	}
	return rows
}

// fieldsOf returns the fields that a table has columns for, in their order, or those that the
// cookies of a list have.
func fieldsOf(t *grid, cookies []reported) []meaning {
	var fields []meaning
	if t != nil {
		for _, m := range t.meanings {
			if name <= m && m <= duration {
				fields = append(fields, m)
			}
		}
		return fields
	}
	for m := name; m <= duration; m++ {
		if slices.ContainsFunc(cookies, func(c reported) bool { return *c.field(m) != "" }) {
			fields = append(fields, m)
		}
	}
	return fields
}

// headerOf returns the header of a column without a meaning: its own, unless that is empty or means
// something to package charter.
func headerOf(header, other string) string {
	if header == "" {
		return other
	}
	c, _ := charter.Parse([]byte("T\n\nCategory\t" + header + "\nNot stated\tx"))
	for _, cookie := range c.Declared() {
		if cookie.Name+cookie.Provider+cookie.Service+cookie.Purpose+cookie.Duration != "" {
			return other
		}
	}
	return header
}

// isUsualHeader reports whether a header is that of the categories in a language's usual words.
func isUsualHeader(header string) bool {
	return slices.ContainsFunc(languages, func(l *language) bool {
		return strings.EqualFold(header, l.headers[ofKind])
	})
}

// isUnstated reports whether a cell says, in a language's usual words, that nobody knows the
// category.
func isUnstated(cell string) bool {
	return slices.ContainsFunc(languages, func(l *language) bool {
		return strings.EqualFold(cell, l.kinds[charter.Unknown])
	})
}
