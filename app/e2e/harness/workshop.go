package harness

import (
	"github.com/chromedp/cdproto/input"

	"cookies-preferences/app/preview/workshop"
)

// ShowWorkshop opens the workshop by a link, and waits until its preview shows the notice
// and its service worker runs.
func ShowWorkshop(p *Page, link string) {
	p.T.Helper()
	p.Open("/banner/atelier/" + link)
	p.Wait(InPreview(`find("cookies-accept")?.checkVisibility()`))
	p.Wait(`navigator.serviceWorker.controller`)
}

// StateLink is the link to settings and a view.
func StateLink(s workshop.Settings, v workshop.View) string {
	if v.Width == 0 {
		v.Width = workshop.Widths[0]
	}
	return "#" + workshop.State{Settings: s, View: v}.Link()
}

// InPreview is a script that evaluates an expression about the preview, its window page, where
// find finds an element of the banner or of the page by its id.
func InPreview(expression string) string {
	return `(() => {
		const page = document.getElementById("preview")?.contentWindow;
		const root = page?.document.querySelector("cookies-preferences")?.shadowRoot;
		const find = (id) => root?.getElementById(id) ?? page?.document.getElementById(id);
		return ` + expression + `;
	})()`
}

// isCurrent is true once the preview shows the current settings and has loaded.
var isCurrent = `$("preview").ariaBusy !== "true" && ` +
	InPreview(`page.document.readyState === "complete"`)

// ClickInPreview clicks the middle of an element of the preview, which may be scaled.
func ClickInPreview(p *Page, id string) {
	p.T.Helper()
	p.Wait(isCurrent)
	Eval[any](p, `($("preview").scrollIntoView({block: "end"}), null)`) // the notice is at its end
	p.ClickOn(InPreview(`find("` + id + `")`))
}

// Retype replaces the text of a field, as pasting over it does.
func (p *Page) Retype(id, text string) {
	p.T.Helper()
	p.Click(id)
	Eval[any](p, `($("`+id+`").select(), null)`)
	Call(p, input.InsertText, input.InsertTextParams{Text: text})
}
