package flows

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestAnotherTabWithTheProgram: a tab whose notice the program has taken over
// follows the others too: what waits to be recorded there closes it, what is
// forgotten there asks again.
func AnotherTabWithTheProgram(t *testing.T) {
	Besides(t)
	src, let := harness.HeldProgram(t)
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", harness.HeldPage("/banner/banner.js", `data-trackers="matomo"`)))
	p.WaitNotice()
	p.Start()
	other := p.Tab()
	other.Open(harness.ServeText(t, "/suite", "text/html", harness.HeldPage(src, `data-trackers="matomo"`)))
	other.WaitNotice()
	other.Click("cookies-accept")
	other.WaitClosed()
	p.Wait(`!$("cookies-accept")?.checkVisibility()`)
	let()
	harness.CheckTold(t, p, "true")
	p.WaitClosed()
	harness.CheckAllowed(t, p, harness.Everything...)

	harness.Eval[any](p, `(changes.length = 0, null)`)
	harness.Eval[any](other, `(cookiesPreferences.forget(), null)`)
	harness.CheckTold(t, p, "undefined")
	for _, tab := range []*harness.Page{other, p} {
		tab.WaitNotice()
	}
	p.Click("cookies-refuse")
	for _, tab := range []*harness.Page{p, other} {
		tab.WaitClosed()
	}
	harness.CheckAllowed(t, p)
}
