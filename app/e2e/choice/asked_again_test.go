package choice

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestAskedAgain: a visitor who has chosen is asked again when a tracker was added since, or the
// charter's version changed, and only then. Until they answer, nothing optional is allowed; a
// refusal withdraws what the first choice allowed.
func TestAskedAgain(t *testing.T) {
	t.Parallel()
	page := func(name, attributes string) string {
		return harness.ServeText(t, "/"+name, "text/html",
			harness.Listening(harness.ForAude+" "+attributes))
	}
	const asks = `cookiesPreferences.get() === null || Boolean($("cookies-accept"))`
	first := page("first", `data-trackers="matomo" data-version="2026-11"`)
	p := harness.NewPage(t)
	harness.ShowNotice(p, first)
	p.Click("cookies-accept")
	p.Wait(`cookiesPreferences.get()`)
	if got := harness.Eval[string](p, `cookiesPreferences.get().charter`); got != "2026-11" {
		t.Errorf("the record's version is %q", got)
	}
	harness.Eval[any](p, `(document.cookie = "_pk_id.1.1fff=1; Path=/",
		document.cookie = "sessionid=1; Path=/", null)`)

	for _, address := range []string{first, page("less", `data-version="2026-11"`)} {
		p.Open(address)
		p.Settle()
		if harness.Eval[bool](p, asks) {
			t.Errorf("%s asks again", address)
		}
	}
	for _, address := range []string{
		page("tracker", `data-trackers="matomo xiti" data-version="2026-11"`),
		page("version", `data-trackers="matomo" data-version="2026-12"`),
	} {
		harness.ShowNotice(p, address)
		if harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`) {
			t.Errorf("%s allows what was accepted elsewhere while it asks", address)
		}
	}
	p.OpenDialog("cookies-customize")
	p.Choose("cookies-refuse-all")
	p.Wait(`!document.cookie.includes("_pk_id")`)
	if !strings.Contains(harness.Eval[string](p, `document.cookie`), "sessionid") {
		t.Error("the portal's own cookie is gone")
	}
	p.Reload()
	if harness.Eval[bool](p, asks) {
		t.Error("once answered, it asks again")
	}
}
