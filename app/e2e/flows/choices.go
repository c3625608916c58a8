package flows

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// ChangeOfMind leaves the preferences with Esc, which is no choice, accepts on the notice, reopens
// the preferences from the portal's footer, drops a change with Esc, and then saves it. The focus
// goes back to the control each time.
func ChangeOfMind(t *testing.T) {
	parallel(t)
	p, since := harness.NewPage(t), time.Now()
	harness.ShowNotice(p, "/portail/"+harness.Aude)
	p.OpenDialog("cookies-customize")
	p.Click("cookies-toggle-statistics")
	p.Press(kb.Escape)
	p.Wait(`!$("cookies-dialog")?.open`)
	p.CheckFocus("cookies-customize")
	p.OpenDialog("cookies-customize")
	if p.Cookie() != nil || harness.Eval[bool](p, `$("cookies-toggle-statistics").checked`) {
		t.Error("Esc wrote the cookie, or the draft outlived it")
	}
	p.Press(kb.Escape)
	p.WaitNotice() // the visitor is still asked
	p.Choose("cookies-accept")
	all := harness.Choice(t,
		preferences.Statistics, preferences.Internal, preferences.ThirdParty)
	harness.CheckCookie(p, all, since)
	first := p.Cookie().Value
	p.Reload()

	harness.Eval[any](p, `document.querySelector(".ods-manage-cookies-preferences__show-button,"
		+ "[data-cookies-preferences='open']").id = "trigger"`)
	p.OpenDialog("trigger")
	for _, n := range preferences.Categories {
		if !harness.Eval[bool](p, `$("cookies-toggle-`+string(n)+`").checked`) {
			t.Errorf("reopened, %s is not shown as allowed", n)
		}
	}
	p.Click("cookies-toggle-third_party")
	p.Press(kb.Escape)
	p.WaitClosed()
	if got := p.Cookie().Value; got != first {
		t.Errorf("Esc changed the cookie to %s", got)
	}
	p.CheckFocus("trigger")

	p.OpenDialog("trigger")
	p.Click("cookies-toggle-third_party")
	since = time.Now()
	p.Choose("cookies-save")
	want := harness.Choice(t, preferences.Statistics, preferences.Internal)
	harness.CheckCookie(p, want, since)
	p.CheckFocus("trigger")
	harness.CheckQuiet(p)
}
