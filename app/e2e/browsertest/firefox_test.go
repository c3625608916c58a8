package browsertest

import (
	"context"
	"strings"
	"testing"

	"cookies-preferences/banner/preferences"
)

// TestFirefoxFlows runs in Firefox what was written for Chromium and is about what
// visitors do, or about the page around the banner.
func TestFirefoxFlows(t *testing.T) {
	for _, flow := range []struct {
		name string
		test func(*testing.T)
	}{
		{"Esc", TestEsc},
		{"change of mind", TestChangeOfMind},
		{"the charter", TestCharterInTheBanner},
		{"withdrawal", TestWithdrawal},
		{"withdrawal without the program", TestWithdrawalWithoutTheProgram},
		{"Global Privacy Control", TestGPC},
		{"what waits", TestGatedScripts},
		{"placeholders", TestPlaceholder},
		{"placeholders before the program", TestPlaceholderBeforeTheProgram},
		{"placeholders with the program", TestPlaceholderWithTheProgram},
		{"leaving before the program", TestJournal},
		{"hand-over", TestHandOver},
		{"another tab with the program", TestAnotherTabWithTheProgram},
		{"the program comes later", TestProgramMissing},
		{"the program ends", TestProgramEnds},
		{"inherited styles", TestInheritedStyles},
		{"accent", TestAccent},
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
		p := newPage(t)
		p.expect(part)
		p.open(serveText(t, "/portail", "text/html; charset=utf-8", `<!doctype html><title>Portail</title><body><script>`+script+`</script>`))
		p.until(part, func() bool {
			p.mu.Lock()
			defer p.mu.Unlock()
			return strings.Contains(strings.Join(p.problems, "\n"), part)
		})
	}
}

// TestFirefoxKeys: by Tab, Enter, the space bar and Esc alone, a visitor comes to
// each layer, saves a mix, and finds the focus where it belongs.
func TestFirefoxKeys(t *testing.T) {
	p := openListening(t, `data-portal="`+aude+`"`)
	p.waitNotice()
	tab := func(ctx context.Context) error { return p.driver.press(ctx, "\t") }
	back := func(ctx context.Context) error { return p.driver.(firefoxTab).PressShift(ctx, "\t") }
	reach := func(id string, step func(context.Context) error) {
		t.Helper()
		for range 15 {
			if p.focused() == id && eval[bool](p, `document.hasFocus()`) { // not the browser's own controls
				return
			}
			p.drive(step)
		}
		t.Fatalf("Tab never goes to %s", id)
	}
	reach("cookies-read-charter", tab)
	p.press("\r")
	p.wait(`shadow.querySelector(".charter table")`)
	p.press("\x1b")
	p.wait(`$("cookies-dialog") === null`)
	reach("cookies-read-charter", func(context.Context) error { t.Fatal("Esc leaves the focus elsewhere"); return nil })
	reach("cookies-customize", back)
	p.press("\r")
	p.waitDialog()
	reach("cookies-toggle-internal", tab)
	p.press(" ")
	p.wait(`$("cookies-toggle-internal").checked`)
	reach("cookies-save", tab)
	p.press("\r")
	p.waitClosed()
	checkAllowed(t, p, preferences.Internal)
	checkQuiet(t, p)

	reach("open", tab)
	p.press("\r")
	p.waitDialog()
	p.press("\x1b")
	p.waitClosed()
	reach("open", func(context.Context) error { t.Fatal("Esc leaves the focus elsewhere"); return nil })
}

// TestFirefoxBackForwardCache: a page that comes back as it was left follows what
// was chosen on the next one.
func TestFirefoxBackForwardCache(t *testing.T) {
	for button, open := range map[string]bool{"cookies-accept": true, "cookies-refuse": false} {
		t.Run(button, func(t *testing.T) {
			serveText(t, "/video", "text/html; charset=utf-8", "<!doctype html><title>Vidéo</title><p>Une vidéo")
			address := serveText(t, "/portail", "text/html; charset=utf-8", historyPage("/banner/banner.js", "", "suite"))
			serveText(t, "/suite", "text/html; charset=utf-8", historyPage("/banner/banner.js", "", "portail"))
			p := newPage(t)
			p.open(address)
			p.waitNotice()
			leave(p)
			p.click(button)
			p.waitClosed()
			comeBack(t, p)
			checkNotAsked(t, p)
			checkHistoryGates(t, p, open)
		})
	}
}

// TestFirefoxAnotherTab: what is chosen in one tab closes the notice of another
// when that comes to the front, and opens there what waits.
func TestFirefoxAnotherTab(t *testing.T) {
	p := openListening(t, `data-portal="`+aude+`"`)
	p.waitNotice()
	other := p.tab()
	other.open(serveText(t, "/suite", "text/html; charset=utf-8", listening(`data-portal="`+aude+`"`)))
	other.waitNotice()
	other.click("cookies-accept")
	other.waitClosed()
	p.drive(func(ctx context.Context) error { return p.driver.(firefoxTab).Activate(ctx) })
	p.waitClosed()
	checkTold(t, p, "true")
}
