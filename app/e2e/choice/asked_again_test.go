package choice

import (
	"slices"
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

// TestTwoPortals: two portals that share a domain, with different questions and charters, ask once
// each and leave each other's answers, but for a refusal of everything. What both ask is kept until
// it is answered again.
func TestTwoPortals(t *testing.T) {
	t.Parallel()
	portal := func(host, attributes string) string {
		return harness.Named(harness.ServeText(t, "/"+host, "text/html", harness.Listening(
			`data-portal="`+host+`" data-domain="ville.test" `+attributes)), host)
	}
	data := portal("donnees.ville.test",
		`data-categories="statistics third_party" data-trackers="matomo"`)
	maps := portal("carte.ville.test", `data-categories="statistics internal"`)
	p := harness.NewPage(t)
	check := func(when string, want ...string) {
		t.Helper()
		got := harness.Eval[[]string](p, `["statistics", "internal", "third_party", "matomo"]
			.filter((name) => cookiesPreferences.allows(name))`)
		if !slices.Equal(got, want) {
			t.Errorf("%s, %q are allowed, want %q", when, got, want)
		}
	}
	settled := func(address string) {
		t.Helper()
		p.Open(address)
		p.Settle()
		if harness.Eval[bool](p, `cookiesPreferences.get() === null || Boolean($("cookies-accept"))`) {
			t.Errorf("%s asks again", address)
		}
	}

	harness.ShowNotice(p, data)
	p.Click("cookies-accept")
	p.Wait(`cookiesPreferences.get()`)
	harness.ShowNotice(p, maps)
	check("before an answer there", "statistics", "third_party", "matomo")
	p.OpenDialog("cookies-customize")
	p.Wait(harness.Started)
	p.Wait(`$("cookies-toggle-statistics").checked && !$("cookies-toggle-internal").checked`)
	p.Click("cookies-toggle-internal")
	p.Choose("cookies-save")
	check("once answered there", "statistics", "internal", "third_party", "matomo")

	settled(data)
	check("back on the first", "statistics", "internal", "third_party", "matomo")
	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	check("refused on the first")
	settled(maps)
	check("on the second again")

	// Other charters: each asks once.
	data = portal("donnees.ville.test",
		`data-categories="statistics third_party" data-trackers="matomo" data-version="a1"`)
	maps = portal("carte.ville.test", `data-categories="statistics internal" data-version="b1"`)
	harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
	harness.ShowNotice(p, data)
	p.Click("cookies-accept")
	p.Wait(`cookiesPreferences.get()`)
	harness.ShowNotice(p, maps)
	check("before an answer about the other charter")
	p.OpenDialog("cookies-customize")
	p.Click("cookies-toggle-internal")
	p.Choose("cookies-save")
	settled(maps)
	settled(data)
	check("after both charters", "internal", "third_party")
}
