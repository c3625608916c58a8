package harness

import (
	"archive/zip"
	"io"
	"path/filepath"
	"strconv"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

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

// Simulate presses one of the preview's buttons, and waits for the page that it loads.
func Simulate(p *Page, button string) {
	p.T.Helper()
	before := strconv.Quote(Eval[string](p, InPreview(`page.location.href`)))
	p.Click(button)
	p.Wait(InPreview(`page.location.href !== ` + before +
		` && page.document.readyState === "complete"`))
}

// UseWorkshop does what administrators come for: it types a charter with a sentence, reads it in
// the preview, simulates a visitor and a choice, and downloads the files, which it returns.
func UseWorkshop(p *Page, sentence string) map[string][]byte {
	p.T.Helper()
	const asks = `find("cookies-accept")?.checkVisibility()`
	p.Wait(InPreview(asks))
	p.Retype("charter", "Charte de la ville\n\n"+sentence+"\n")
	p.Wait(`$("charter-reading").innerText.includes("` + sentence + `")`)
	p.Wait(InPreview(`page.location.search.includes("data-charter=draft") && ` + asks))
	ClickInPreview(p, "cookies-read-charter")
	p.Wait(InPreview(`root.querySelector(".charter")?.innerText.includes("` + sentence + `")`))
	Simulate(p, "gpc")
	p.Wait(InPreview(`root?.querySelector(".notice")?.innerText.includes("suiv")`))
	Simulate(p, "gpc")
	ClickInPreview(p, "cookies-refuse")
	p.Wait(`$("timeline").innerText.includes("Cookie enregistré")`)
	Simulate(p, "restart")
	p.Wait(InPreview(asks))
	return Download(p)
}

// Download downloads the workshop’s archive, and returns its files by name.
func Download(p *Page) map[string][]byte {
	p.T.Helper()
	folder := p.T.TempDir()
	Call(p, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
		Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder,
		BrowserContextID: chromedp.FromContext(p.Context()).BrowserContextID,
	})
	// By keyboard: each line that the timeline gains moves the button.
	Eval[any](p, `($("download").focus(), null)`)
	p.Press("\r")
	p.Wait(`$("download-message").innerText.includes(".zip")`)
	var archive *zip.ReadCloser
	p.Until("the archive", func() bool {
		found, _ := filepath.Glob(filepath.Join(folder, "*.zip"))
		if len(found) != 1 {
			return false
		}
		var err error
		archive, err = zip.OpenReader(found[0]) // an error while it is being written
		return err == nil
	})
	defer archive.Close()
	files := make(map[string][]byte)
	for _, entry := range archive.File {
		r, err := entry.Open()
		if err != nil {
			p.T.Fatal(err)
		}
		if files[entry.Name], err = io.ReadAll(r); err != nil {
			p.T.Fatal(err)
		}
		r.Close()
	}
	return files
}

// Retype replaces the text of a field, as pasting over it does.
func (p *Page) Retype(id, text string) {
	p.T.Helper()
	p.Click(id)
	Eval[any](p, `($("`+id+`").select(), null)`)
	Call(p, input.InsertText, input.InsertTextParams{Text: text})
}
