package flows

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// clickInFrame presses the middle of what is in a frame.
func clickInFrame(p *harness.Page, frame, selector string) {
	p.T.Helper()
	p.Wait(harness.InFrame(frame, selector))
	p.ClickAt(harness.Eval[[2]float64](p, `(() => {
		$("`+frame+`").scrollIntoView({block: "center"});
		const outer = $("`+frame+`").getBoundingClientRect(), inner = `+harness.InFrame(frame, selector)+`.getBoundingClientRect();
		return [outer.x + inner.x + inner.width / 2, outer.y + inner.y + inner.height / 2];
	})()`))
}

// TestPlaceholder: a frame that waits says whose content it is and why it waits,
// in its place; « Autoriser » allows its category and nothing else, and nothing
// moves, neither when it comes nor when it goes.
func Placeholder(t *testing.T) {
	Besides(t)
	p := harness.FramePage(t, "")
	p.WaitNotice()
	p.Wait(harness.InFrame("video", "#cookies-allow"))
	p.Wait(harness.InFrame("boxed", "#cookies-allow"))
	harness.Eval[any](p, `(window.shifts = 0, new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) {
			shifts += entry.value;
		}
	}).observe({type: "layout-shift", buffered: true}), null)`)
	text := harness.Eval[string](p, harness.InFrame("video", "body")+`.innerText`)
	for _, part := range []string{"Contenu de 127.0.0.1", "«\u00a0Tiers\u00a0»", "suivre vos visites", "Autoriser", "Gérer mes cookies"} {
		if !strings.Contains(text, part) {
			t.Errorf("the placeholder does not say %q: %s", part, text)
		}
	}
	if harness.Eval[bool](p, harness.InFrame("pixel", "body > *")+` !== null || getComputedStyle(`+harness.InFrame("video", "#cookies-allow")+`).minHeight !== "44px"`) {
		t.Error("a frame too small to read has a placeholder, or the other has no style")
	}

	clickInFrame(p, "video", "#cookies-allow")
	p.Wait(`$("video").contentDocument?.title === "Vidéo"`)
	p.WaitClosed()
	harness.CheckAllowed(t, p, preferences.ThirdParty)
	if got := p.Focused(); got != "video" {
		t.Errorf("the focus is on %q, want it where the content is", got)
	}

	// « Gérer mes cookies » opens the preferences and gives the focus back.
	clickInFrame(p, "boxed", "#cookies-manage")
	p.WaitDialog()
	p.Click("cookies-close")
	p.WaitClosed()
	if got := p.Focused(); got != "boxed" {
		t.Errorf("the focus is on %q, want it back in the frame", got)
	}

	// Undeclared, a tracker follows the statistics: they are what is asked for.
	clickInFrame(p, "boxed", "#cookies-allow")
	p.Wait(`$("boxed").getAttribute("src") === "video"`)
	p.Wait(`$("boxed").contentDocument === null`) // its sandbox is there again
	if got := harness.Eval[string](p, `$("boxed").getAttribute("sandbox")`); got != "allow-popups" {
		t.Errorf("the frame's sandbox is %q once it has its content", got)
	}
	all := append([]preferences.Name{preferences.Statistics, preferences.ThirdParty}, preferences.Trackers[:]...)
	harness.CheckAllowed(t, p, all...)

	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	p.Wait(harness.InFrame("video", "#cookies-allow"))
	p.Wait(harness.InFrame("boxed", "#cookies-allow"))
	if shift := harness.Eval[float64](p, `shifts`); shift != 0 {
		t.Errorf("the layout shifted by %v", shift)
	}
}

// TestPlaceholderBeforeTheProgram: what is allowed on placeholders before the
// program is there outlives the page, all of it.
func PlaceholderBeforeTheProgram(t *testing.T) {
	Besides(t)
	src, let := harness.HeldProgram(t)
	harness.ServeText(t, "/video", "text/html", `<title>Vidéo</title>`)
	address := harness.ServeText(t, "/portail", "text/html", strings.Replace(harness.HeldPage(src, ""), "</main>", `
		<iframe id="video" title="Vidéo" width="560" height="315" data-cookies="third_party" data-src="video"></iframe>
		<iframe id="map" title="Carte" width="560" height="315" data-cookies="internal" data-src="video"></iframe></main>`, 1))
	p := harness.NewPage(t)
	p.Open(address)
	p.WaitNotice()
	clickInFrame(p, "video", "#cookies-allow")
	p.WaitClosed()
	clickInFrame(p, "map", "#cookies-allow")
	p.Open(address)
	p.Settle()
	p.WaitClosed()
	let()
	p.Wait(`cookiesPreferences.get()?.third_party && cookiesPreferences.get()?.internal`)
	p.Wait(`$("video").contentDocument?.title === "Vidéo" && $("map").contentDocument?.title === "Vidéo"`)
	harness.CheckAllowed(t, p, preferences.ThirdParty, preferences.Internal)
}

// TestPlaceholderWithTheProgram: « Autoriser » closes a notice that the program
// has taken over, and ends nothing.
func PlaceholderWithTheProgram(t *testing.T) {
	Besides(t)
	p := harness.FramePage(t, "")
	p.WaitNotice()
	p.Start()
	clickInFrame(p, "video", "#cookies-allow")
	p.WaitClosed()
	p.Wait(`cookiesPreferences.allows("third_party")`)
	harness.CheckAllowed(t, p, preferences.ThirdParty)
	p.Click("open")
	p.WaitDialog()
	if _, warnings := p.Seen(); len(warnings) > 0 {
		t.Errorf("the console has %q", warnings)
	}
}
