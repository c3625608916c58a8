package banner

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/charter"
)

// document is every word of the charter but its title, in order. Its sections' headings are of the
// given level.
func document(c charter.Charter, level int) app.UI {
	tables := 0
	return app.Elem("div").Class("charter").Body(
		app.Elem("div").Class("charter-introduction").Body(blocks(c.Introduction, &tables)...),
		app.Range(c.Sections).Slice(func(i int) app.UI {
			section := c.Sections[i]
			return app.Elem("section").Body(append(
				[]app.UI{heading(section, sectionID(i), level)},
				blocks(section.Blocks, &tables)...)...)
		}),
	)
}

// heading is a section's heading, with the platform's address where the charter has it there. It
// takes the focus when the contents lead to it.
func heading(s charter.Section, id string, level int) app.UI {
	body := []app.UI{app.Text(s.Heading)}
	if s.Address != "" {
		body = []app.UI{app.Text(s.Heading + " "), link(s.Address)}
	}
	if level == 2 {
		return app.Elem("h2").ID(id).Body(body...)
	}
	return app.Elem("h3").ID(id).Body(body...)
}

// blocks are paragraphs, addresses and tables. It counts the document's tables.
func blocks(list []charter.Block, tables *int) []app.UI {
	var elements []app.UI
	for _, b := range list {
		switch {
		case b.Table != nil:
			elements = append(elements, table(b.Table, tableID(*tables)))
			*tables++
		case b.Address != "":
			elements = append(elements, app.Elem("p").Class("address").Body(link(b.Address)))
		default:
			elements = append(elements, app.Elem("p").Body(prose(b.Paragraph)...))
		}
	}
	return elements
}

// english are the charters' English terms (RGAA 8.7).
var english = []string{"first-party", "third party"}

// prose is running text, its addresses as links and its English terms marked so that screen readers
// pronounce them. It takes time in proportion to the text, of any length.
func prose(text string) []app.UI {
	var parts []app.UI
	plain := 0 // where the text not yet in parts begins
	for i := 0; i < len(text); {
		marked, n := markedAt(text, i)
		if n > 0 {
			parts = append(parts, words(text[plain:i]), marked)
			plain = i + n
		}
		i += max(n, 1)
	}
	return append(parts, words(text[plain:]))
}

// markedAt returns the element for the words at i, and their length: 0 if they are plain.
func markedAt(text string, i int) (app.UI, int) {
	for _, term := range english {
		if strings.HasPrefix(text[i:], term) {
			return app.Elem("span").Lang("en").Text(term), len(term)
		}
	}
	// An address begins a word: each word is looked at once.
	if before, _ := utf8.DecodeLastRuneInString(text[:i]); i == 0 || before == '(' ||
		unicode.IsSpace(before) {
		if address := charter.AddressAt(text[i:]); address != "" {
			return link(address), len(address)
		}
	}
	return nil, 0
}

// link is an address of the charter. Parse only lets http(s) addresses through.
func link(address string) app.UI {
	return app.Elem("a").Attr("href", address).Text(address)
}

// table is a table of cookies, its cells tied to their headers (RGAA 5.4-5.7). On a narrow screen
// its rows become cards, each cell with its column's name; without the roles, some browsers would
// then no longer expose a table.
func table(t *charter.Table, id string) app.UI {
	return app.Elem("table").ID(id).Role("table").Body(
		app.If(t.Caption != "", func() app.UI { return app.Elem("caption").Text(t.Caption) }),
		app.Elem("thead").Role("rowgroup").Body(
			app.Elem("tr").Role("row").Body(app.Range(t.Columns).Slice(func(i int) app.UI {
				return app.Elem("th").Attr("scope", "col").Role("columnheader").
					Body(words(t.Columns[i]))
			})),
		),
		app.Elem("tbody").Role("rowgroup").Body(
			app.Range(t.Cookies).Slice(func(i int) app.UI { return row(t, t.Cookies[i]) })),
	)
}

// row is one cookie. Its header is the cookie's name, or the first cell if it has no name.
func row(t *charter.Table, c charter.Cookie) app.UI {
	header := t.RowHeader
	if c.Cells[header] == "" {
		header = 0
	}
	return app.Elem("tr").Role("row").Body(app.Range(c.Cells).Slice(func(i int) app.UI {
		var content []app.UI
		if i < len(t.Columns) {
			label := app.Elem("span").Class("cell-label").Aria("hidden", true)
			content = append(content, label.Body(words(t.Columns[i])))
		}
		content = append(content, words(c.Cells[i]))
		if i == header {
			return app.Elem("th").Attr("scope", "row").Role("rowheader").Body(content...)
		}
		return app.Elem("td").Role("cell").Body(content...)
	}))
}
