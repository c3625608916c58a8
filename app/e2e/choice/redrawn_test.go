package choice

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestForgottenWithAnotherDomain: a choice that another page of the host made with a
// Domain is forgotten too: it does not come back from under a refusal.
func TestForgottenWithAnotherDomain(t *testing.T) {
	t.Parallel()
	named := func(path, attributes string) string {
		return strings.Replace(harness.ServeText(t, path, "text/html", harness.Listening(attributes)), "http://127.0.0.1", "http://donnees.ville.test", 1)
	}
	p := harness.NewPage(t)
	p.Open(named("/portail", `data-portal="`+harness.Aude+`" data-domain="ville.test"`))
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	p.Open(named("/suite", `data-portal="`+harness.Aude+`"`))
	p.Wait(`window.cookiesPreferences?.allows("statistics")`)
	harness.Eval[any](p, `(cookiesPreferences.refuse(), cookiesPreferences.forget(), null)`)
	p.WaitNotice()
	if harness.Eval[bool](p, `cookiesPreferences.get() !== null || cookiesPreferences.allows("statistics")`) {
		t.Error("what was refused is back")
	}
}
