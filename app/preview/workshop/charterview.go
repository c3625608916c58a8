package workshop

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/banner"
	"cookies-preferences/charter"
)

// charterStep is the charter's text, and the charter as visitors read it.
func (p *Page) charterStep() app.UI {
	return step("charter", "2. Votre charte",
		app.P().Text("Copiez votre charte depuis la page où elle est publiée, tableaux compris, "+
			"et collez-la ici, ou ouvrez son fichier. Le texte est vérifié au fur et à mesure de la "+
			"saisie."),
		app.Div().Class("beside").Body(
			app.Div().Class("draft").Body(
				app.Label().For(charterField).Text("Texte de la charte"),
				app.Textarea().ID(charterField).Rows(20).Spellcheck(true).
					Attr("value", p.state.Settings.Charter).
					Aria("describedby", "charter-status").
					Aria("invalid", p.fault != nil).
					OnInput(func(ctx app.Context, _ app.Event) {
						text := ctx.JSSrc().Get("value").String()
						p.set(func() { p.state.Settings.Charter = text })
					}),
				p.verdict(),
				app.Div().Class("open").Body(
					app.Input().ID(charterFileField).Type("file").
						Accept(".html,.htm,.mhtml,.md,.markdown,.csv,.tsv,.txt").
						Aria("describedby", charterFileField+"-hint"),
					app.Label().For(charterFileField).Text("Ouvrir un fichier…"),
					app.P().ID(charterFileField+"-hint").Class("hint").Text(
						"Page web enregistrée, texte, Markdown ou CSV. "+
							"Vous pouvez aussi le déposer sur le texte."),
					p.answer(charterFileField),
				),
			),
			app.Section().ID("charter-reading").Class("read").TabIndex(0).
				Aria("label", "La charte, telle que vos visiteurs la lisent").
				Body(banner.CharterText(p.parsed, p.version)),
		),
		p.understanding(),
	)
}

// verdict says whether the charter can be read, and offers to convert it and to go back to the
// published one.
func (p *Page) verdict() app.UI {
	s := &p.state.Settings
	published := Default(s.host()).Charter
	return app.Div().Class("verdict").Body(
		app.P().ID("charter-status").Role("status").Class(classIf(p.fault != nil, "fault", "good")).
			Text(french.Spaces(p.verdictText())),
		maybe(p.fault != nil && p.fault.Line > 0, func() app.UI {
			line := p.fault.Line
			return button("charter-line", "Aller à la ligne "+french.Number(line),
				func() { p.Browser.SelectLine(line) }, line)
		}),
		maybe(p.isMarkup(), func() app.UI {
			return button("charter-convert", "Convertir en texte", p.convertCharter)
		}),
		maybe(published != "" && published != s.Charter, func() app.UI {
			return button("charter-published", "Reprendre la charte publiée",
				func() { p.set(func() { s.Charter = published }) }, published)
		}),
	)
}

func (p *Page) verdictText() string {
	if p.fault != nil {
		text := french.CharterError(p.fault)
		switch p.fault.Code { // the command that french.CharterError names is not for this reader
		case charter.CodeHTML:
			text = "le texte est en HTML."
		case charter.CodeMarkdown:
			text = "le texte est en Markdown."
		}
		if p.fault.Line > 0 {
			text = "Ligne " + french.Number(p.fault.Line) + " : " + text
		} else {
			first, n := utf8.DecodeRuneInString(text)
			text = string(unicode.ToUpper(first)) + text[n:]
		}
		if p.version != "" {
			text += " L’aperçu et l’essai montrent encore la dernière version valide."
		}
		return text
	}
	cookies := len(p.understood.Cookies)
	text := "Charte valide : « " + p.parsed.Title + " », " +
		french.Count(len(p.parsed.Sections), "rubrique", "rubriques") + ", " +
		french.Count(cookies, "cookie déclaré", "cookies déclarés") + "."
	if cookies == 0 {
		text += " Attention : aucun cookie n’a été reconnu, " +
			"vos visiteurs n’en verront pas la liste. Dans un tableau, une tabulation sépare " +
			"deux cellules."
	}
	if host := p.parsed.Host(); host != "" && !strings.EqualFold(host, p.state.Settings.host()) {
		text += " Attention : cette charte désigne le portail " + host + "."
	}
	return text
}
