package flows

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// PressesOnce checks that a press of the mouse has its effect once, without the program and with
// it: « Détails » opens, and closes again; a switch's label moves the switch.
func PressesOnce(t *testing.T) {
	parallel(t)
	src, let := harness.HeldProgram(t)
	p := harness.OpenPortal(t, harness.HeldPage(src, ""))
	p.OpenDialog("cookies-customize")
	const details, toggle = "cookies-details-internal", "cookies-toggle-internal"
	const label = `shadow.querySelector("[for=` + toggle + `]")`
	check := func() {
		t.Helper()
		for _, open := range []string{"true", "false"} {
			p.Click(details)
			p.Settle()
			if got := harness.Eval[string](p, `String($("`+details+`").parentNode.open)`); got != open {
				t.Errorf("after a press, « Détails » is open: %s, want %s", got, open)
			}
		}
		for _, on := range []string{"true", "false"} {
			p.ClickOn(label)
			p.Settle()
			if got := harness.Eval[string](p, `String($("`+toggle+`").checked)`); got != on {
				t.Errorf("after a press on its label, the switch is on: %s, want %s", got, on)
			}
		}
	}
	check()
	let()
	p.Wait(harness.Started)
	check()
}
