package firefox

import (
	"context"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/firefox"
	"cookies-preferences/banner/preferences"
)

// TestFirefoxFlows runs in Firefox what was written for Chromium and is about what
// visitors do, or about the page around the banner.
func TestFirefoxFlows(t *testing.T) {
	for _, flow := range []struct {
		name string
		test func(*testing.T)
	}{
		{"Esc", flows.Esc},
		{"change of mind", flows.ChangeOfMind},
		{"the charter", flows.CharterInTheBanner},
		{"withdrawal", flows.Withdrawal},
		{"withdrawal without the program", flows.WithdrawalWithoutTheProgram},
		{"Global Privacy Control", flows.GPC},
		{"what waits", flows.GatedScripts},
		{"placeholders", flows.Placeholder},
		{"placeholders before the program", flows.PlaceholderBeforeTheProgram},
		{"placeholders with the program", flows.PlaceholderWithTheProgram},
		{"leaving before the program", flows.Journal},
		{"hand-over", flows.HandOver},
		{"another tab with the program", flows.AnotherTabWithTheProgram},
		{"the program comes later", flows.ProgramMissing},
		{"the program ends", flows.ProgramEnds},
		{"inherited styles", flows.InheritedStyles},
		{"accent", flows.Accent},
	} {
		t.Run(flow.name, flow.test)
	}
}

// TestFirefoxErrors: what fails a test in Chromium fails one in Firefox: else the
// others would show little.
func TestFirefoxErrors(t *testing.T) {
	for script, part := range map[string]string{
		`setTimeout(() => { throw new Error("non") })`:                          "Error: non",
		`Promise.reject(new Error("refus"))`:                                    "Error: refus",
		`console.error("faute")`:                                                "console.error: faute",
		`document.body.append(Object.assign(new Image(), {src: "absent.png"}))`: "404",
	} {
		p := harness.NewPage(t)
		p.Expect(part)
		p.Open(harness.ServeText(t, "/portail", "text/html; charset=utf-8", `<!doctype html><title>Portail</title><body><script>`+script+`</script>`))
		p.Until(part, func() bool {
			return strings.Contains(strings.Join(p.Problems(), "\n"), part)
		})
	}
}

// TestFirefoxKeys: by Tab, Enter, the space bar and Esc alone, a visitor comes to
// each layer, saves a mix, and finds the focus where it belongs.
func TestFirefoxKeys(t *testing.T) {
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
	p.WaitNotice()
	tab := func(ctx context.Context) error { return p.Driver.Press(ctx, "\t") }
	back := func(ctx context.Context) error { return p.Driver.Press(ctx, "\t", browser.Shift) }
	reach := func(id string, step func(context.Context) error) {
		t.Helper()
		for range 15 {
			if p.Focused() == id && harness.Eval[bool](p, `document.hasFocus()`) { // not the browser's own controls
				return
			}
			p.Drive(step)
		}
		t.Fatalf("Tab never goes to %s", id)
	}
	reach("cookies-read-charter", tab)
	p.Press("\r")
	p.Wait(`shadow.querySelector(".charter table")`)
	p.Press("\x1b")
	p.Wait(`$("cookies-dialog") === null`)
	reach("cookies-read-charter", func(context.Context) error { t.Fatal("Esc leaves the focus elsewhere"); return nil })
	reach("cookies-customize", back)
	p.Press("\r")
	p.WaitDialog()
	reach("cookies-toggle-internal", tab)
	p.Press(" ")
	p.Wait(`$("cookies-toggle-internal").checked`)
	reach("cookies-save", tab)
	p.Press("\r")
	p.WaitClosed()
	harness.CheckAllowed(t, p, preferences.Internal)
	harness.CheckQuiet(t, p)

	reach("open", tab)
	p.Press("\r")
	p.WaitDialog()
	p.Press("\x1b")
	p.WaitClosed()
	reach("open", func(context.Context) error { t.Fatal("Esc leaves the focus elsewhere"); return nil })
}

// TestFirefoxBackForwardCache: a page that comes back as it was left follows what
// was chosen on the next one.
func TestFirefoxBackForwardCache(t *testing.T) {
	for button, open := range map[string]bool{"cookies-accept": true, "cookies-refuse": false} {
		t.Run(button, func(t *testing.T) {
			harness.ServeText(t, "/video", "text/html; charset=utf-8", "<!doctype html><title>Vidéo</title><p>Une vidéo")
			address := harness.ServeText(t, "/portail", "text/html; charset=utf-8", harness.HistoryPage("/banner/banner.js", "", "suite"))
			harness.ServeText(t, "/suite", "text/html; charset=utf-8", harness.HistoryPage("/banner/banner.js", "", "portail"))
			p := harness.NewPage(t)
			p.Open(address)
			p.WaitNotice()
			harness.Leave(p)
			p.Click(button)
			p.WaitClosed()
			harness.ComeBack(t, p)
			harness.CheckNotAsked(t, p)
			harness.CheckHistoryGates(t, p, open)
		})
	}
}

// TestFirefoxAnotherTab: what is chosen in one tab closes the notice of another
// when that comes to the front, and opens there what waits.
func TestFirefoxAnotherTab(t *testing.T) {
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
	p.WaitNotice()
	other := p.Tab()
	other.Open(harness.ServeText(t, "/suite", "text/html; charset=utf-8", harness.Listening(`data-portal="`+harness.Aude+`"`)))
	other.WaitNotice()
	other.Click("cookies-accept")
	other.WaitClosed()
	p.Drive(p.Driver.(*firefox.Tab).Activate)
	p.WaitClosed()
	harness.CheckTold(t, p, "true")
}
