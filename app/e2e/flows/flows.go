// Package flows holds tests that run in more than one browser, as functions: what belongs to
// one promise alone is in the package of that promise.
package flows

import (
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestEsc: Esc commits nothing, closes one dialog, and gives the focus back.
func Esc(t *testing.T) {
	Besides(t)
	p := harness.NewPage(t)
	p.Open("/portail/" + harness.Aude)
	p.WaitNotice()
	p.Click("cookies-customize")
	p.WaitDialog()
	p.Click("cookies-toggle-statistics")
	p.Press("\x1b")
	p.Wait(`$("cookies-dialog") === null`)
	if p.Cookie() != nil {
		t.Error("Esc wrote the cookie")
	}
	if id := p.Focused(); id != "cookies-customize" {
		t.Errorf("Esc leaves the focus on %q", id)
	}
	p.WaitNotice()

	// The draft went with it: every optional toggle is off again.
	p.Click("cookies-customize")
	p.WaitDialog()
	if harness.Eval[bool](p, `$("cookies-toggle-statistics").checked`) {
		t.Error("the draft outlived Esc")
	}
	p.Press("\x1b")
	p.Wait(`$("cookies-dialog") === null`)
	p.Reload()
	p.WaitNotice() // Esc was no choice: the visitor is still asked
}

// TestChangeOfMind accepts, reopens from the portal's footer, sees what is
// allowed, gives it up on Esc, and then changes it.
func ChangeOfMind(t *testing.T) {
	Besides(t)
	const opener = `document.querySelector(".ods-manage-cookies-preferences__show-button, [data-cookies-preferences='open']")`
	p, since := harness.NewPage(t), time.Now()
	p.Open("/portail/" + harness.Aude)
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	all := harness.Choice(t, preferences.Statistics, preferences.Internal, preferences.ThirdParty)
	harness.CheckCookie(t, p, all, since)
	first := p.Cookie().Value
	p.Reload()

	harness.Eval[any](p, opener+`.id = "opener"`)
	p.Click("opener")
	p.WaitDialog()
	for _, n := range preferences.Categories {
		if !harness.Eval[bool](p, `$("cookies-toggle-`+string(n)+`").checked`) {
			t.Errorf("reopened, %s is not shown as allowed", n)
		}
	}
	p.Click("cookies-toggle-third_party")
	p.Press("\x1b")
	p.WaitClosed()
	if got := p.Cookie().Value; got != first {
		t.Errorf("Esc changed the cookie to %s", got)
	}
	if id := p.Focused(); id != "opener" {
		t.Errorf("Esc leaves the focus on %q, want the opener", id)
	}

	p.Click("opener")
	p.WaitDialog()
	p.Click("cookies-toggle-third_party")
	since = time.Now()
	p.Click("cookies-save")
	p.WaitClosed()
	harness.CheckCookie(t, p, harness.Choice(t, preferences.Statistics, preferences.Internal), since)
	if id := p.Focused(); id != "opener" {
		t.Errorf("saving leaves the focus on %q, want the opener", id)
	}
	harness.CheckQuiet(t, p)
}
