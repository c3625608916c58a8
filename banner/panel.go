package banner

import (
	"slices"
	"strings"
	"sync"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// dialog is the modal dialog: the preferences or the charter. It is one element
// for both, so that going from one to the other neither closes nor moves it.
func dialog(s State, h Handlers) app.UI {
	var content []app.UI
	if s.Dialog == DialogCharter {
		content = CharterView(s, h)
	} else {
		content = Panel(s, h)
	}
	return app.Dialog().ID(dialogID).Class("dialog").
		Aria("labelledby", titleID).Aria("modal", true).
		On("cancel", h.Cancel).
		On("close", h.Closed).
		Body(content...)
}

// dialogContent is a dialog's header and body, which scroll, above its choices,
// which don't: they never cover anything. The title is in what scrolls, so that
// keys scroll it from there.
func dialogContent(title, leave string, h Handlers, body []app.UI, actions ...app.UI) []app.UI {
	return []app.UI{
		app.Div().Class("dialog-scroll").Body(
			app.Div().Class("dialog-header").Body(
				app.H2().ID(titleID).Class("title").TabIndex(-1).Text(title),
				button("cookies-close", leave, h.Dismiss).Class("link"),
			),
			app.Div().Class("dialog-body").Body(body...),
		),
		app.If(len(actions) > 0, func() app.UI { return app.Div().Class("dialog-footer").Body(actions...) }),
	}
}

// Panel is the preferences: what is in force, a switch for each category, with
// the charter's own definition and the cookies it declares, and the three
// choices. What the switches show is a draft.
func Panel(s State, h Handlers) []app.UI {
	names := []preferences.Name{preferences.Functional}
	for _, category := range preferences.Categories {
		if s.Config.shows(category) {
			names = append(names, category)
		}
	}
	body := []app.UI{
		app.If(s.HasChosen(), func() app.UI { return summary(s) }),
		app.P().Text(panelIntro(s.Config)),
		app.Ul().Class("categories").Body(
			app.Range(names).Slice(func(i int) app.UI { return category(s, names[i], h) }),
		),
		app.P().Class("visually-hidden").Role("status").Text(alongText(s)),
		app.P().Body(
			button(charterID, textCharter, h.OpenCharter).Class("link"),
		),
	}
	return dialogContent(textManage, textClose, h, body,
		button("cookies-accept-all", textAccept, h.Accept),
		button("cookies-refuse-all", textRefuse, h.Refuse),
		button("cookies-save", textSave, h.Save),
	)
}

// alongText tells those who don't see it which switches have moved with the one
// that the visitor moved.
func alongText(s State) string {
	var text strings.Builder
	for _, n := range s.Along {
		verdict := textRefused
		if s.Draft.Allows(n) {
			verdict = textAllowed
		}
		text.WriteString(labels[n].name + "\u00a0: " + verdict + ". ")
	}
	return strings.TrimSpace(text.String())
}

// category is one category: a line with its switch, its trackers, and behind a
// button its definition and its declared cookies.
func category(s State, n preferences.Name, h Handlers) app.UI {
	trackers := s.Config.trackersOf(n)
	open := slices.Contains(s.Opened, n)
	return app.Li().Class("category").Body(
		app.Div().Class("toggle").Body(append(toggleRow(s, n, h), detailsButton(n, open, h))...),
		app.If(open, func() app.UI { return details(s, n) }),
		app.If(len(trackers) > 0, func() app.UI {
			return app.Ul().Class("trackers").Body(
				app.Range(trackers).Slice(func(i int) app.UI {
					return app.Li().Class("toggle").Body(toggleRow(s, trackers[i], h)...)
				}),
			)
		}),
	)
}

// toggleRow is a switch with its name, its state in words, which neither colour nor
// position alone may tell (RGAA 3.1, 10.9), and its purpose.
func toggleRow(s State, n preferences.Name, h Handlers) []app.UI {
	id := "cookies-toggle-" + string(n)
	locked := n == preferences.Functional
	state := textRefused
	switch {
	case locked:
		state = textAlways
	case s.Draft.Allows(n):
		state = textAllowed
	}
	return []app.UI{
		app.Input().ID(id).Class("switch").Type("checkbox").Role("switch").
			Aria("describedby", id+"-purpose").
			Checked(s.Draft.Allows(n)).Disabled(locked).
			OnChange(of(h.Toggle, n), app.EventScope(id)),
		app.Label().Class("toggle-name").For(id).Text(labels[n].name),
		app.Span().Class("toggle-state").Aria("hidden", true).Text(state),
		app.P().ID(id + "-purpose").Class("toggle-purpose").Text(labels[n].purpose),
	}
}

// detailsButton opens and closes the details of a category.
func detailsButton(n preferences.Name, open bool, h Handlers) app.UI {
	id := "cookies-details-" + string(n)
	b := app.Button().ID(id).Type("button").Class("button link details").
		Aria("expanded", open).
		OnClick(of(h.Details, n), app.EventScope(id)).
		Body(
			app.Text(textDetails),
			app.Span().Class("visually-hidden").Text(": "+labels[n].name), // told apart by ear too
		)
	if open {
		b = b.Aria("controls", id+"-panel")
	}
	return b
}

// details is the charter's definition of a category and the cookies it declares.
func details(s State, n preferences.Name) app.UI {
	panel := app.Div().ID("cookies-details-" + string(n) + "-panel").Class("details-panel")
	if s.Charter.Title == "" {
		return panel.Body(app.P().Class("loading").Text(textLoading))
	}
	definition, ok := s.Charter.Category(n.Kind())
	if !ok {
		definition, _ = standardCharter().Category(n.Kind())
	}
	cookies := s.Charter.Cookies(n.Kind())
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
