package workshop

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/charter"
	"cookies-preferences/charter/read"
)

// kindNames are the categories that a cookie can be put in, in the order of charter.Kind.
var kindNames = []string{
	"Sans catégorie sûre", "Nécessaires", "Statistiques", "Internes", "Tiers",
}

// understanding is what was understood of the charter: its cookies by category, and what to mend.
func (p *Page) understanding() app.UI {
	cookies := p.understood.Cookies
	warnings := slices.DeleteFunc(slices.Clone(p.understood.Warnings), func(w read.Warning) bool {
		return w.Kind == read.WarnNoCookie // the verdict says so
	})
	return app.Section().ID("charter-understood").Aria("labelledby", "understood-title").Body(
		app.H3().ID("understood-title").Text("Ce qui a été compris"),
		app.If(len(cookies) > 0, func() app.UI {
			return app.Div().Class("scroll").Body(app.Table().Class("understood").Body(
				app.THead().Body(app.Tr().Body(
					app.Range(understoodColumns).Slice(func(i int) app.UI {
						return app.Th().Scope("col").Text(understoodColumns[i])
					}))),
				app.TBody().Body(app.Range(cookies).Slice(func(i int) app.UI {
					return p.understoodRow(i, cookies[i])
				})),
			))
		}),
		app.If(len(warnings) > 0, func() app.UI {
			return app.Ul().ID("charter-warnings").Body(
				app.Range(warnings).Slice(func(i int) app.UI { return p.warning(i, warnings[i]) }))
		}),
	)
}

var understoodColumns = []string{"Cookie", "Catégorie", "Fournisseur", "Finalité", "Durée", "Ligne"}

// understoodRow is a cookie. Its category can be corrected: the text is then written in the form
// that says it.
func (p *Page) understoodRow(i int, c read.Cookie) app.UI {
	name := cmp.Or(c.Name, c.Provider, c.Service)
	cell := func(column int) app.HTMLTd { return app.Td().DataSet("label", understoodColumns[column]) }
	return app.Tr().Body(
		app.Th().Scope("row").Text(name),
		cell(1).Body(app.Select().ID("kind-"+strconv.Itoa(i)).
			Attr("value", strconv.Itoa(int(c.Kind))).
			Aria("label", "Catégorie de "+name).
			OnChange(func(ctx app.Context, _ app.Event) {
				p.placeCookie(i, ctx.JSSrc().Get("selectedIndex").Int())
			}, app.EventScope(i)).
			Body(app.Range(kindNames).Slice(func(kind int) app.UI {
				return app.Option().Value(strconv.Itoa(kind)).Text(kindNames[kind]).
					Selected(int(c.Kind) == kind)
			}))),
		cell(2).Text(cmp.Or(c.Provider, c.Service)),
		cell(3).Text(c.Purpose),
		cell(4).Text(c.Duration),
		cell(5).Body(p.lineButton("cookie-line-"+strconv.Itoa(i), "", c.Line)),
	)
}

// placeCookie corrects the category of a cookie.
func (p *Page) placeCookie(n, kind int) {
	text, err := read.Place([]byte(p.state.Settings.Charter), n, charter.Kind(kind))
	if p.fault != nil || err != nil {
		return // the table is of an earlier text
	}
	p.set(func() { p.state.Settings.Charter = string(text) })
}

// warning is something to mend in the charter.
func (p *Page) warning(i int, w read.Warning) app.UI {
	return app.Li().Body(
		app.If(w.Line > 0, func() app.UI {
			return p.lineButton("warning-line-"+strconv.Itoa(i), "Ligne ", w.Line)
		}),
		app.Text(" "+french.CharterWarning(w)),
	)
}

// lineButton selects a line of the charter's text.
func (p *Page) lineButton(id, before string, line int) app.UI {
	number := french.Number(line)
	return button(id, before+number, func() { p.Browser.SelectLine(line) }, line).
		Aria("label", "Ligne "+number)
}
