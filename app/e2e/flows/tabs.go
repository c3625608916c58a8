package flows

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// AnotherTabWithTheProgram checks that tabs follow each other, with the program and without: a
// choice in one closes the notice of the others, even before it is recorded, a refusal counts at
// once in all, and forgetting the choice asks again in all.
func AnotherTabWithTheProgram(t *testing.T) {
	parallel(t)
	src, let := harness.HeldProgram(t)
	p := harness.OpenListening(t, harness.ForAude+` data-trackers="matomo"`)
	p.Start()
	address := harness.ServeText(t, "/suite", "text/html",
		harness.HeldPage(src, `data-trackers="matomo"`))
	other, without := p.Tab(), p.Tab()
	harness.ShowNotice(other, address)
	harness.ShowNotice(without, address)
	other.Choose("cookies-accept")
	p.Wait(`!$("cookies-accept")?.checkVisibility()`)
	without.Wait(`!$("cookies-accept")?.checkVisibility()`)
	let()
	for _, tab := range []*harness.Page{p, without} {
		harness.CheckChangeEvent(tab, "true")
		tab.WaitClosed()
		harness.CheckAllowed(tab, harness.Everything...)
	}
	harness.Eval[any](other, `(cookiesPreferences.refuse(), null)`)
	for _, tab := range []*harness.Page{p, without} {
		if harness.Eval[bool](tab, `cookiesPreferences.allows("statistics")`) {
			t.Error("a consent that was withdrawn in another tab is still in force")
		}
	}

	p.Wait(`changes.length === 2`)
	harness.Eval[any](p, `(changes.length = 0, null)`)
	harness.Eval[any](other, `(cookiesPreferences.forget(), null)`)
	harness.CheckChangeEvent(p, "undefined")
	tabs := []*harness.Page{p, other, without}
	for _, tab := range tabs {
		tab.WaitNotice()
	}
	p.Click("cookies-refuse")
	for _, tab := range tabs {
		tab.WaitClosed()
	}
	harness.CheckAllowed(p)
}
