package workshop

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
)

// previewStep is the banner at work on a page, and what can be simulated there.
func (p *Page) previewStep() app.UI {
	v := &p.state.View
	screens := []app.UI{app.Legend().Text("Écran")}
	for i, name := range []string{"Téléphone", "Tablette", "Ordinateur"} {
		width := Widths[i]
		screens = append(screens,
			radio("screen-"+strconv.Itoa(width), "screen-choice", name, v.Width == width,
				func() { p.set(func() { v.Width = width }) }))
	}
	screens = append(screens, checkbox("dark", "Sombre", v.Dark,
		func() { p.set(func() { v.Dark = !v.Dark }) }))
	return step("preview", "4. Essayer",
		app.Div().Class("toolbar").Body(
			app.FieldSet().Class("choices").Body(screens...),
			button("restart", "Recommencer", p.restart),
		),
		app.Div().Class("simulations").Role("group").Aria("label", "Simuler").
			Body(p.simulations()...),
		maybe(!p.ready(), func() app.UI {
			if p.preview == previewNone {
				return fault("Corrigez les points signalés pour lancer l’essai.")
			}
			return fault("L’essai utilise vos derniers réglages valables\u00a0: " +
				"corrigez les points signalés.")
		}),
		maybe(p.preview == previewSilent, func() app.UI {
			return fault("La page d’essai ne s’ouvre pas. Si le serveur de l’atelier interdit " +
				"les cadres (X-Frame-Options, ou frame-ancestors dans sa " +
				"Content-Security-Policy), il doit autoriser ses propres pages " +
				"(SAMEORIGIN ou 'self').").
				ID("preview-silent").Role("alert")
		}),
		app.Div().Class("stage").Body(
			app.Div().ID("screen").Class("screen").DataSet("width", v.Width).Body(
				app.IFrame().ID(frameID).Title("Page d’essai, avec le bandeau").
					Aria("busy", p.busy()),
			),
		),
		app.P().ID("preview-status").Class("hint").Text(p.previewStatus()+p.placeWarning()),
	)
}

// previewStatus says what the preview shows, and why.
func (p *Page) previewStatus() string {
	if p.reading.Fits {
		return "Un choix est enregistré\u00a0: comme pour un visiteur qui revient, " +
			"le bandeau ne s’affiche plus. «\u00a0Recommencer\u00a0» efface ce choix."
	}
	return "Tout se passe comme sur votre portail\u00a0: répondez au bandeau, ouvrez la charte, " +
		"modifiez votre choix au pied de la page."
}

// placeWarning warns when the workshop is on the portal's own host: whoever tries the banner
// there changes their own choice.
func (p *Page) placeWarning() string {
	u, err := url.Parse(p.Browser.Address())
	if err != nil || !strings.EqualFold(u.Hostname(), p.previewed.Settings.host()) {
		return ""
	}
	return " L’atelier est hébergé sur le portail\u00a0: vos essais y modifient votre propre " +
		"choix. Hébergez-le plutôt à une autre adresse."
}

// simulations are the buttons that simulate a visitor or a browser.
func (p *Page) simulations() (buttons []app.UI) {
	v := &p.state.View
	for _, past := range pasts {
		// A browser that blocks cookies would have kept no choice.
		buttons = append(buttons, button(past.id, past.text, func() { p.recall(past) }).
			Disabled(v.Blocked || p.preview == previewNone))
	}
	for _, each := range []struct {
		id, text string
		on       *bool
	}{
		{"cookies-blocked", "Cookies bloqués", &v.Blocked},
		{"gpc", "Refus du pistage (GPC)", &v.GPC},
	} {
		buttons = append(buttons, button(each.id, each.text, func() { p.simulate(each.on) }).
			Class("switch").Aria("pressed", *each.on))
	}
	return buttons
}

// timelineStep shows what happened in the preview, and the cookie.
func (p *Page) timelineStep() app.UI {
	rows := make([]app.UI, len(p.events))
	for i, e := range p.events {
		rows[i] = app.Tr().Class("event-"+string(e.Kind)).Body(
			app.Th().Scope("row").Text(e.When()),
			app.Td().Text(e.Sentence()),
		)
	}
	return step("timeline", "5. Chronologie de l’essai",
		app.Div().Class("beside").Body(
			app.Section().Class("scroll").Aria("label", "Chronologie").TabIndex(0).Body(
				app.Table().ID("timeline").Class("timeline").Body(
					app.Caption().Text("Depuis l’ouverture de la page d’essai"),
					app.THead().Body(app.Tr().Body(
						app.Th().Scope("col").Text("Temps"),
						app.Th().Scope("col").Text("Événement"),
					)),
					app.TBody().Body(rows...),
				),
			),
			p.cookie(),
		),
	)
}

// cookie shows the cookie, and what it allows.
func (p *Page) cookie() app.UI {
	r := p.reading
	raw := "(aucun)"
	if r.Raw != "" {
		raw = preferences.CookieName + "=" + r.Raw
	}
	return app.Div().Class("reading").Body(
		app.H3().Text("Le cookie enregistré"),
		app.P().ID("reading").Class(classIf(r.Fits, "good", "hint")).Text(r.Summary()),
		maybe(r.Fits, func() app.UI {
			var items []app.UI
			for _, n := range append([]preferences.Name{preferences.Functional},
				preferences.Optional()...) {
				class, text := "refused", "refusé"
				if r.Allows(n) {
					class, text = "allowed", "autorisé"
				}
				items = append(items, app.Div().Class(class).Body(
					app.Dt().Body(app.Code().Text(string(n))),
					app.Dd().Text(text),
				))
			}
			return app.Dl().Class("decoded").Body(items...)
		}),
		app.H4().Text("Tel que le navigateur l’envoie"),
		app.Pre().ID("cookie-raw").Text(raw),
	)
}
