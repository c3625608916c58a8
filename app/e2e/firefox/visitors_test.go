package firefox

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/firefox"
	"cookies-preferences/banner/preferences"
)

// TestFirefoxFlows runs what visitors do, and what happens to the page around the banner.
func TestFirefoxFlows(t *testing.T) {
	for name, flow := range map[string]func(*testing.T){
		"change of mind":               flows.ChangeOfMind,
		"withdrawal":                   flows.Withdrawal,
		"Global Privacy Control":       flows.GPC,
		"gated scripts":                flows.GatedScripts,
		"placeholders":                 flows.Placeholder,
		"hand-over":                    flows.HandOver,
		"another tab with the program": flows.AnotherTabWithTheProgram,
		"program missing":              flows.ProgramMissing,
		"leaving before the program":   flows.Journal,
		"inherited styles":             flows.InheritedStyles,
		"accent":                       flows.Accent,
		"moving page":                  flows.MovingPage,
	} {
		t.Run(name, flow)
	}
}

// TestFirefoxKeys: with Tab, Enter, the space bar and Esc alone, a visitor reaches each layer
// and saves a mix; the focus goes back to where it was.
func TestFirefoxKeys(t *testing.T) {
	p := harness.OpenListening(t, harness.ForAude)
	tab := func(ctx context.Context) error { return p.Driver.Press(ctx, "\t") }
	back := func(ctx context.Context) error { return p.Driver.Press(ctx, "\t", browser.Shift) }
	reach := func(id string, step func(context.Context) error) {
		t.Helper()
		for range 15 {
			// Tab also leads to the browser's own controls.
			if p.Focused() == id && harness.Eval[bool](p, `document.hasFocus()`) {
				return
			}
			p.Drive(step)
		}
		t.Fatalf("Tab never goes to %s", id)
	}
	checkFocus := func(want string) {
		t.Helper()
		if id := p.Focused(); id != want {
			t.Errorf("Esc leaves the focus on %q, want %q", id, want)
		}
	}
	reach("cookies-read-charter", tab)
	p.Press("\r")
	p.Wait(`shadow.querySelector(".charter table")`)
	p.Press(kb.Escape)
	p.Wait(`$("cookies-dialog") === null`)
	checkFocus("cookies-read-charter")
	reach("cookies-customize", back)
	p.Press("\r")
	p.WaitDialog()
	reach("cookies-toggle-internal", tab)
	p.Press(" ")
	p.Wait(`$("cookies-toggle-internal").checked`)
	reach("cookies-save", tab)
	p.Press("\r")
	p.WaitClosed()
	harness.CheckAllowed(p, preferences.Internal)
	harness.CheckQuiet(p)

	reach("open", tab)
	p.Press("\r")
	p.WaitDialog()
	p.Press(kb.Escape)
	p.WaitClosed()
	checkFocus("open")
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
	p.Open(page("portail", "suite"))
	p.WaitNotice()
	harness.Leave(p)
	p.Choose("cookies-accept")
	harness.ComeBack(p)
	harness.CheckNotAsked(p)
	harness.CheckHistoryGates(p, true)
}

// TestFirefoxAnotherTab: what is chosen in one tab closes the notice of another once that comes
// to the front, and opens what waits there.
func TestFirefoxAnotherTab(t *testing.T) {
	p := harness.OpenListening(t, harness.ForAude)
	other := p.Tab()
	other.Open(harness.ServeText(t, "/suite", "text/html; charset=utf-8",
		harness.Listening(harness.ForAude)))
	other.WaitNotice()
	other.Choose("cookies-accept")
	p.Drive(p.Driver.(*firefox.Tab).Activate)
	p.WaitClosed()
	harness.CheckChangeEvent(p, "true")
}
