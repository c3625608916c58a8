package workshop

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// The ids of what is found by them: by labels, by problems, by the page's script.

const (
	portalField  = "portail"
	charterField = "charte"
	folderField  = "dossier"
	domainField  = "domaine"

	categoriesField = "categories"
	frameID         = "essai"
	screenID        = "ecran"
)

// Render draws the page.

func (p *Page) Render() app.UI {
	return app.Div().Class("atelier").Lang("fr").Body(
		app.Header().Class("head").Body(
			app.H1().Text("Atelier du bandeau cookies"),
			app.P().Class("lead").Text("Choisissez votre portail, relisez votre charte, essayez le bandeau comme le ferait un visiteur, puis emportez la ligne à coller et les fichiers à déposer."),
		),
		app.Main().ID("contenu").Body(
			app.If(!p.opened, func() app.UI {
				return app.P().Class("waiting").Role("status").Text("L’atelier se prépare…")
			}).Else(func() app.UI {
				return app.Div().Body(
					maybe(p.broken, func() app.UI {
						return app.P().Class("fault").Role("alert").Text("Le lien par lequel vous êtes venu est incomplet ou abîmé\u00a0: ce qui a pu en être lu est repris ci-dessous.")
					}),
					p.portals(),
					p.charter(),
					app.Div().Class("columns").Body(p.settings(), p.trial()),
					p.happened(),
					p.install(),
				)
			}),
		),
	)
}

// step is a section of the page, with its heading.

func step(id, title string, content ...app.UI) app.UI {
	return app.Section().Class("step step-"+id).Aria("labelledby", id).Body(
		append([]app.UI{app.H2().ID(id).Text(title)}, content...)...,
	)
}

// portals is the choice of a portal.

// charter is the charter's text, and the same as visitors read it.

// verdict says whether the charter can be read, and if not where it is wrong.

// settings are what the script tag says.

// problem is what is wrong in a field; "" if nothing is.

// field is a line to type, with what is wrong in it.

// trial is the banner at work in a page, and what can be simulated there.

// trialText says what the page of trial shows, and why.

// trialPlace warns of a workshop on the portal's own host: whoever finds it there changes

// their own choice by trying.

// simulations are a button for each.

// happened is what happened in the page of trial, and what each reader gets.

// readers is what each reader of the cookie gets.

// code is a text for machines, under its title.

// install is what is to be taken away.

// foreign warns of a line that hands the portal's pages to another host; "" of any

// other line. Who sent the link to these settings may have chosen that host.

// another says what another host than the portal's must do.

// copied is a text that one can copy.

// maybe is an element that is there or not. It has a place of its own: go-app makes

// anew what follows an element that comes or goes, and with it the page of trial, or

// the field that has the focus.

func maybe(is bool, element func() app.UI) app.UI {
	return app.Div().Class("maybe").Body(app.If(is, element))
}

// radio is one of several choices.

func radio(id, name, label string, checked bool, choose func(app.Context)) app.UI {
	return app.Div().Class("choice").Body(
		app.Input().ID(id).Type("radio").Name(name).Value(id).Checked(checked).
			OnChange(func(ctx app.Context, _ app.Event) { choose(ctx) }, app.EventScope(id)),
		app.Label().For(id).Text(label),
	)
}

// box is something that is on or off.

func box(id, label string, on bool, toggle func(app.Context)) app.UI {
	return app.Div().Class("choice").Body(
		app.Input().ID(id).Type("checkbox").Checked(on).
			OnChange(func(ctx app.Context, _ app.Event) { toggle(ctx) }, app.EventScope(id)),
		app.Label().For(id).Text(label),
	)
}

func classIf(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}
