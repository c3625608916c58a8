package flows

import (
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// Placeholder checks that a frame that waits says in its own place whose content it is and why it
// waits. « Autoriser » allows its category and nothing else, before and after the program runs, and
// nothing on the page moves, neither when the content comes nor when it goes.
func Placeholder(t *testing.T) {
	parallel(t)
	p := harness.FramePage(t, "")
	p.WaitNotice()
	p.Wait(harness.InFrame("video", "#cookies-allow"))
	p.Wait(harness.InFrame("boxed", "#cookies-allow"))
	harness.Eval[any](p, `(window.shifts = 0, new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) shifts += entry.value;
	}).observe({type: "layout-shift", buffered: true}), null)`)
	text := harness.Eval[string](p, harness.InFrame("video", "body")+`.innerText`)
	for _, part := range []string{"Contenu de 127.0.0.1", "«\u00a0Contenus et services de tiers\u00a0» (cookies tiers)",
		"suivre vos visites", "Autoriser", "Gérer mes cookies"} {
		if !strings.Contains(text, part) {
			t.Errorf("the placeholder does not say %q: %s", part, text)
		}
	}
	if harness.Eval[bool](p, harness.InFrame("pixel", "body > *")+` !== null`) {
		t.Error("a frame too small to read has a placeholder")
	}
	button := `getComputedStyle(` + harness.InFrame("video", "#cookies-allow") + `)`
	if height := harness.Eval[string](p, button+`.minHeight`); height != "44px" {
		t.Errorf("« Autoriser » is at least %s high: is it styled?", height)
	}

	p.ClickOn(harness.InFrame("video", "#cookies-allow"))
	p.Wait(`$("video").contentDocument?.title === "Vidéo"`)
	harness.CheckAllowed(p, preferences.ThirdParty)
	p.CheckFocus("video")

	p.ClickOn(harness.InFrame("boxed", "#cookies-manage"))
	p.WaitDialog()
	p.Click("cookies-close")
	p.WaitClosed()
	p.Wait(`document.activeElement?.id === "boxed"
		&& document.activeElement.contentDocument.activeElement?.id === "cookies-manage"`)

	// Undeclared, a tracker follows the statistics, so they are allowed too.
	p.ClickOn(harness.InFrame("boxed", "#cookies-allow"))
	p.Wait(`$("boxed").getAttribute("src") === "video"`)
	p.Wait(`$("boxed").contentDocument === null`) // its sandbox is back
	if got := harness.Eval[string](p, `$("boxed").getAttribute("sandbox")`); got != "allow-popups" {
		t.Errorf("the frame's sandbox is %q once it has its content", got)
	}
	harness.CheckAllowed(p, slices.Concat(preferences.Trackers,
		[]preferences.Name{preferences.Statistics, preferences.ThirdParty})...)

	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	p.Wait(harness.InFrame("video", "#cookies-allow"))
	p.Wait(harness.InFrame("boxed", "#cookies-allow"))
	if shift := harness.Eval[float64](p, `shifts`); shift != 0 {
		t.Errorf("the layout shifted by %v", shift)
	}
}
