package workshop

import (
	"cmp"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The ids of fields that have problems, labels or scripts of their own.
const (
	portalField      = "portal"
	controllerField  = "controller"
	charterField     = "charter"
	charterFileField = "charter-file"
	folderField      = "folder"
	domainField      = "domain"
	servicesField    = "services"
	categoriesField  = "categories"

	frameID = "preview"
)

// Render draws the page.
func (p *Page) Render() app.UI {
	return app.Div().Class("workshop").Lang("fr").Body(
		app.Header().Class("head").Body(
			app.H1().Text("Atelier du bandeau cookies"),
			app.P().Class("lead").Text("Choisissez votre portail, relisez votre charte, "+
				"essayez le bandeau comme le ferait un visiteur, "+
				"puis récupérez la balise à coller et les fichiers à déposer."),
		),
		app.Main().ID("content").Body(
			app.If(p.sums == nil, func() app.UI {
				return app.P().Class("waiting").Role("status").
					Text(cmp.Or(p.failure, "Chargement de l’atelier…"))
			}).Else(func() app.UI {
				return app.Div().Body(
					maybe(p.brokenLink, func() app.UI {
						return app.P().Class("fault").Role("alert").Text(
							"Ce lien est incomplet\u00a0: les réglages qu’il contenait " +
								"n’ont pas pu être repris.")
					}),
					p.portalStep(),
					p.charterStep(),
					app.Div().Class("columns").Body(p.settingsStep(), p.previewStep()),
					p.timelineStep(),
					p.installStep(),
				)
			}),
		),
	)
}

// step is a section of the page, with its heading.
func step(name, title string, content ...app.UI) app.UI {
	id := "step-" + name
	return app.Section().Class("step "+id).Aria("labelledby", id).Body(
		append([]app.UI{app.H2().ID(id).Text(title)}, content...)...,
	)
}

// maybe shows an element on a condition, in a <div> of its own: otherwise go-app would
// rebuild every later sibling, reload the preview and lose the focus.
func maybe(is bool, element func() app.UI) app.UI {
	return app.Div().Class("maybe").Body(app.If(is, element))
}

// radio is one of several choices.
func radio(id, name, label string, checked bool, choose func()) app.UI {
	return app.Div().Class("choice").Body(
		app.Input().ID(id).Type("radio").Name(name).Value(id).Checked(checked).
			OnChange(func(app.Context, app.Event) { choose() }, app.EventScope(id)),
		app.Label().For(id).Text(label),
	)
}

// checkbox is a setting that is on or off.
func checkbox(id, label string, on bool, toggle func()) app.UI {
	return app.Div().Class("choice").Body(
		app.Input().ID(id).Type("checkbox").Checked(on).
			OnChange(func(app.Context, app.Event) { toggle() }, app.EventScope(id)),
		app.Label().For(id).Text(label),
	)
}

// button does something when pressed. go-app keeps the handler of an earlier render unless
// the scope differs: it holds the values that press uses.
func button(id, text string, press func(), scope ...any) app.HTMLButton {
	return app.Button().ID(id).Type("button").Text(text).
		OnClick(func(app.Context, app.Event) { press() }, app.EventScope(append(scope, id)...))
}

func fault(text string) app.HTMLP { return app.P().Class("fault").Text(text) }

func classIf(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}
