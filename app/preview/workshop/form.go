package workshop

import (
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

func (p *Page) portals() app.UI {
	hosts := charter.Portals()
	choices := make([]app.UI, 0, len(hosts)+1)
	for _, host := range hosts {
		choices = append(choices, radio("portail-"+strings.ReplaceAll(host, ".", "-"), "portail-choix", host, !p.other && p.state.Settings.host() == host,
			func(app.Context) {
				p.leave()
				p.other = false
				p.set(func(s *State) { s.Settings.Portal, s.Settings.Charter = host, Default(host).Charter })
			}))
	}
	choices = append(choices, radio("portail-autre", "portail-choix", "Un autre portail", p.other, func(app.Context) {
		p.other = true
		p.set(func(s *State) { s.Settings.Portal = p.typed })
	}))
	return step("etape-portail", "1. Votre portail",
		app.FieldSet().Class("choices").Body(append([]app.UI{app.Legend().Text("Portail dont la charte est affichée")}, choices...)...),
		app.If(p.other, func() app.UI {
			return p.field(portalField, "Adresse de votre portail", "donnees.ville.fr", p.state.Settings.Portal, "", func(s *Settings, value string) { s.Portal = value })
		}),
	)
}

func (p *Page) charter() app.UI {
	return step("etape-charte", "2. Votre charte",
		app.P().Body(
			app.Text("Collez ici le texte de votre charte, tel que vous l’avez publié, ou modifiez celui-ci\u00a0: il est relu à chaque frappe."),
		),
		app.Div().Class("beside").Body(
			app.Div().Class("draft").Body(
				app.Label().For(charterField).Text("Texte de la charte"),
				app.Textarea().ID(charterField).Rows(20).Spellcheck(true).
					Attr("value", p.state.Settings.Charter).
					Aria("describedby", "charte-etat").
					Aria("invalid", p.fault != nil).
					OnInput(func(ctx app.Context, _ app.Event) {
						text := ctx.JSSrc().Get("value").String()
						p.set(func(s *State) { s.Settings.Charter = text })
					}),
				p.verdict(),
			),
			app.Section().ID("charte-lue").Class("read").Aria("label", "La charte, telle que vos visiteurs la lisent").TabIndex(0).Body(
				banner.CharterText(p.parsed, p.version),
			),
		),
	)
}

func (p *Page) verdict() app.UI {
	_, published := charter.Portal(p.state.Settings.host())
	return app.Div().Class("verdict").Body(
		app.P().ID("charte-etat").Role("status").Class(classIf(p.fault != nil, "fault", "good")).Text(p.verdictText()),
		maybe(p.fault != nil && p.fault.Line > 0, func() app.UI {
			line := p.fault.Line
			return app.Button().ID("charte-ligne").Type("button").Text("Aller à la ligne "+french.Number(line)).
				OnClick(func(app.Context, app.Event) { p.Browser.Select(line) }, app.EventScope(line))
		}),
		maybe(published && !p.state.Settings.Published(), func() app.UI {
			return app.Button().ID("charte-publiee").Type("button").Text("Reprendre la charte publiée").
				OnClick(func(app.Context, app.Event) {
					p.leave()
					p.set(func(s *State) { s.Settings.Charter = Default(s.Settings.host()).Charter })
				})
		}),
		maybe(p.left != "" && p.left != p.state.Settings.Charter, func() app.UI {
			return app.Button().ID("charte-laissee").Type("button").Text("Reprendre votre texte").
				OnClick(func(app.Context, app.Event) {
					p.set(func(s *State) { s.Settings.Charter = p.left })
				})
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
			text += " L’aperçu et l’essai montrent encore la dernière version lisible."
		}
		return french.Spaces(text)
	}
	cookies := 0
	count := func(blocks []charter.Block) {
		for _, b := range blocks {
			if b.Table != nil {
				cookies += len(b.Table.Cookies)
			}
		}
	}
	count(p.parsed.Introduction)
	for _, s := range p.parsed.Sections {
		count(s.Blocks)
	}
	text := "La charte se lit bien : « " + p.parsed.Title + " », " + french.Count(len(p.parsed.Sections), "rubrique", "rubriques") + ", " +
		french.Count(cookies, "cookie déclaré", "cookies déclarés") + "."
	if cookies == 0 {
		text += " Attention : aucun tableau de cookies n’a été reconnu, vos visiteurs n’en verront pas la liste. Dans un tableau, une tabulation sépare deux cellules."
	}
	if u, err := url.Parse(p.parsed.Platform); err == nil && u.Host != "" && !strings.EqualFold(u.Hostname(), p.state.Settings.host()) {
		text += " Attention : elle dit être celle de " + u.Hostname() + "."
	}
	return french.Spaces(text)
}

func (p *Page) settings() app.UI {
	s := p.state.Settings
	words := func(id, legend string, all []string, on func(word string) bool, label func(word string) string, set func(*Settings, string)) app.UI {
		boxes := []app.UI{app.Legend().Text(legend)}
		for _, word := range all {
			boxes = append(boxes, box(id+"-"+word, label(word), on(word), func(app.Context) {
				p.set(func(s *State) { set(&s.Settings, word) })
			}))
		}
		return app.FieldSet().ID(id).Class("choices").Body(boxes...)
	}
	in := func(list []string) func(string) bool {
		return func(word string) bool { return slices.Contains(list, word) }
	}
	label := func(word string) string { return banner.Label(preferences.Name(word)) }
	themes := map[string]string{"auto": "Selon l’appareil du visiteur", "light": "Toujours clair", "dark": "Toujours sombre"}
	loads := map[string]string{"intent": "Quand le visiteur en a besoin", "idle": "Dès que la page est au repos"}
	oneOf := func(id, legend string, all []string, current string, labels map[string]string, set func(*Settings, string)) app.UI {
		radios := []app.UI{app.Legend().Text(legend)}
		for i, word := range all {
			radios = append(radios, radio(id+"-"+word, id, labels[word], current == word || current == "" && i == 0, func(app.Context) {
				p.set(func(s *State) { set(&s.Settings, word) })
			}))
		}
		return app.FieldSet().ID(id).Class("choices").Body(radios...)
	}
	integrations := map[string]string{"consent-mode": "Google Consent Mode", "matomo": "Matomo", "datalayer": "dataLayer (gestionnaire de balises)"}
	return step("etape-reglages", "3. Réglages",
		words(categoriesField, "Catégories proposées", tag.Categories, in(s.Categories), label, func(s *Settings, word string) {
			s.Categories = toggled(s.Categories, word, tag.Categories)
		}),
		maybe(p.problem(categoriesField) != "", func() app.UI {
			return app.P().Class("fault").Role("alert").Text(p.problem(categoriesField))
		}),
		words("traceurs", "Outils de mesure à régler un par un", tag.Trackers, in(s.Trackers), label, func(s *Settings, word string) {
			s.Trackers = toggled(s.Trackers, word, tag.Trackers)
		}),
		oneOf("theme", "Thème", tag.Themes, s.Theme, themes, func(s *Settings, word string) { s.Theme = word }),
		app.Div().Class("field color").Body(
			app.Label().For("couleur").Text("Couleur du portail"),
			app.Input().ID("couleur").Type("color").Value(orOwn(s.Accent)).OnInput(func(ctx app.Context, _ app.Event) {
				value := strings.ToLower(ctx.JSSrc().Get("value").String())
				if value == OwnAccent {
					value = ""
				}
				p.set(func(s *State) { s.Settings.Accent = value })
			}),
			app.P().Class("hint").Text("Le bandeau l’éclaircit ou l’assombrit là où il le faut pour rester lisible."),
		),
		oneOf("chargement", "Chargement du programme", tag.Loads, s.Load, loads, func(s *Settings, word string) { s.Load = word }),
		app.Details().ID("avances").Open(p.advanced).Body(
			app.Summary().ID("avances-titre").Text("Réglages avancés"),
			p.field(folderField, "Dossier où seront les fichiers", DefaultFolder, s.Folder,
				"Un chemin sur le portail, ou l’adresse d’un dossier en https.", func(s *Settings, value string) { s.Folder = value }),
			p.field(domainField, "Domaine qui partage le choix", "ville.fr", s.Domain,
				"Vide\u00a0: le choix vaut pour ce portail seulement.", func(s *Settings, value string) { s.Domain = value }),
			words("integrations", "Prévenir aussi", tag.Integrations, in(s.Integrations), func(word string) string { return integrations[word] }, func(s *Settings, word string) {
				s.Integrations = toggled(s.Integrations, word, tag.Integrations)
			}),
		),
	)
}

func orOwn(accent string) string {
	if accent == "" {
		return OwnAccent
	}
	return accent
}

func (p *Page) problem(field string) string {
	for _, each := range p.state.Settings.Problems() {
		if each.Field == field {
			return each.Text
		}
	}
	return ""
}

func (p *Page) field(id, label, example, value, hint string, set func(*Settings, string)) app.UI {
	problem := p.problem(id)
	return app.Div().Class("field").Body(
		app.Label().For(id).Text(label),
		app.Input().ID(id).Type("text").Value(value).Placeholder(example).AutoComplete(false).Spellcheck(false).
			Aria("describedby", id+"-etat").
			Aria("invalid", problem != "" && value != "").
			OnInput(func(ctx app.Context, _ app.Event) {
				typed := ctx.JSSrc().Get("value").String()
				p.set(func(s *State) { set(&s.Settings, typed) })
			}, app.EventScope(id)),
		app.P().ID(id+"-etat").Class(classIf(problem != "" && value != "", "fault", "hint")).Text(orElse(problem, hint)),
	)
}
