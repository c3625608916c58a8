package workshop

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/app/internal/french"
)

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
					app.Button().ID(downloadID).Type("button").Class("main").Text("Télécharger les fichiers (zip)").
						OnClick(func(app.Context, app.Event) { p.download() }),
					p.answer(downloadID),
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
				app.P().Class("hint").Text("La ligne porte l’empreinte de banner.js (integrity)\u00a0: déposez une version plus récente dans un autre dossier, puis changez la ligne\u00a0; retirez l’ancien dossier quelques jours après."),
				app.P().Body(
					app.Button().ID(shareID).Type("button").Text("Copier le lien vers ces réglages").
						OnClick(func(app.Context, app.Event) { p.copy(shareID, "Le lien", p.Browser.Address()) }),
				),
				p.answer(shareID),
			)
		}),
	)
}

func foreign(s Settings) string {
	origin, another := s.anotherHost()
	if !another {
		return ""
	}
	return french.Spaces("Par cette ligne, les pages du portail exécuteront le programme que leur donne " + origin + ", qui n’est pas " + s.host() +
		" et pourra tout y lire et y changer. Ne la collez que si cet hôte est aussi le vôtre ; sinon, corrigez le dossier, dans les réglages avancés.")
}

func another(s Settings) string {
	if origin, another := s.anotherHost(); another {
		return french.Spaces(" ; " + origin + " doit les envoyer avec l’en-tête Access-Control-Allow-Origin: *.")
	}
	return ", sous-dossiers compris."
}

func (p *Page) copied(id, title, text string) app.UI {
	return app.Div().Body(
		app.Div().Class("copied").Body(
			app.Pre().ID(id).Text(text),
			app.Button().ID(id+"-copier").Type("button").Text("Copier").Aria("label", "Copier\u00a0: "+title).
				OnClick(func(app.Context, app.Event) { p.copy(id, title, text) }, app.EventScope(text)),
		),
		p.answer(id),
	)
}

// The controls that are answered, besides the texts to copy.
const (
	downloadID = "telecharger"
	shareID    = "partager"
)

// message is what came of a press, and of which control.
type message struct{ of, text string }

// answer is where a control's message is told, to screen readers too; it is there before
// there is one, or they would not tell it.
func (p *Page) answer(of string) app.UI {
	text := ""
	if p.message.of == of {
		text = p.message.text
	}
	return app.P().ID(of + "-message").Class("message").Role("status").Text(text)
}
