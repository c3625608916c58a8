package banner

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/charter"
)

// document is the charter without its title, its sections' headings of a level:
// every word, in the document's order.
func document(c charter.Charter, level int) app.UI {
	tables := 0
	return app.Div().Class("charter").Body(
		app.Div().Class("charter-introduction").Body(blocks(c.Introduction, &tables)...),
		app.Range(c.Sections).Slice(func(i int) app.UI {
			section := c.Sections[i]
			return app.Section().Body(append([]app.UI{heading(section, sectionID(i), level)}, blocks(section.Blocks, &tables)...)...)
		}),
	)
}

// heading is a section's heading, the platform's address included when the
// charter has it there. It can be gone to.
func heading(s charter.Section, id string, level int) app.UI {
	body := []app.UI{app.Text(s.Heading)}
	if s.Address != "" {
		body = []app.UI{app.Text(s.Heading + " "), link(s.Address)}
	}
	if level == 2 {
		return app.H2().ID(id).TabIndex(-1).Body(body...)
	}
	return app.H3().ID(id).TabIndex(-1).Body(body...)
}

// blocks are paragraphs, addresses and tables; tables counts the last ones.
func blocks(list []charter.Block, tables *int) []app.UI {
	var elements []app.UI
	for _, b := range list {
		switch {
		case b.Table != nil:
			elements = append(elements, table(b.Table, tableID(*tables)))
			*tables++
		case b.Address != "":
			elements = append(elements, app.P().Class("address").Body(link(b.Address)))
		default:
			elements = append(elements, app.P().Body(prose(b.Paragraph)...))
		}
	}
	return elements
}

// english are the terms of the charters that are not French (RGAA 8.7).
var english = []string{"first-party", "third party"}

// prose is running text, its English terms marked as such for those who hear it.
// A text of any length takes time in proportion to it.
func prose(text string) []app.UI {
	var parts []app.UI
	plain := 0 // where the text not yet in parts begins
	for i := 0; i < len(text); i++ {
		for _, term := range english {
			if !strings.HasPrefix(text[i:], term) {
				continue
			}
			parts = append(parts, app.Text(text[plain:i]), app.Span().Lang("en").Text(term))
			plain = i + len(term)
			i = plain - 1
			break
		}
	}
	return append(parts, app.Text(text[plain:]))
}

// link is an address of the charter, which Parse holds to http(s).
func link(address string) app.UI {
	return app.A().Href(address).Text(address)
}

// table is a table of cookies: caption, column headers, and the cookie's name
// as each row's header (RGAA 5.4-5.7). On a narrow screen its rows become cards,
// each cell with its column's name; the roles, which it has anyway, keep it a
// table then for browsers that go by the layout.
func table(t *charter.Table, id string) app.UI {
	return app.Table().ID(id).TabIndex(-1).Role("table").Body(
		app.If(t.Caption != "", func() app.UI { return app.Caption().Text(t.Caption) }),
		app.THead().Role("rowgroup").Body(
			app.Tr().Role("row").Body(app.Range(t.Columns).Slice(func(i int) app.UI {
				return app.Th().Scope("col").Role("columnheader").Text(t.Columns[i])
			})),
		),
		app.TBody().Role("rowgroup").Body(
			app.Range(t.Cookies).Slice(func(i int) app.UI { return row(t, t.Cookies[i]) })),
	)
}

// row is a row of a table, of which the cookie's name is the header; the first
// cell is, where no column means the name.
func row(t *charter.Table, c charter.Cookie) app.UI {
	header := 0
	for i, cell := range c.Cells {
		if c.Name != "" && cell == c.Name {
			header = i
			break
		}
	}
	return app.Tr().Role("row").Body(app.Range(c.Cells).Slice(func(i int) app.UI {
		var content []app.UI
		if i < len(t.Columns) {
			content = append(content, app.Span().Class("cell-label").Aria("hidden", true).Text(t.Columns[i]))
		}
		content = append(content, app.Text(c.Cells[i]))
		if i == header {
			return app.Th().Scope("row").Role("rowheader").Body(content...)
		}
		return app.Td().Role("cell").Body(content...)
	}))
}
