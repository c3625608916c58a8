package banner

import (
	"slices"
	"strconv"
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

// dialogHeader is a dialog's title, which takes the focus, and the button that
// leaves it.
func dialogHeader(title, leave string, h Handlers) app.UI {
	return app.Div().Class("dialog-header").Body(
		app.H2().ID(titleID).Class("title").TabIndex(-1).Text(title),
		button("cookies-close", leave, h.Dismiss).Class("link"),
	)
}

// Panel is the preferences: a switch for each category, with the charter's own
// definition and the cookies it declares, and the three choices. What the
// switches show is a draft.
func Panel(s State, h Handlers) []app.UI {
	names := []preferences.Name{preferences.Functional}
	for _, category := range preferences.Categories {
		if s.Config.shows(category) {
			names = append(names, category)
		}
	}
	return []app.UI{
		dialogHeader(textManage, textClose, h),
		app.Div().Class("dialog-body").Body(
			app.P().Text(panelIntro(s.Config)),
			app.Ul().Class("categories").Body(
				app.Range(names).Slice(func(i int) app.UI { return category(s, names[i], h) }),
			),
			app.P().Body(
				button("cookies-dialog-charter", textCharter, h.OpenCharter).Class("link"),
			),
		),
		app.Div().Class("dialog-footer actions").Body(
			button("cookies-accept-all", textAccept, h.Accept),
			button("cookies-refuse-all", textRefuse, h.Refuse),
			button("cookies-save", textSave, h.Save),
		),
	}
}

// category is one category: its switch, its definition, its declared cookies
// and its trackers.
func category(s State, n preferences.Name, h Handlers) app.UI {
	trackers := s.Config.trackersOf(n)
	return app.Li().Class("category").Body(
		toggleRow(s, n, h),
		app.If(len(trackers) > 0, func() app.UI {
			return app.Ul().Class("trackers").Body(
				app.Range(trackers).Slice(func(i int) app.UI {
					return app.Li().Body(toggleRow(s, trackers[i], h))
				}),
			)
		}),
		details(s, n, h),
	)
}

// toggleRow is a switch with its name, its purpose and its state in words,
// which neither colour nor position alone may tell (RGAA 3.1, 10.9).
func toggleRow(s State, n preferences.Name, h Handlers) app.UI {
	id := "cookies-toggle-" + string(n)
	locked := n == preferences.Functional
	state := textRefused
	switch {
	case locked:
		state = textAlways
	case s.Draft.Allows(n):
		state = textAllowed
	}
	return app.Div().Class("toggle").Body(
		app.Input().ID(id).Class("switch").Type("checkbox").Role("switch").
			Aria("describedby", id+"-purpose").
			Checked(s.Draft.Allows(n)).Disabled(locked).
			OnChange(of(h.Toggle, n), app.EventScope(id)),
		app.Label().Class("toggle-name").For(id).Text(labels[n].name),
		app.Span().Class("toggle-state").Aria("hidden", true).Text(state),
		app.P().ID(id+"-purpose").Class("toggle-purpose").Text(labels[n].purpose),
	)
}

// many is from how many cookies on a category's are not drawn before they are
// wanted: hundreds take a while.
const many = 50

// details is the charter's definition of a category and the cookies it
// declares, out of the way until they are wanted.
func details(s State, n preferences.Name, h Handlers) app.UI {
	if s.Charter.Title == "" {
		return app.P().Class("loading").Text(textLoading)
	}
	definition, ok := s.Charter.Category(n.Kind())
	if !ok {
		definition, _ = standardCharter().Category(n.Kind())
	}
	cookies := s.Charter.Cookies(n.Kind())
	wanted := len(cookies) < many || slices.Contains(s.Opened, n)
	return app.Details().Class("details").On("toggle", of(h.Details, n), app.EventScope(string(n))).Body(
		app.Summary().Body(
			app.Text("Définition et cookies déclarés ("+strconv.Itoa(len(cookies))+")"),
			app.Span().Class("heard").Text("\u00a0: "+labels[n].name), // told apart by ear too
		),
		app.P().Body(prose(definition.Definition)...),
		app.If(len(cookies) > 0 && wanted, func() app.UI {
			return app.Ul().Class("declared").Body(
				app.Range(cookies).Slice(func(i int) app.UI { return declared(cookies[i]) }),
			)
		}).ElseIf(len(cookies) == 0, func() app.UI {
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
