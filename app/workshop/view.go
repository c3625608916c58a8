package workshop

import (
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/app/french"
	"cookies-preferences/app/tag"
	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
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
			return p.field(portalField, "Nom d’hôte du portail", "donnees.ville.fr", p.state.Settings.Portal, "", func(s *Settings, value string) { s.Portal = value })
		}),
	)
}

// charter is the charter's text, and the same as visitors read it.
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
			app.Div().ID("charte-lue").Class("read").Role("region").Aria("label", "La charte, telle que vos visiteurs la lisent").TabIndex(0).Body(
				banner.CharterText(p.parsed, p.version),
			),
		),
	)
}

// verdict says whether the charter can be read, and if not where it is wrong.
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
	return french.Spaces("La charte se lit bien : « " + p.parsed.Title + " », " + french.Count(len(p.parsed.Sections), "rubrique", "rubriques") + ", " +
		french.Count(cookies, "cookie déclaré", "cookies déclarés") + ".")
}

// settings are what the script tag says.
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

// problem is what is wrong in a field; "" if nothing is.
func (p *Page) problem(field string) string {
	for _, each := range p.state.Settings.Problems() {
		if each.Field == field {
			return each.Text
		}
	}
	return ""
}

// field is a line to type, with what is wrong in it.
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

// trial is the banner at work in a page, and what can be simulated there.
func (p *Page) trial() app.UI {
	v := p.state.View
	widths := map[int]string{Widths[0]: "Téléphone", Widths[1]: "Tablette", Widths[2]: "Ordinateur"}
	screens := []app.UI{app.Legend().Text("Écran")}
	for _, width := range Widths {
		screens = append(screens, radio("ecran-"+strconv.Itoa(width), "ecran-choix", widths[width], v.Width == width, func(app.Context) {
			p.set(func(s *State) { s.View.Width = width })
		}))
	}
	screens = append(screens, box("sombre", "Sombre", v.Dark, func(app.Context) {
		p.set(func(s *State) { s.View.Dark = !s.View.Dark })
	}))
	return step("etape-essai", "4. Essayer",
		app.Div().Class("toolbar").Body(
			app.FieldSet().Class("choices").Body(screens...),
			app.Button().ID("recommencer").Type("button").Text("Recommencer").OnClick(func(app.Context, app.Event) { p.forget() }),
		),
		app.Div().Class("simulations").Role("group").Aria("label", "Simuler").Body(p.simulations()...),
		maybe(!p.looked, func() app.UI {
			return app.P().ID("essai-attend").Class("hint").Text("La ligne lente et le programme absent, comme l’essai d’une charte modifiée, attendent des fichiers qui arrivent encore.")
		}),
		maybe(p.looked && !p.worker, func() app.UI {
			return app.P().Class("fault").Text("Ce navigateur, ou cette adresse, n’admet pas de «\u00a0service worker\u00a0»\u00a0: l’essai ne peut ni lire une charte qui n’est pas publiée, ni simuler la ligne. Ouvrez l’atelier en https, hors navigation privée.")
		}),
		maybe(!p.ready(), func() app.UI {
			if p.address == "" {
				return app.P().Class("fault").Text("L’essai attend que soit corrigé ce qui est signalé.")
			}
			return app.P().Class("fault").Text("L’essai montre les derniers réglages valables\u00a0: il reste à corriger ce qui est signalé.")
		}),
		maybe(p.silent, func() app.UI {
			return app.P().ID("essai-muet").Class("fault").Role("alert").Text("La page d’essai ne s’ouvre pas. Si l’hôte de l’atelier interdit les cadres (X-Frame-Options, ou frame-ancestors dans sa Content-Security-Policy), il doit permettre les siens\u00a0: SAMEORIGIN, ou 'self'.")
		}),
		app.Div().Class("stage").Body(
			app.Div().ID(screenID).Class("screen").DataSet("width", v.Width).Body(
				app.IFrame().ID(frameID).Title("Page d’essai, avec le bandeau"),
			),
		),
		app.P().ID("essai-etat").Class("hint").Text(p.trialText()),
	)
}

// trialText says what the page of trial shows, and why.
func (p *Page) trialText() string {
	if p.reading.Version {
		return "Un choix est enregistré\u00a0: comme pour un visiteur qui revient, le bandeau n’est plus affiché. «\u00a0Recommencer\u00a0» efface ce choix."
	}
	return "Tout s’y passe comme sur votre portail\u00a0: répondez au bandeau, ouvrez la charte, changez d’avis au pied de la page."
}

// simulations are a button for each.
func (p *Page) simulations() (buttons []app.UI) {
	for _, past := range pasts {
		buttons = append(buttons, app.Button().ID(past.ID).Type("button").Text(past.Text).
			OnClick(func(app.Context, app.Event) { p.recall(past) }, app.EventScope(past.ID)))
	}
	v := &p.state.View
	for _, each := range []struct {
		id, text string
		on       *bool
		worker   bool // whether it is the service worker that simulates it
	}{
		{"cookies-bloques", "Cookies bloqués", &v.Blocked, false},
		{"ligne-lente", "Ligne lente", &v.Slow, true},
		{"programme-absent", "Programme absent", &v.Missing, true},
		{"gpc", "Refus du pistage (GPC)", &v.GPC, false},
	} {
		buttons = append(buttons, app.Button().ID(each.id).Type("button").Class("switch").Text(each.text).
			Aria("pressed", *each.on).Disabled(each.worker && !p.worker).
			OnClick(func(app.Context, app.Event) { p.simulate(each.on) }, app.EventScope(each.id)))
	}
	return buttons
}

// happened is what happened in the page of trial, and what each reader gets.
func (p *Page) happened() app.UI {
	rows := make([]app.UI, len(p.facts))
	for i, f := range p.facts {
		rows[i] = app.Tr().Class("fact-"+string(f.Kind)).Body(
			app.Th().Scope("row").Text(f.When()),
			app.Td().Text(f.Say()),
			app.Td().Text(f.HowMuch()),
		)
	}
	return step("etape-deroulement", "5. Ce qui s’est passé",
		app.Div().Class("beside").Body(
			app.Div().Class("scroll").Role("region").Aria("label", "Déroulement").TabIndex(0).Body(
				app.Table().ID("deroulement").Class("timeline").Body(
					app.Caption().Text("Déroulement, depuis l’ouverture de la page d’essai"),
					app.THead().Body(app.Tr().Body(
						app.Th().Scope("col").Text("Quand"), app.Th().Scope("col").Text("Quoi"), app.Th().Scope("col").Text("Combien"),
					)),
					app.TBody().Body(rows...),
				),
			),
			p.readers(),
		),
	)
}

// readers is what each reader of the cookie gets.
func (p *Page) readers() app.UI {
	r := p.reading
	return app.Div().Class("readers").Body(
		app.H3().Text("Ce que lisent vos applications"),
		app.P().ID("lecture").Class(classIf(r.Version, "good", "hint")).Text(p.readingText()),
		maybe(r.Version, func() app.UI {
			return app.Dl().Class("decoded").Body(
				app.Range(allNames()).Slice(func(i int) app.UI { return allowed(allNames()[i], r.Choice.Allows(allNames()[i])) }),
			)
		}),
		code("lu-brut", "Le cookie tel quel", orElse(rawPair(r), "(aucun)")),
		code("lu-json", "Décodé (decodeURIComponent, puis JSON)", orElse(r.Decoded(), "(rien)")),
		code("lu-django", "Django\u00a0: read(entête, version de la charte), de cookies_preferences.py", r.Django()),
		code("lu-angular", "AngularJS\u00a0: choice(), d’angular.js, pour toute version de la charte", r.Angular()),
	)
}

func rawPair(r Reading) string {
	if r.Raw == "" {
		return ""
	}
	return preferences.CookieName + "=" + r.Raw
}

func (p *Page) readingText() string {
	r := p.reading
	switch {
	case p.state.View.Blocked && r.Raw == "":
		return "Les cookies sont bloqués\u00a0: rien n’est lu, tout ce qui est facultatif est refusé."
	case r.Raw == "":
		return "Aucun choix enregistré\u00a0: tout ce qui est facultatif est refusé."
	case !r.Chosen:
		return "Le cookie ne vaut pas choix (périmé ou illisible)\u00a0: tout ce qui est facultatif est refusé."
	case !r.Version:
		return "Le choix porte sur une autre version de la charte\u00a0: il ne vaut plus, la question est posée de nouveau."
	}
	return "Choix du " + banner.FrenchDate(r.Choice.Time()) + ", gardé jusqu’au " + banner.FrenchDate(r.Choice.Time().Add(preferences.Lifetime)) + "."
}

func allowed(n preferences.Name, is bool) app.UI {
	class, text := "refused", "refusé"
	if is {
		class, text = "allowed", "autorisé"
	}
	return app.Div().Class(class).Body(app.Dt().Body(app.Code().Text(string(n))), app.Dd().Text(text))
}

// code is a text for machines, under its title.
func code(id, title, text string) app.UI {
	return app.Div().Class("code").Body(
		app.H4().ID(id+"-titre").Text(title),
		app.Pre().ID(id).TabIndex(0).Role("region").Aria("labelledby", id+"-titre").Text(text),
	)
}

// install is what is to be taken away.
func (p *Page) install() app.UI {
	s := p.state.Settings
	return step("etape-installer", "6. Installer",
		app.If(!p.ready(), func() app.UI {
			return app.P().ID("installer-attend").Class("fault").Text("Il reste à corriger ce qui est signalé plus haut.")
		}).Else(func() app.UI {
			snippet := s.Tag(integrityOf(p.sums, scriptName)).String()
			items := []app.UI{
				app.Li().Body(
					app.P().Body(app.Text("Déposez les fichiers de l’archive dans "), app.Code().Text(s.folder()), app.Text(another(s))),
					app.Button().ID("telecharger").Type("button").Class("main").Text("Télécharger les fichiers (zip)").
						OnClick(func(app.Context, app.Event) { p.download() }),
				),
				app.Li().Body(
					app.P().Body(app.Text("Collez cette ligne dans le "), app.Code().Text("<head>"), app.Text(" de chaque page, le plus haut possible.")),
					p.copied("ligne", "La ligne à coller", snippet),
				),
				app.Li().Body(
					app.P().Text("Gardez au pied de chaque page le bouton d’Opendatasoft qui rouvre les préférences, ou mettez-y celui-ci."),
					p.copied("bouton", "Le bouton", Button),
				),
				app.Li().Body(
					app.P().Text("Au même endroit, pour qui navigue sans JavaScript\u00a0:"),
					p.copied("sans-script", "La ligne sans JavaScript", s.NoScript()),
				),
				app.Li().Body(
					app.P().Text("Si le portail envoie une politique de sécurité (Content-Security-Policy), elle doit permettre, en plus du reste\u00a0:"),
					p.copied("politique", "La politique", strings.Join(s.Policy(), "\n")),
				),
			}
			if style := s.Style(); style != "" {
				items = append(items, app.Li().Body(
					app.P().Text("Pour la couleur, ajoutez à la feuille de style du portail\u00a0:"),
					p.copied("style", "La couleur", style),
				))
			}
			return app.Div().Body(
				maybe(foreign(s) != "", func() app.UI {
					return app.P().ID("installer-ailleurs").Class("fault").Role("alert").Text(foreign(s))
				}),
				maybe(integrityOf(p.sums, scriptName) == "", func() app.UI {
					return app.P().ID("installer-empreinte").Class("fault").Text("L’empreinte de banner.js n’a pas pu être lue dans " + sumsName + "\u00a0: la ligne va sans elle (integrity). Rechargez cette page.")
				}),
				app.Ol().Class("steps").Body(items...),
				app.P().Class("hint").Text("La ligne porte l’empreinte de banner.js (integrity)\u00a0: si vous remplacez les fichiers par une version plus récente, remplacez-la aussi, et gardez quelques jours les fichiers d’avant, pour les pages déjà ouvertes."),
				app.P().Body(
					app.Button().ID("partager").Type("button").Text("Copier le lien vers ces réglages").
						OnClick(func(app.Context, app.Event) { p.copy("Le lien", p.Browser.Address()) }),
				),
			)
		}),
		app.P().ID("message").Class("message").Role("status").Text(p.message),
	)
}

// foreign warns of a line that hands the portal's pages to another host; "" of any
// other line. Who sent the link to these settings may have chosen that host.
func foreign(s Settings) string {
	origin, another := s.anotherHost()
	if !another {
		return ""
	}
	return french.Spaces("Par cette ligne, les pages du portail exécuteront le programme que leur donne " + origin + ", qui n’est pas " + s.host() +
		" et pourra tout y lire et y changer. Ne la collez que si cet hôte est aussi le vôtre ; sinon, corrigez le dossier, dans les réglages avancés.")
}

// another says what another host than the portal's must do.
func another(s Settings) string {
	if origin, another := s.anotherHost(); another {
		return french.Spaces(" ; " + origin + " doit les envoyer avec l’en-tête Access-Control-Allow-Origin: *.")
	}
	return ", sous-dossiers compris."
}

// copied is a text that one can copy.
func (p *Page) copied(id, title, text string) app.UI {
	return app.Div().Class("copied").Body(
		app.Pre().ID(id).TabIndex(0).Role("region").Aria("label", title).Text(text),
		app.Button().ID(id+"-copier").Type("button").Text("Copier").Aria("label", "Copier\u00a0: "+title).
			OnClick(func(app.Context, app.Event) { p.copy(title, text) }, app.EventScope(text)),
	)
}

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
