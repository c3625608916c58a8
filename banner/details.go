package banner

import (
	"sync"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// detailsButton opens and closes the details of a category.
func detailsButton(n preferences.Name, open bool, h Handlers) app.UI {
	id := "cookies-details-" + string(n)
	b := app.Button().ID(id).Type("button").Class("button link details").
		Aria("expanded", open).
		OnClick(of(h.Details, n), app.EventScope(id)).
		Body(
			app.Text(textDetails),
			// Screen readers list buttons without their context.
			app.Span().Class("visually-hidden").Text(": "+labels[n].name),
		)
	if open {
		b = b.Aria("controls", id+"-panel")
	}
	return b
}

// details is the charter's definition of a category and the cookies it declares.
func details(c charter.Charter, n preferences.Name) app.UI {
	panel := app.Div().ID("cookies-details-" + string(n) + "-panel").Class("details-panel")
	if c.Title == "" {
		return panel.Body(app.P().Class("loading").Text(textLoading))
	}
	kind := kinds[n]
	definition, ok := c.Category(kind)
	if !ok {
		definition, _ = standardCharter().Category(kind)
	}
	cookies := c.Cookies(kind)
	return panel.Body(
		app.P().Body(prose(definition.Definition)...),
		app.If(len(cookies) > 0, func() app.UI {
			return app.Ul().Class("declared").Body(
				app.Range(cookies).Slice(func(i int) app.UI { return declared(cookies[i]) }),
			)
		}).Else(func() app.UI {
			return app.P().Text("La charte ne déclare aucun cookie de cette catégorie.")
		}),
	)
}

// kinds maps the categories of a choice to those of a charter.
var kinds = map[preferences.Name]charter.Kind{
	preferences.Functional: charter.Necessary,
	preferences.Statistics: charter.Statistics,
	preferences.Internal:   charter.Internal,
	preferences.ThirdParty: charter.ThirdParty,
}

// standardCharter defines the categories that a portal's charter does not.
var standardCharter = sync.OnceValue(func() charter.Charter { return charter.Standard("") })

// declared is one cookie that the charter declares.
func declared(c charter.Cookie) app.UI {
	line := func(name, value string) app.UI {
		return app.If(value != "", func() app.UI {
			return app.Span().Class("declared-line").Body(
				app.Span().Class("declared-name").Text(name+"\u00a0: "), app.Text(value))
		})
	}
	return app.Li().Body(
		app.Code().Text(c.Name),
		line("Finalité", c.Purpose),
		line("Prestataire", c.Provider),
		line("Service", c.Service),
		line("Durée", c.Duration),
	)
}
