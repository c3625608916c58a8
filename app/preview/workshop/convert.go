package workshop

import (
	"regexp"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/charter"
	"cookies-preferences/charter/convert"
)

// structured finds what a copied page loses in the clipboard's plain text.
var structured = regexp.MustCompile(`(?i)<(table|[ou]l|dl|h[1-6])[\s>]`)

// pasted returns the text of a charter that is pasted in HTML, Markdown or CSV, and "" for anything
// else, which is pasted as it is. isHTML is whether the clipboard says that it is HTML: it has some
// of most plain texts, too.
func pasted(text string, isHTML bool) string {
	name := ""
	if isHTML {
		name = "clipboard.html"
		if !structured.MatchString(text) {
			return ""
		}
	}
	format, err := convert.Detect(name, []byte(text))
	if err != nil || format == convert.Plain {
		return ""
	}
	converted, err := convert.Text(name, []byte(text))
	if err != nil {
		return "" // a few words of a page, or no charter, which the verdict says
	}
	return converted
}

// openFile takes the charter of a file, or says why it can't be taken. Without data, the browser
// could not read it.
func (p *Page) openFile(name string, data []byte) {
	refuse := func(why string) {
		p.message = message{charterFileField,
			french.Spaces("« " + name + " » n’est pas repris : " + why)}
	}
	if data == nil {
		refuse("le navigateur n’a pas pu le lire.")
		return
	}
	text, err := convert.Text(name, data)
	if err != nil {
		refuse(err.Error())
		return
	}
	p.retype(plainLines([]byte(text)), "La charte est celle de « "+name+" ». Ctrl+Z annule.")
}

// isMarkup reports whether the charter's text is in HTML or Markdown.
func (p *Page) isMarkup() bool {
	return p.fault != nil &&
		(p.fault.Code == charter.CodeHTML || p.fault.Code == charter.CodeMarkdown)
}

// convertCharter converts the text, or says why it can't be.
func (p *Page) convertCharter() {
	text, err := convert.Text("", []byte(p.state.Settings.Charter))
	switch {
	case err != nil:
		p.message = message{charterFileField, french.Spaces("Conversion impossible : " + err.Error())}
	case text == p.state.Settings.Charter:
		p.message = message{charterFileField, "Conversion impossible\u00a0: supprimez les balises."}
	default:
		p.retype(text, "Le texte est converti. Ctrl+Z annule.")
	}
}

// retype replaces the charter as if it were typed, and then says so.
func (p *Page) retype(text, outcome string) {
	p.Browser.Retype(text)
	p.ctx.Dispatch(func(app.Context) { p.message = message{charterFileField, french.Spaces(outcome)} })
}
