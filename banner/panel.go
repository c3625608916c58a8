package banner

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
)

// panel is the preferences: the choice in force, a switch for each category and
// declared tracker, and the three choices. The switches show a draft.
func panel(s State, h Handlers) []app.UI {
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
			button(dialogCharterID, textCharter, h.OpenCharter).Class("link"),
		),
	}
	return dialogContent(textManage, textClose, h, body,
		button("cookies-accept-all", textAccept, h.Accept),
		button("cookies-refuse-all", textRefuse, h.Refuse),
		button("cookies-save", textSave, h.Save),
	)
}

// alongText announces, to those who can't see it, which switches moved along with
// the visitor's.
func alongText(s State) string {
	var text strings.Builder
	for _, n := range s.Along {
		state := textRefused
		if s.Draft.Allows(n) {
			state = textAllowed
		}
		text.WriteString(labels[n].name + "\u00a0: " + state + ". ")
	}
	return strings.TrimSpace(text.String())
}

// category is one category: its switch, its trackers' switches, and a button that
// shows its details.
func category(s State, n preferences.Name, h Handlers) app.UI {
	trackers := s.Config.trackersOf(n)
	open := slices.Contains(s.Opened, n)
	return app.Li().Class("category").Body(
		app.Div().Class("toggle").Body(append(toggleRow(s, n, h), detailsButton(n, open, h))...),
		app.If(open, func() app.UI { return details(s.Charter, n) }),
		app.If(len(trackers) > 0, func() app.UI {
			return app.Ul().Class("trackers").Body(
				app.Range(trackers).Slice(func(i int) app.UI {
					return app.Li().Class("toggle").Body(toggleRow(s, trackers[i], h)...)
				}),
			)
		}),
	)
}

// toggleRow is a switch with its name, its state and its purpose. The state is in
// words: neither colour nor position alone may show it (RGAA 3.1, 10.9).
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
