package flows

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// AnotherTabWithTheProgram checks that tabs follow each other, with the program and without: a
// choice in one closes the notice of the others, a refusal counts at once in all, and forgetting
// the choice asks again in all.
func AnotherTabWithTheProgram(t *testing.T) {
	parallel(t)
	const attributes = harness.ForAude + ` data-trackers="matomo"`
	p := harness.OpenListening(t, attributes)
	p.Start()
	address := harness.ServeText(t, "/suite", "text/html", harness.Listening(attributes))
	other, without := p.Tab(), p.Tab()
	harness.ShowNotice(other, address)
	harness.ShowNotice(without, address)
	other.Choose("cookies-accept")
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
