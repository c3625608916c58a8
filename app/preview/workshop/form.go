package workshop

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// portalStep is the choice of the portal.
func (p *Page) portalStep() app.UI {
	choices := []app.UI{app.Legend().Text("Portail dont la charte est affichée")}
	for _, host := range charter.Portals() {
		id := "portal-" + strings.ReplaceAll(host, ".", "-")
		chosen := !p.otherPortal && p.state.Settings.host() == host
		choices = append(choices, radio(id, "portal-choice", host, chosen, func() {
			p.keepTyped()
			p.otherPortal = false
			p.set(func(s *State) {
				s.Settings.Portal, s.Settings.Charter = host, Default(host).Charter
			})
		}))
	}
	other := func() {
		p.otherPortal = true
		p.set(func(s *State) { s.Settings.Portal = p.typedPortal })
	}
	choices = append(choices,
		radio("portal-other", "portal-choice", "Un autre portail", p.otherPortal, other))
	return step("portal", "1. Votre portail",
		app.FieldSet().Class("choices").Body(choices...),
		app.If(p.otherPortal, func() app.UI {
			typed := p.state.Settings.Portal
			return p.field(portalField, "Adresse de votre portail", "donnees.ville.fr", typed, "",
				func(s *Settings, value string) { s.Portal = value })
		}),
	)
}

// charterStep is the charter's text, and the charter as visitors read it.
func (p *Page) charterStep() app.UI {
	return step("charter", "2. Votre charte",
		app.P().Text("Collez ici le texte de votre charte, tel que vous l’avez publié, "+
			"ou modifiez celui-ci\u00a0: il est vérifié au fur et à mesure de la saisie."),
		app.Div().Class("beside").Body(
			app.Div().Class("draft").Body(
				app.Label().For(charterField).Text("Texte de la charte"),
				app.Textarea().ID(charterField).Rows(20).Spellcheck(true).
					Attr("value", p.state.Settings.Charter).
					Aria("describedby", "charter-status").
					Aria("invalid", p.fault != nil).
					OnInput(func(ctx app.Context, _ app.Event) {
						text := ctx.JSSrc().Get("value").String()
						p.set(func(s *State) { s.Settings.Charter = text })
					}),
				p.verdict(),
			),
			app.Section().ID("charter-reading").Class("read").TabIndex(0).
				Aria("label", "La charte, telle que vos visiteurs la lisent").
				Body(banner.CharterText(p.parsed, p.version)),
		),
	)
}

// verdict says whether the charter can be read, and offers earlier texts.
func (p *Page) verdict() app.UI {
	s := p.state.Settings
	_, published := charter.Portal(s.host())
	replace := func(text string) func() {
		return func() { p.set(func(s *State) { s.Settings.Charter = text }) }
	}
	return app.Div().Class("verdict").Body(
		app.P().ID("charter-status").Role("status").Class(classIf(p.fault != nil, "fault", "good")).
			Text(french.Spaces(p.verdictText())),
		maybe(p.fault != nil && p.fault.Line > 0, func() app.UI {
			line := p.fault.Line
			return button("charter-line", "Aller à la ligne "+french.Number(line),
				func() { p.Browser.SelectLine(line) }, line)
		}),
		maybe(published && !s.Published(), func() app.UI {
			return button("charter-published", "Reprendre la charte publiée", func() {
				p.keepTyped()
				replace(Default(p.state.Settings.host()).Charter)()
			})
		}),
		maybe(p.leftCharter != "" && p.leftCharter != s.Charter, func() app.UI {
			return button("charter-left", "Reprendre votre texte", replace(p.leftCharter),
				p.leftCharter)
		}),
	)
}

func (p *Page) verdictText() string {
	if p.fault != nil {
		text := french.CharterError(p.fault)
		if p.fault.Line > 0 {
			text = "Ligne " + french.Number(p.fault.Line) + " : " + text
		}
		if p.version != "" {
			text += " L’aperçu et l’essai montrent encore la dernière version valide."
		}
		return text
	}
	cookies := countCookies(p.parsed)
	text := "Charte valide : « " + p.parsed.Title + " », " +
		french.Count(len(p.parsed.Sections), "rubrique", "rubriques") + ", " +
		french.Count(cookies, "cookie déclaré", "cookies déclarés") + "."
	if cookies == 0 {
		text += " Attention : aucun tableau de cookies n’a été reconnu, " +
			"vos visiteurs n’en verront pas la liste. Dans un tableau, une tabulation sépare " +
			"deux cellules."
	}
	if u, err := url.Parse(p.parsed.Platform); err == nil && u.Host != "" &&
		!strings.EqualFold(u.Hostname(), p.state.Settings.host()) {
		text += " Attention : cette charte désigne le portail " + u.Hostname() + "."
	}
	return text
}

// countCookies counts the cookies in a charter's tables.
func countCookies(c charter.Charter) (n int) {
	for k := charter.Unknown; k <= charter.ThirdParty; k++ {
		n += len(c.Cookies(k))
	}
	return n
}

// settingsStep is what the script tag says.
func (p *Page) settingsStep() app.UI {
	s := p.state.Settings
	label := func(word string) string { return banner.Label(preferences.Name(word)) }
	themes := map[string]string{
		"auto":  "Selon l’appareil du visiteur",
		"light": "Toujours clair",
		"dark":  "Toujours sombre",
	}
	loads := map[string]string{
		"intent": "À la demande (recommandé)",
		"idle":   "Dès que la page est inactive",
	}
	integrations := map[string]string{
		"consent-mode": "Google Consent Mode",
		"matomo":       "Matomo",
		"datalayer":    "dataLayer (gestionnaire de balises)",
	}
	setAccent := func(ctx app.Context, _ app.Event) {
		value := strings.ToLower(ctx.JSSrc().Get("value").String())
		if value == ownAccent {
			value = ""
		}
		p.set(func(s *State) { s.Settings.Accent = value })
	}
	return step("settings", "3. Réglages",
		p.several(categoriesField, "Catégories proposées", tag.Categories, label,
			func(s *Settings) *[]string { return &s.Categories }),
		maybe(s.Problems()[categoriesField] != "", func() app.UI {
			return fault(s.Problems()[categoriesField]).Role("alert")
		}),
		p.several("trackers", "Outils de mesure d’audience à proposer séparément", tag.Trackers,
			label, func(s *Settings) *[]string { return &s.Trackers }),
		p.oneOf("theme", "Thème", tag.Themes, themes,
			func(s *Settings) *string { return &s.Theme }),
		app.Div().Class("field color").Body(
			app.Label().For("accent").Text("Couleur du portail"),
			app.Input().ID("accent").Type("color").Value(cmp.Or(s.Accent, ownAccent)).
				OnInput(setAccent),
			app.P().Class("hint").Text("Le bandeau l’éclaircit ou l’assombrit si nécessaire "+
				"pour rester lisible."),
		),
		p.oneOf("load", "Chargement du programme", tag.Loads, loads,
			func(s *Settings) *string { return &s.Load }),
		app.Details().ID("advanced").Open(p.openAdvanced).Body(
			app.Summary().ID("advanced-summary").Text("Réglages avancés"),
			p.field(folderField, "Dossier des fichiers", defaultFolder, s.Folder,
				"Un chemin sur le portail, ou l’adresse d’un dossier en https.",
				func(s *Settings, value string) { s.Folder = value }),
			p.field(domainField, "Domaine qui partage le choix", "ville.fr", s.Domain,
				"Laissez vide si le choix ne vaut que pour ce portail.",
				func(s *Settings, value string) { s.Domain = value }),
			p.several("integrations", "Transmettre aussi le choix à", tag.Integrations,
				func(word string) string { return integrations[word] },
				func(s *Settings) *[]string { return &s.Integrations }),
		),
	)
}

// several is a list of words, each with a checkbox.
func (p *Page) several(id, legend string, all []string, label func(string) string,
	list func(*Settings) *[]string) app.UI {
	boxes := []app.UI{app.Legend().Text(legend)}
	for _, word := range all {
		on := slices.Contains(*list(&p.state.Settings), word)
		boxes = append(boxes, checkbox(id+"-"+word, label(word), on, func() {
			p.set(func(s *State) {
				words := list(&s.Settings)
				*words = toggled(*words, word, all)
			})
		}))
	}
	return app.FieldSet().ID(id).Class("choices").Body(boxes...)
}

// oneOf is a choice of one word. "" means the first.
func (p *Page) oneOf(id, legend string, all []string, labels map[string]string,
	of func(*Settings) *string) app.UI {
	radios := []app.UI{app.Legend().Text(legend)}
	current := *of(&p.state.Settings)
	for i, word := range all {
		chosen := current == word || current == "" && i == 0
		radios = append(radios, radio(id+"-"+word, id, labels[word], chosen, func() {
			p.set(func(s *State) { *of(&s.Settings) = word })
		}))
	}
	return app.FieldSet().ID(id).Class("choices").Body(radios...)
}

// field is a line of text. An invalid value is reported below it.
func (p *Page) field(id, label, example, value, hint string, set func(*Settings, string)) app.UI {
	problem := p.state.Settings.Problems()[id]
	if problem != "" {
		hint = problem
	}
	invalid := problem != "" && value != ""
	return app.Div().Class("field").Body(
		app.Label().For(id).Text(label),
		app.Input().ID(id).Type("text").Value(value).Placeholder(example).
			AutoComplete(false).Spellcheck(false).
			Aria("describedby", id+"-status").
			Aria("invalid", invalid).
			OnInput(func(ctx app.Context, _ app.Event) {
				typed := ctx.JSSrc().Get("value").String()
				p.set(func(s *State) { set(&s.Settings, typed) })
			}, app.EventScope(id)),
		app.P().ID(id+"-status").Class(classIf(invalid, "fault", "hint")).Text(hint),
	)
}
