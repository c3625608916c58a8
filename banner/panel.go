package banner

import (
	"slices"
	"strings"
	"sync"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// panel is the preferences: the choice in force, a switch for each category and declared tracker,
// and the three choices. The switches show a draft.
func panel(s State, on Handler) []app.UI {
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
			app.Range(names).Slice(func(i int) app.UI { return category(s, names[i], on) }),
		),
		app.P().Class("visually-hidden").Role("status").Text(alongText(s)),
		app.P().Body(
			button(dialogCharterID, textCharter, on(CharterOpened{})).Class("link"),
		),
	}
	return dialogContent(textManage, textClose, on, body,
		button("cookies-accept-all", textAccept, on(Chose{Choice: AcceptAll})),
		button("cookies-refuse-all", textRefuse, on(Chose{Choice: RefuseAll})),
		button("cookies-save", textSave, on(Chose{Choice: SaveDraft})),
	)
}

// alongText tells visitors who can't see it which switches moved along with theirs.
func alongText(s State) string {
	var text strings.Builder
	for _, n := range s.Along {
		state := textRefused
		if s.Draft.Allows(n) {
			state = textAllowed
		}
		text.WriteString(n.Label() + "\u00a0: " + state + ". ")
	}
	return strings.TrimSpace(text.String())
}

// category is one category: its switch, its trackers' switches, and a button that shows its
// details.
func category(s State, n preferences.Name, on Handler) app.UI {
	trackers := s.Config.trackersOf(n)
	open := slices.Contains(s.Opened, n)
	return app.Li().Class("category").Body(
		app.Div().Class("toggle").Body(append(toggleRow(s, n, on), detailsButton(n, open, on))...),
		app.If(open, func() app.UI { return details(s.Charter, n) }),
		app.If(len(trackers) > 0, func() app.UI {
			return app.Ul().Class("trackers").Body(
				app.Range(trackers).Slice(func(i int) app.UI {
					return app.Li().Class("toggle").Body(toggleRow(s, trackers[i], on)...)
				}),
			)
		}),
	)
}

// toggleRow is a switch with its name, its state and its purpose. The state is in words: neither
// colour nor position alone may show it (RGAA 3.1, 10.9).
func toggleRow(s State, n preferences.Name, on Handler) []app.UI {
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
			OnChange(func(ctx app.Context, e app.Event) {
				on(Toggled{n, ctx.JSSrc().Get("checked").Bool()})(ctx, e)
			}, app.EventScope(id)),
		app.Label().Class("toggle-name").For(id).Text(n.Label()),
		app.Span().Class("toggle-state").Aria("hidden", true).Text(state),
		app.P().ID(id + "-purpose").Class("toggle-purpose").Text(n.Purpose()),
	}
}

// summary shows returning visitors the choice in force, since when and until when (GDPR 7(3); CNIL
// recommendation 2020-092, ¶39).
func summary(s State) app.UI {
	chosen := s.Chosen.Time()
	return app.Div().Class("box").Body(
		app.P().Body(
			app.Strong().Text("Votre choix du "+FrenchDate(chosen)),
			app.Text(", gardé jusqu’au "+FrenchDate(chosen.Add(preferences.Lifetime))+"."),
		),
		verdict("Autorisé", s, true),
		verdict("Refusé", s, false),
	)
}

// verdict lists the names with a switch that the choice in force allows or refuses.
func verdict(word string, s State, allowed bool) app.UI {
	var list []string
	for _, n := range preferences.Optional() {
		if s.Config.shows(n) && s.Chosen.Allows(n) == allowed {
			list = append(list, n.Label())
		}
	}
	return app.If(len(list) > 0, func() app.UI {
		return app.P().Text(word + "\u00a0: " + strings.Join(list, ", ") + ".")
	})
}

// detailsButton opens and closes the details of a category.
func detailsButton(n preferences.Name, open bool, on Handler) app.UI {
	id := "cookies-details-" + string(n)
	b := app.Button().ID(id).Type("button").Class("button link details").
		Aria("expanded", open).
		OnClick(on(DetailsToggled{n}), app.EventScope(id)).
		Body(
			app.Text(textDetails),
			// Screen readers list buttons without their context.
			app.Span().Class("visually-hidden").Text(": "+n.Label()),
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
