package firefox

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestFirefoxFlows runs what visitors do, and what happens to the page around the banner.
func TestFirefoxFlows(t *testing.T) {
	for name, flow := range flows.All {
		t.Run(name, flow)
	}
}

// TestFirefoxKeys: with Tab, Enter, the space bar and Esc alone, a visitor reaches each layer
// and saves a mix; the focus goes back to where it was.
func TestFirefoxKeys(t *testing.T) {
	p := harness.OpenListening(t, harness.ForAude)
	reach := func(id string, back bool) {
		t.Helper()
		for range 15 {
			// Tab also leads to the browser's own controls.
			if p.Focused() == id && harness.Eval[bool](p, `document.hasFocus()`) {
				return
			}
			p.TabKey(back)
		}
		t.Fatalf("Tab never goes to %s", id)
	}
	reach("cookies-read-charter", false)
	p.Press("\r")
	p.Wait(`shadow.querySelector(".charter table")`)
	p.Press(kb.Escape)
	p.Wait(`!$("cookies-dialog")?.open`)
	p.CheckFocus("cookies-read-charter")
	reach("cookies-customize", false)
	p.Press("\r")
	p.WaitDialog()
	reach("cookies-toggle-internal", false)
	p.Press(" ")
	p.Wait(`$("cookies-toggle-internal").checked`)
	reach("cookies-save", false)
	p.Press("\r")
	p.WaitClosed()
	harness.CheckAllowed(p, preferences.Internal)
	harness.CheckQuiet(p)

	reach("open", false)
	p.Press("\r")
	p.WaitDialog()
	p.Press(kb.Escape)
	p.WaitClosed()
	p.CheckFocus("open")
}

// TestFirefoxBackForwardCache: a page that comes back from the back/forward cache follows what
// was chosen on the next one.
func TestFirefoxBackForwardCache(t *testing.T) {
	harness.ServeText(t, "/video", "text/html", "<!doctype html><title>Vidéo</title><p>Une vidéo")
	page := func(name, next string) string {
		return harness.ServeText(t, "/"+name, "text/html; charset=utf-8",
			harness.HistoryPage("/banner/banner.js", "", next))
	}
	page("suite", "portail")
	p := harness.NewPage(t)
	harness.ShowNotice(p, page("portail", "suite"))
	harness.Leave(p)
	p.Choose("cookies-accept")
	harness.ComeBack(p)
	harness.CheckNotAsked(p)
	harness.CheckHistoryGates(p, true)
}
