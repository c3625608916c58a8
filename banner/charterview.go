package banner

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// charterView is the whole charter, in the dialog.
func charterView(s State, on Handler) []app.UI {
	leave := textClose
	if s.FromPreferences {
		leave = textBack
	}
	if s.Charter.Title == "" {
		return dialogContent(textCharter, leave, on, []app.UI{
			app.Elem("p").Class("loading").Role("status").Text(textLoading),
		})
	}
	return dialogContent(s.Charter.Title, leave, on, []app.UI{
		app.Elem("div").Body(
			app.If(s.Config.CharterPage != "", func() app.UI {
				return app.Elem("p").Class("charter-page").Body(
					app.Elem("a").Attr("href", s.Config.CharterPage).
						Attr("target", "_blank").Attr("rel", "noopener").
						Text(textPage),
				)
			}),
			contents(s.Charter, func(p part) app.UI {
				return partButton(p, on)
			}),
			document(s.Charter, 3),
			edition(s.Charter, s.Version, s.Chosen),
		),
	})
}

// partButton leads to a part of the charter, from its contents or from the preferences.
func partButton(p part, on Handler) app.UI {
	return app.Elem("button").Attr("type", "button").Class("button link").
		DataSet("part", p.id).Text(p.name).
		OnClick(on(PartChosen{p.id}), app.EventScope(p.id))
}

// CharterPage is the charter as a page of its own, which needs no script.
func CharterPage(c charter.Charter, version string) app.UI {
	return app.Elem("article").Class("cookies").Lang("fr").Dir("ltr").Body(
		app.Elem("h1").Class("title").Text(c.Title),
		app.Elem("p").Class("charter-default").Text(textDefault),
		contents(c, func(p part) app.UI {
			return app.Elem("a").Attr("href", "#"+p.id).Text(p.name)
		}),
		document(c, 2),
		edition(c, version, preferences.Preferences{}),
	)
}

// CharterText is the charter as a part of a page, its title a heading of level 2.
func CharterText(c charter.Charter, version string) app.UI {
	return app.Elem("article").Class("cookies").Lang("fr").Dir("ltr").Body(
		app.Elem("h2").Class("title").Text(c.Title),
		document(c, 3),
		edition(c, version, preferences.Preferences{}),
	)
}

// part is a section or a table of a charter, under the name of what leads to it.
type part struct{ id, name string }

func sectionID(i int) string { return "cookies-section-" + strconv.Itoa(i+1) }
func tableID(i int) string   { return "cookies-table-" + strconv.Itoa(i+1) }

// parts lists the entries of a charter's contents in order.
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

// contents is a charter's table of contents; entry makes each link. A charter of a single part has
// none.
func contents(c charter.Charter, entry func(part) app.UI) app.UI {
	list := parts(c)
	return app.If(len(list) > 1, func() app.UI {
		return app.Elem("nav").Class("contents box").Aria("label", textContents).Body(
			app.Elem("p").Aria("hidden", true).Text(textContents),
			app.Elem("ol").Body(app.Range(list).Slice(func(i int) app.UI {
				return app.Elem("li").Body(entry(list[i]))
			})),
		)
	})
}

// edition names the charter's platform and version, and says whether the choice in force was made
// about this version.
func edition(c charter.Charter, version string, chosen preferences.Preferences) app.UI {
	var lines []app.UI
	if c.Platform != "" {
		lines = append(lines, app.Elem("p").Body(
			app.Text("Charte de "), link(c.Platform), app.Text(".")))
	}
	if version != "" {
		text := "Version " + version + "."
		if chosen.Timestamp != 0 && chosen.Charter == version {
			text += OnThisVersion(FrenchDate(chosen.Time()))
		}
		lines = append(lines, app.Elem("p").Text(text))
	}
	return app.Elem("div").Class("edition").Body(lines...)
}
