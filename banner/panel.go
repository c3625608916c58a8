package banner

import (
	"cmp"
	"strings"
	"sync"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// panel is the preferences: the choice in force, a switch for each category, declared tracker and
// service, and the three choices. The switches show a draft.
func panel(s State, on Handler) []app.UI {
	items := []app.UI{category(s, preferences.Functional, on)}
	if len(s.Config.Exempt) > 0 {
		items = append(items, exempt(s, on))
	}
	for _, c := range preferences.Categories {
		if s.Config.shows(c) || len(s.Config.servicesOf(c)) > 0 {
			items = append(items, category(s, c, on))
		}
	}
	body := []app.UI{
		// In a place of its own, so that go-app rebuilds nothing when a choice comes or goes.
		app.Elem("div").Class("chosen").Body(
			app.If(s.Chosen.Timestamp != 0, func() app.UI { return summary(s) }),
		),
		app.Elem("p").Text(panelIntro(s.Config)),
		app.Elem("ul").Class("categories").Body(items...),
		app.Elem("p").ID("cookies-along").Class("visually-hidden").Role("status").
			Body(words(alongText(s))),
		app.Elem("p").Body(
			button(dialogCharterID, textCharter, on(CharterOpened{})).Class("link"),
		),
	}
	return dialogContent(textManage, textClose, on, body,
		button("cookies-accept-all", textAccept, on(Chose{AcceptAll})),
		button("cookies-refuse-all", textRefuse, on(Chose{RefuseAll})),
		button("cookies-save", textSave, on(Chose{SaveDraft})),
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
		text.WriteString(s.label(n) + "\u00a0: " + state + ". ")
	}
	return strings.TrimSpace(text.String())
}

// category is one category: its switch, its details, and the switches of its trackers and services.
// One that the portal doesn't offer has those of its services alone.
func category(s State, n preferences.Name, on Handler) app.UI {
	list, services := s.Config.trackersOf(n), s.Config.servicesOf(n)
	var body []app.UI
	if n == preferences.Functional || s.Config.shows(n) {
		body = append(body,
			app.Elem("div").Class("toggle").Body(toggleRow(s, n, on)...), details(s, n, on))
	}
	return app.Elem("li").Class("category").Body(append(body,
		app.If(len(list) > 0, func() app.UI { return trackers(s, list, on) }),
		app.If(len(services) > 0, func() app.UI { return serviceGroup(s, n, services, on) }),
	)...)
}

// serviceGroup are the switches of a category's services. The category's own moves them all; each
// moves alone, and may be on while the category is off.
func serviceGroup(
	s State, category preferences.Name, services []preferences.Name, on Handler,
) app.UI {
	id := "cookies-services-" + string(category)
	return app.Elem("div").Class("services").Role("group").
		Aria("labelledby", toggleID(category)+" "+id).Body(
		app.Elem("p").ID(id).Text(textServices),
		trackers(s, services, on),
	)
}

// trackers are the switches of some trackers or services. Its items are laid out as grids, so
// Safari takes it for a list by its role alone.
func trackers(s State, list []preferences.Name, on Handler) app.HTMLElem {
	return app.Elem("ul").Class("trackers").Role("list").Body(
		app.Range(list).Slice(func(i int) app.UI {
			return app.Elem("li").Class("toggle").Body(toggleRow(s, list[i], on)...)
		}),
	)
}

// toggleRow is a switch with its name, its state and its purpose. The state is in words: neither
// colour nor position alone may show it (RGAA 3.1, 10.9). The stylesheet shows one of the two
// words, so that a press changes no text: the page isn't laid out again, nor a translation lost.
func toggleRow(s State, n preferences.Name, on Handler) []app.UI {
	id := toggleID(n)
	_, purpose := PurposeOf(s.Charter, n)
	locked := n == preferences.Functional
	state := app.Elem("span").Class("toggle-state").Aria("hidden", true)
	switch {
	case locked:
		state.Text(textAlways)
	case s.Config.exempt().Has(n):
		state.Body(app.Elem("span").Text(TextActive), app.Elem("span").Text(TextObjected))
	default:
		state.Body(app.Elem("span").Text(textAllowed), app.Elem("span").Text(textRefused))
	}
	about := app.UI(app.Elem("p").ID(id + "-purpose").Class("toggle-purpose").Text(purpose))
	if service := s.Config.service(n); service != nil {
		about = aboutService(service, id+"-purpose")
	}
	return []app.UI{
		app.ElemSelfClosing("input").ID(id).Class("switch").Attr("type", "checkbox").Role("switch").
			Aria("describedby", id+"-purpose").
			Attr("checked", s.Draft.Allows(n)).Attr("disabled", locked).
			OnChange(func(ctx app.Context, e app.Event) {
				on(Toggled{n, ctx.JSSrc().Get("checked").Bool()})(ctx, e)
			}, app.EventScope(id)),
		app.Elem("label").Class("toggle-name").Attr("for", id).Body(switchName(s, n)...),
		state,
		about,
	}
}

// toggleID is the id of a name's switch.
func toggleID(n preferences.Name) string { return "cookies-toggle-" + string(n) }

// aboutService names who provides a service, and leads to its own notice.
func aboutService(s *Service, id string) app.UI {
	return app.Elem("p").Class("toggle-purpose").Body(
		app.Elem("span").ID(id).Text(providedBy(cmp.Or(s.Provider, TextNoProvider))+". "),
		app.If(s.Privacy != "", func() app.UI {
			return app.Elem("a").Attr("href", s.Privacy).
				Attr("target", "_blank").Attr("rel", "noopener").Body(
				app.Text(textPrivacy),
				app.Elem("span").Class("visually-hidden").Text(": "+s.Label),
			)
		}),
	)
}

// label is what a switch is for.
func (s State) label(n preferences.Name) string {
	if service := s.Config.service(n); service != nil {
		return service.Label
	}
	label, _ := PurposeOf(s.Charter, n)
	return label
}

// PurposeOf returns what a category or a tracker is for, and a sentence about it: in the charter's
// own words if it has some.
func PurposeOf(c charter.Charter, n preferences.Name) (label, sentence string) {
	p, _ := c.Purpose(kinds[n])
	return cmp.Or(p.Label, n.Label()), cmp.Or(p.Sentence, n.Purpose())
}

// switchName says what a switch is for and, for a category, how charters call its cookies: consent
// is given by purpose (CNIL guidelines 2020-091, ¶19-20).
func switchName(s State, n preferences.Name) []app.UI {
	return []app.UI{
		app.Text(s.label(n)),
		app.If(n.CharterName() != "", func() app.UI {
			return app.Elem("span").Text(" ·\u00a0" + n.CharterName())
		}),
	}
}

// summary shows returning visitors the choice in force, since when and until when (GDPR 7(3); CNIL
// recommendation 2020-092, ¶39).
func summary(s State) app.UI {
	chosen := s.Chosen.Time()
	return app.Elem("div").Class("box").Body(
		app.Elem("p").Body(
			app.Elem("strong").Text("Votre choix du "+FrenchDate(chosen)),
			app.Text(", conservé jusqu’au "+FrenchDate(chosen.Add(preferences.Lifetime))+"."),
		),
		verdict("Autorisé", s, true),
		verdict("Refusé", s, false),
	)
}

// verdict lists the names with a switch that the choice in force allows or refuses. Exempt trackers
// were not allowed, but may have been objected to.
func verdict(word string, s State, allowed bool) app.UI {
	var list []string
	for _, n := range s.Config.names() {
		if (s.Config.shows(n) || !allowed && s.Config.exempt().Has(n)) &&
			s.Chosen.Allows(n) == allowed {
			list = append(list, s.label(n))
		}
	}
	return app.If(len(list) > 0, func() app.UI {
		return app.Elem("p").Text(word + "\u00a0: " + strings.Join(list, ", ") + ".")
	})
}

// details is the charter's definition of a category and the cookies it declares.
func details(s State, n preferences.Name, on Handler) app.UI {
	return disclosure(string(n), s.label(n), definition(s, n, on))
}

// disclosure is « Détails » about something. The browser opens and closes it.
func disclosure(name, label string, body []app.UI) app.UI {
	id := "cookies-details-" + name
	return app.Elem("details").Class("details").Body(
		app.Elem("summary").ID(id).Body(
			app.Text(textDetails),
			// Screen readers list controls without their context.
			app.Elem("span").Class("visually-hidden").Text(": "+label),
		),
		app.Elem("div").ID(id+"-panel").Class("details-panel").Body(body...),
	)
}

func definition(s State, n preferences.Name, on Handler) []app.UI {
	c := s.Charter
	if c.Title == "" {
		return []app.UI{app.Elem("p").Class("loading").Text(textLoading)}
	}
	kind := kinds[n]
	category, ok := c.Category(kind)
	if !ok {
		category, _ = standardCharter().Category(kind)
	}
	cookies, exempt := s.cookiesOf(n)
	none := ""
	switch {
	case len(cookies) > 0:
	case len(exempt) > 0:
		none = TextAllExempt
	case c.DeclaresAll():
		none = textNoneDeclared
	default:
		none = textNoneFound
	}
	return []app.UI{
		app.Elem("p").Body(prose(category.Definition)...),
		app.If(len(cookies) > 0, func() app.UI { return declaredList(cookies) }),
		paragraph(none),
		unplaced(c, on),
	}
}

// unplaced names the cookies that the charter puts in no category, or in several, and leads to the
// table of the first: any category may have them.
func unplaced(c charter.Charter, on Handler) app.UI {
	var names []string
	first := ""
	for i, t := range c.Tables() {
		for j := range t.Cookies {
			name := labelOf(&t.Cookies[j])
			if !t.Declares() || t.Cookies[j].Kind != charter.Unknown || name == "" {
				continue
			}
			if names == nil {
				first = tableID(i)
			}
			names = append(names, name)
		}
	}
	return app.If(names != nil, func() app.UI {
		return app.Elem("p").Body(
			app.Text(textUnplaced+strings.Join(names, ", ")+". "),
			partButton(part{first, textSeeUnplaced}, on),
		)
	})
}

// labelOf is a cookie's name, or that of the service whose cookies the charter doesn't name.
func labelOf(c *charter.Cookie) string {
	switch {
	case c.Name != "":
		return c.Name
	case c.Service != "":
		return c.Service
	}
	return c.Provider
}

func paragraph(text string) app.UI {
	return app.If(text != "", func() app.UI { return app.Elem("p").Text(text) })
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

func declaredList(cookies []charter.Cookie) app.UI {
	return app.Elem("ul").Class("declared").Body(
		app.Range(cookies).Slice(func(i int) app.UI { return declared(cookies[i]) }),
	)
}

// declared is one cookie that the charter declares. It says whose it is if it is declared exempt:
// the loader puts it with that measurement, where the page declares it too.
func declared(c charter.Cookie) app.UI {
	line := func(name, value string) app.UI {
		return app.If(value != "", func() app.UI {
			return app.Elem("span").Class("declared-line").Body(
				app.Elem("span").Class("declared-name").Text(name+"\u00a0: "), app.Text(value))
		})
	}
	item := app.Elem("li")
	if of := exemptTrackers(c); of != nil {
		item.DataSet("exempt", strings.Join(of, " "))
	}
	return item.Body(
		app.If(c.Name != "", func() app.UI { return app.Elem("code").Text(c.Name) }),
		line("Finalité", c.Purpose),
		line("Fournisseur", c.Provider),
		line("Service", c.Service),
		line("Durée", c.Duration),
	)
}
