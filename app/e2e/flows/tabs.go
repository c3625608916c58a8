package flows

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// AnotherTabWithTheProgram checks that a tab whose notice belongs to the program follows the other
// tabs: a choice there closes the notice, even before it is recorded, and forgetting it there asks
// again here.
func AnotherTabWithTheProgram(t *testing.T) {
	parallel(t)
	src, let := harness.HeldProgram(t)
	p := harness.OpenListening(t, harness.ForAude+` data-trackers="matomo"`)
	p.Start()
	other := p.Tab()
	harness.ShowNotice(other, harness.ServeText(t, "/suite", "text/html",
		harness.HeldPage(src, `data-trackers="matomo"`)))
	other.Choose("cookies-accept")
	p.Wait(`!$("cookies-accept")?.checkVisibility()`)
	let()
	harness.CheckChangeEvent(p, "true")
	p.WaitClosed()
	harness.CheckAllowed(p, harness.Everything...)

	harness.Eval[any](p, `(changes.length = 0, null)`)
	harness.Eval[any](other, `(cookiesPreferences.forget(), null)`)
	harness.CheckChangeEvent(p, "undefined")
	for _, tab := range []*harness.Page{other, p} {
		tab.WaitNotice()
	}
	p.Click("cookies-refuse")
	for _, tab := range []*harness.Page{p, other} {
		tab.WaitClosed()
	}
	harness.CheckAllowed(p)
}
