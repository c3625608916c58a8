package banner

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/charter"
)

// CharterView is the whole charter, in the dialog.
func CharterView(s State, h Handlers) []app.UI {
	back := textClose
	if s.FromPreferences {
		back = textBack
	}
	title := s.Charter.Title
	if title == "" {
		title = textCharter
	}
	return []app.UI{
		dialogHeader(title, back, h),
		app.Div().Class("dialog-body").Body(
			app.If(s.Charter.Title == "", func() app.UI {
				return app.P().Class("loading").Text(textLoading)
			}).Else(func() app.UI { return CharterDocument(s.Charter) }),
		),
		app.Div().Class("dialog-footer actions").Body(
			button("cookies-back", back, h.Dismiss),
		),
	}
}

// CharterDocument is the charter without its title, whose heading stands
// wherever the document does: every word, in the document's order.
func CharterDocument(c charter.Charter) app.UI {
	return app.Div().Class("charter").Body(
		app.Div().Class("charter-introduction").Body(blocks(c.Introduction)...),
		app.Range(c.Sections).Slice(func(i int) app.UI {
			section := c.Sections[i]
			return app.Section().Body(append([]app.UI{heading(section)}, blocks(section.Blocks)...)...)
		}),
	)
}

// heading is a section's heading, the platform's address included when the
// charter has it there.
func heading(s charter.Section) app.UI {
	if s.Address == "" {
		return app.H3().Text(s.Heading)
	}
	return app.H3().Body(app.Text(s.Heading+" "), link(s.Address))
}

func blocks(list []charter.Block) []app.UI {
	var elements []app.UI
	for _, b := range list {
		switch {
		case b.Table != nil:
			elements = append(elements, table(b.Table))
		case b.Address != "":
			elements = append(elements, app.P().Body(link(b.Address)))
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
// as each row's header (RGAA 5.4-5.7). On a narrow screen it scrolls by itself,
// by keyboard too. Its label is no text of the charter's: rendered where no
// browser is, go-app writes attributes without escaping them for HTML.
func table(t *charter.Table) app.UI {
	return app.Div().Class("table-scroll").TabIndex(0).Role("group").Aria("label", textTable).Body(
		app.Table().Body(
			app.If(t.Caption != "", func() app.UI { return app.Caption().Text(t.Caption) }),
			app.THead().Body(
				app.Tr().Body(app.Range(t.Columns).Slice(func(i int) app.UI {
					return app.Th().Scope("col").Text(t.Columns[i])
				})),
			),
			app.TBody().Body(app.Range(t.Cookies).Slice(func(i int) app.UI { return row(t.Cookies[i]) })),
		),
	)
}

// row is a row of a table, of which the cookie's name is the header; the first
// cell is, where no column means the name.
func row(c charter.Cookie) app.UI {
	header := 0
	for i, cell := range c.Cells {
		if c.Name != "" && cell == c.Name {
			header = i
			break
		}
	}
	return app.Tr().Body(app.Range(c.Cells).Slice(func(i int) app.UI {
		if i == header {
			return app.Th().Scope("row").Text(c.Cells[i])
		}
		return app.Td().Text(c.Cells[i])
	}))
}
