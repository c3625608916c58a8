package choice

import (
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

// TestAnotherTab: while a choice waits for the program, no other tab asks, neither an open one nor
// a new one, even once the tab of the choice is closed. The new one records it, and the others
// follow; a later refusal in one tab counts in the other at once.
func TestAnotherTab(t *testing.T) {
	t.Parallel()
	src, let := harness.HeldProgram(t)
	address := harness.ServeText(t, "/portail", "text/html",
		harness.HeldPage(src, `data-trackers="matomo"`))
	p := harness.NewPage(t)
	p.Open(address)
	p.WaitNotice()
	before := p.Tab()
	before.Open(address)
	before.WaitNotice()

	p.Click("cookies-accept")
	p.WaitClosed()
	before.WaitClosed()
	p.Drive(p.Driver.Close)
	after := before.Tab()
	after.Open(address)
	after.Settle()
	after.WaitClosed()
	if harness.Eval[bool](after, `cookiesPreferences.allows("statistics")`) {
		t.Error("another tab allows what is not recorded yet")
	}
	let()
	for _, tab := range []*harness.Page{after, before} {
		harness.CheckChangeEvent(tab, "true")
	}
	harness.CheckAllowed(after, harness.Everything...)

	harness.Eval[any](after, `(cookiesPreferences.refuse(), null)`)
	if harness.Eval[bool](before, `cookiesPreferences.allows("statistics")`) {
		t.Error("a consent that was withdrawn in another tab is still in force")
	}
	before.Click("open")
	before.WaitDialog()
	if harness.Eval[bool](before, `$("cookies-toggle-statistics").checked`) {
		t.Error("the preferences show a consent that was withdrawn in another tab")
	}
}

// TestAnotherTabWithTheProgram: a tab whose notice belongs to the program follows the others.
func TestAnotherTabWithTheProgram(t *testing.T) { flows.AnotherTabWithTheProgram(t) }
