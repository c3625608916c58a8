package workshop

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/app/internal/french"
)

// The ids of the buttons that answer, besides those that copy a text.
const (
	downloadID = "download"
	shareID    = "share"
)

// message is the outcome of pressing a button, and the id of what it is shown under.
type message struct{ of, text string }

// installStep has the files, the tag and the instructions.
func (p *Page) installStep() app.UI {
	return step("install", "6. Installer",
		app.If(!p.ready(), func() app.UI {
			return fault("Corrigez d’abord les points signalés plus haut.").ID("install-waiting")
		}).Else(func() app.UI {
			s := p.state.Settings
			return app.Div().Body(
				maybe(s.foreignWarning() != "", func() app.UI {
					return fault(s.foreignWarning()).ID("install-elsewhere").Role("alert")
				}),
				app.Ol().Class("steps").Body(p.installSteps(s)...),
				app.P().Class("hint").Text(Updates),
				app.P().Body(button(shareID, "Copier le lien vers ces réglages",
					func() { p.copy(shareID, "Le lien", p.Browser.Address()) })),
				p.answer(shareID),
			)
		}),
	)
}

func (p *Page) installSteps(s Settings) (items []app.UI) {
	for _, step := range s.instructions(p.sums[scriptName]) {
		item := []app.UI{app.P().Body(marked(french.Spaces(step.text))...)}
		if step.snippet == "" {
			download := button(downloadID, "Télécharger les fichiers (zip)", p.download)
			item = append(item, download.Class("main"), p.answer(downloadID))
		} else {
			item = append(item, p.copied(step.id, step.title, step.snippet))
		}
		items = append(items, app.Li().Body(item...))
	}
	return items
}

// marked is a text with the code that stands between its backquotes.
func marked(text string) (parts []app.UI) {
	for i, part := range strings.Split(text, "`") {
		if i%2 == 1 {
			parts = append(parts, app.Code().Text(part))
		} else {
			parts = append(parts, app.Text(part))
		}
	}
	return parts
}

// foreignWarning warns of a tag that lets another host run a script in the portal's pages;
// "" for any other tag. A stranger may have sent the link with these settings.
func (s Settings) foreignWarning() string {
	origin, another := s.anotherHost()
	if !another {
		return ""
	}
	return french.Spaces("Avec cette balise, les pages du portail exécuteront un script " +
		"fourni par " + origin + ", qui n’est pas " + s.host() +
		". Ce serveur pourra lire et modifier toutes vos pages. " +
		"Ne la collez que si ce serveur est aussi le vôtre ; " +
		"sinon, corrigez le dossier dans les réglages avancés.")
}

// copied is a text with a button that copies it.
func (p *Page) copied(id, title, text string) app.UI {
	return app.Div().Body(
		app.Div().Class("copied").Body(
			app.Pre().ID(id).Text(text),
			button(id+"-copy", "Copier", func() { p.copy(id, title, text) }, text).
				Aria("label", "Copier\u00a0: "+title),
		),
		p.answer(id),
	)
}

// answer is where the outcome of a press is shown. The live region is there beforehand:
// screen readers announce only what changes in it.
func (p *Page) answer(of string) app.UI {
	text := ""
	if p.message.of == of {
		text = p.message.text
	}
	return app.P().ID(of + "-message").Class("message").Role("status").Text(text)
}
