package workshop

import (
	"cmp"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// portalStep is the choice of the portal.
func (p *Page) portalStep() app.UI {
	s := &p.state.Settings
	known := slices.Contains(charter.Portals(), s.host())
	choose := func(host string) func() {
		return func() { p.set(func() { s.choose(host) }) }
	}
	choices := []app.UI{app.Legend().Text("Portail dont la charte est affichée")}
	for _, host := range charter.Portals() {
		id := "portal-" + strings.ReplaceAll(host, ".", "-")
		choices = append(choices, radio(id, "portal-choice", host, s.host() == host, choose(host)))
	}
	choices = append(choices,
		radio("portal-other", "portal-choice", "Un autre portail", !known, choose("")))
	return step("portal", "1. Votre portail",
		app.FieldSet().Class("choices").Body(choices...),
		app.If(!known, func() app.UI {
			return p.field(portalField, "Adresse de votre portail", "donnees.ville.fr", "",
				&s.Portal)
		}),
		p.field(controllerField, "Organisme responsable", "Ville de Sète",
			"La commune, le département, le syndicat… que le bandeau désigne comme responsable "+
				"des cookies.", &s.Controller),
	)
}

// words are the texts of what the script tag's attributes accept, besides the names of categories
// and trackers.
var words = map[string]string{
	"auto":  "Selon l’appareil du visiteur",
	"light": "Toujours clair",
	"dark":  "Toujours sombre",

	"consent-mode": "Google Consent Mode",
	"datalayer":    "dataLayer (gestionnaire de balises)",
}

// settingsStep is what the script tag says.
func (p *Page) settingsStep() app.UI {
	s := &p.state.Settings
	problems := s.Problems()
	themes := []app.UI{app.Legend().Text("Thème")}
	for _, word := range tag.Themes {
		themes = append(themes, radio("theme-"+word, "theme", words[word], s.Theme == word,
			func() { p.set(func() { s.Theme = word }) }))
	}
	setAccent := func(ctx app.Context, _ app.Event) {
		value := strings.ToLower(ctx.JSSrc().Get("value").String())
		if value == ownAccent {
			value = ""
		}
		p.set(func() { s.Accent = value })
	}
	return step("settings", "3. Réglages",
		p.several(categoriesField, "Catégories proposées", tag.Categories, &s.Categories),
		maybe(problems[categoriesField] != "", func() app.UI {
			return fault(problems[categoriesField]).Role("alert")
		}),
		p.several("trackers", "Outils de mesure d’audience à proposer séparément", tag.Trackers,
			&s.Trackers),
		p.several("exempt", "Mesure d’audience exemptée de consentement", tag.Exemptible, &s.Exempt),
		app.P().Class("hint").Text("Active dès l’arrivée du visiteur, qui peut s’y opposer. "+
			"Vérifiez que l’outil et son réglage remplissent les conditions de la CNIL, et "+
			"indiquez-le dans la charte."),
		p.undeclared(),
		p.field(servicesField, "Services à proposer séparément", "youtube umap",
			"Cochez-les dans la liste, ou saisissez leurs noms. "+
				"Laissez vide s’ils suivent leur catégorie.", &s.Services),
		p.servicesList(),
		app.FieldSet().ID("theme").Class("choices").Body(themes...),
		app.Div().Class("field color").Body(
			app.Label().For("accent").Text("Couleur du portail"),
			app.Input().ID("accent").Type("color").Value(cmp.Or(s.Accent, ownAccent)).
				OnInput(setAccent),
			app.P().Class("hint").Text("Le bandeau l’éclaircit ou l’assombrit si nécessaire "+
				"pour rester lisible."),
		),
		app.Details().ID("advanced").Open(p.openAdvanced).Body(
			app.Summary().ID("advanced-summary").Body(
				app.Text("Réglages avancés "),
				// The fault itself is inside, and out of sight once they are closed.
				app.If(problems[folderField]+problems[domainField] != "", func() app.UI {
					return app.Span().Class("fault").Text("À corriger")
				}),
			),
			p.field(folderField, "Dossier des fichiers", defaultFolder,
				"Un chemin sur le portail, ou l’adresse d’un dossier en https.", &s.Folder),
			p.field(domainField, "Domaine qui partage le choix", "ville.fr",
				"Laissez vide si le choix ne vaut que pour ce portail.", &s.Domain),
			p.several("integrations", "Transmettre aussi le choix à", tag.Integrations,
				&s.Integrations),
		),
	)
}

// undeclared says which exempt trackers the charter doesn't declare so. Their cookies may come later.
func (p *Page) undeclared() app.UI {
	var labels []string
	for _, n := range p.state.Settings.Tag("").Undeclared(p.understood.Cookies) {
		labels = append(labels, n.Label())
	}
	return maybe(labels != nil, func() app.UI {
		return fault(french.Spaces("La charte ne dit pas que cette mesure est exemptée de " +
			"consentement : " + strings.Join(labels, ", ") + ". Indiquez-y les cookies de l’outil, " +
			"leur durée (13 mois au plus), et qu’ils sont exemptés.")).ID("exempt-undeclared")
	})
}

// several is a list of words, each with a checkbox.
func (p *Page) several(id, legend string, all []string, chosen *[]string) app.UI {
	boxes := []app.UI{app.Legend().Text(legend)}
	for _, word := range all {
		name := preferences.Name(word)
		label := cmp.Or(name.Label(), words[word])
		if name.CharterName() != "" {
			label += " · " + name.CharterName()
		}
		on := slices.Contains(*chosen, word)
		boxes = append(boxes, checkbox(id+"-"+word, label, on, func() {
			p.set(func() { *chosen = toggled(*chosen, word, all) })
		}))
	}
	return app.FieldSet().ID(id).Class("choices").Body(boxes...)
}

// toggled adds a word to a list, or removes it, keeping the order of all.
func toggled(list []string, word string, all []string) (out []string) {
	for _, w := range all {
		if slices.Contains(list, w) != (w == word) {
			out = append(out, w)
		}
	}
	return out
}

// field is a line of text. An invalid value is reported below it.
func (p *Page) field(id, label, example, hint string, value *string) app.UI {
	problem := p.state.Settings.Problems()[id]
	invalid := problem != "" && *value != ""
	return app.Div().Class("field").Body(
		app.Label().For(id).Text(label),
		app.Input().ID(id).Type("text").Value(*value).Placeholder(example).
			AutoComplete(false).Spellcheck(false).
			Aria("describedby", id+"-status").
			Aria("invalid", invalid).
			OnInput(func(ctx app.Context, _ app.Event) {
				typed := ctx.JSSrc().Get("value").String()
				p.set(func() { *value = typed })
			}, app.EventScope(id)),
		app.P().ID(id+"-status").Class(classIf(invalid, "fault", "hint")).
			Text(cmp.Or(problem, hint)),
	)
}
