package workshop

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

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
			return app.P().ID("essai-attend").Class("hint").Text("La connexion lente et le programme absent, comme l’essai d’une charte modifiée, attendent des fichiers qui arrivent encore.")
		}),
		maybe(p.looked && !p.worker, func() app.UI {
			return app.P().Class("fault").Text("Ce navigateur, ou cette adresse, n’admet pas de «\u00a0service worker\u00a0»\u00a0: l’essai ne peut ni lire une charte qui n’est pas publiée, ni simuler une connexion lente ou un programme absent. Ouvrez l’atelier en https, hors navigation privée.")
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
				app.IFrame().ID(frameID).Title("Page d’essai, avec le bandeau").Aria("busy", p.busy()),
			),
		),
		app.P().ID("essai-etat").Class("hint").Text(p.trialText()),
	)
}

func (p *Page) trialText() string {
	return p.trialState() + p.trialPlace()
}

func (p *Page) trialPlace() string {
	u, err := url.Parse(p.Browser.Address())
	if err != nil || !strings.EqualFold(u.Hostname(), p.tried.host()) {
		return ""
	}
	return " L’atelier est ici sur le portail même\u00a0: essayer y change le choix, bien réel, de qui essaie. Servez-le plutôt d’une autre adresse."
}

func (p *Page) trialState() string {
	if p.reading.Version {
		return "Un choix est enregistré\u00a0: comme pour un visiteur qui revient, le bandeau n’est plus affiché. «\u00a0Recommencer\u00a0» efface ce choix."
	}
	return "Tout s’y passe comme sur votre portail\u00a0: répondez au bandeau, ouvrez la charte, changez d’avis au pied de la page."
}

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
		{"ligne-lente", "Connexion lente", &v.Slow, true},
		{"programme-absent", "Programme absent", &v.Missing, true},
		{"gpc", "Refus du pistage (GPC)", &v.GPC, false},
	} {
		buttons = append(buttons, app.Button().ID(each.id).Type("button").Class("switch").Text(each.text).
			Aria("pressed", *each.on).Disabled(each.worker && !p.worker).
			OnClick(func(app.Context, app.Event) { p.simulate(each.on) }, app.EventScope(each.id)))
	}
	return buttons
}

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
			app.Section().Class("scroll").Aria("label", "Déroulement").TabIndex(0).Body(
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

func code(id, title, text string) app.UI {
	return app.Div().Class("code").Body(
		app.H4().Text(title),
		app.Pre().ID(id).Text(text),
	)
}
