package banner

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
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
	body := []app.UI{app.If(s.Charter.Title == "", func() app.UI {
		return app.P().Class("loading").Text(textLoading)
	}).Else(func() app.UI {
		return app.Div().Body(
			app.If(s.Config.CharterPage != "", func() app.UI {
				return app.P().Class("charter-page").Body(
					app.A().Href(s.Config.CharterPage).Target("_blank").Rel("noopener").Text(textPage),
				)
			}),
			contents(s.Charter, func(p part) app.UI {
				return app.Button().Type("button").Class("button link").Text(p.name).
					OnClick(of(h.Part, p.id), app.EventScope(p.id))
			}),
			document(s.Charter, 3),
			edition(s.Charter, s.Version, s.Chosen),
		)
	})}
	return dialogContent(title, back, h, body)
}

// CharterPage is the charter as a page of its own, from its title on: it needs
// no script.
func CharterPage(c charter.Charter, version string) app.UI {
	return app.Article().Class("cookies").Lang("fr").Dir("ltr").Body(
		app.H1().Class("title").Text(c.Title),
		app.P().Class("charter-default").Text(textDefault),
		contents(c, func(p part) app.UI { return app.A().Href("#" + p.id).Text(p.name) }),
		document(c, 2),
		edition(c, version, preferences.Preferences{}),
	)
}

// CharterText is the charter as a part of a page, its title a heading of level 2.
func CharterText(c charter.Charter, version string) app.UI {
	return app.Article().Class("cookies").Lang("fr").Dir("ltr").Body(
		app.H2().Class("title").Text(c.Title),
		document(c, 3),
		edition(c, version, preferences.Preferences{}),
	)
}

// part is a part of a charter that its contents name: a section or a table.
type part struct{ id, name string }

func sectionID(i int) string { return "cookies-section-" + strconv.Itoa(i+1) }
func tableID(i int) string   { return "cookies-table-" + strconv.Itoa(i+1) }

// parts are a charter's sections, and its tables that have a caption, in order.
func parts(c charter.Charter) []part {
	var list []part
	tables := 0
	add := func(blocks []charter.Block) {
		for _, b := range blocks {
			if b.Table == nil {
				continue
			}
			if b.Table.Caption != "" {
				list = append(list, part{tableID(tables), b.Table.Caption})
			}
			tables++
		}
	}
	add(c.Introduction)
	for i, section := range c.Sections {
		list = append(list, part{sectionID(i), section.Heading})
		add(section.Blocks)
	}
	return list
}

// contents leads to the parts of a charter; entry makes what does. One that has
// a single part needs none.
func contents(c charter.Charter, entry func(part) app.UI) app.UI {
	list := parts(c)
	return app.If(len(list) > 1, func() app.UI {
		return app.Nav().Class("contents box").Aria("label", textContents).Body(
			app.P().Aria("hidden", true).Text(textContents),
			app.Ol().Body(app.Range(list).Slice(func(i int) app.UI { return app.Li().Body(entry(list[i])) })),
		)
	})
}

// edition says which charter this is: of which platform, in which version, and
// that it is the one of the choice in force.
func edition(c charter.Charter, version string, chosen preferences.Preferences) app.UI {
	var lines []app.UI
	if c.Platform != "" {
		lines = append(lines, app.P().Body(app.Text("Charte de "), link(c.Platform), app.Text(".")))
	}
	if version != "" {
		text := "Version " + version + "."
		if chosen.Timestamp != 0 && chosen.Charter == version {
			text += " Votre choix du " + FrenchDate(chosen.Time()) + " porte sur cette version."
		}
		lines = append(lines, app.P().Text(text))
	}
	return app.Div().Class("edition").Body(lines...)
}
