package flows

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// Withdrawal checks that a withdrawn consent removes the cookies of its trackers, on /, on a
// sub-path and on the parent domain, and no others; that the trackers' own opt-outs are called, and
// undone when the consent is given again.
func Withdrawal(t *testing.T) {
	parallel(t)
	google := []string{"_ga", "_ga_ABC123", "_gid"}
	matomo := []string{"_pk_id.1.1fff", "_pk_ses.1.1fff", "mtm_consent"}
	// The other trackers are not declared, so they were never allowed: theirs stay too.
	stay := []string{"_gateway_session", "_pcid", "atuserid", "etuix", "mtm_consent_removed",
		"sessionid", "xtvrn"}
	portal := strings.Replace(
		harness.Listening(harness.ForAude+` data-trackers="ga matomo"`),
		"<script>", `<script>window._paq = [];`, 1)
	address := harness.ServeText(t, "/explore/jeu", "text/html; charset=utf-8", portal)
	address = harness.Named(address, "donnees.ville.test")
	path := harness.Folder(t) + "/explore"

	p := harness.NewPage(t)
	harness.ShowNotice(p, address)
	p.Choose("cookies-accept")
	p.Wait(`cookiesPreferences.allows("matomo")`)
	places := []string{"/", path, "/; Domain=ville.test", path + "; Domain=ville.test"}
	for i, name := range slices.Concat(google, matomo, stay) {
		cookie := name + "=1; Max-Age=1000; Path=" + places[i%len(places)]
		harness.Eval[any](p, fmt.Sprintf("(document.cookie = %q, null)", cookie))
	}
	p.WaitCookies(slices.Concat(google, matomo, stay)...)

	p.OpenDialog("open")
	p.Click("cookies-toggle-matomo")
	p.Choose("cookies-save")
	p.Wait(`!cookiesPreferences.allows("matomo")`)
	p.WaitCookies(slices.Concat(google, stay)...)
	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	p.WaitCookies(stay...)
	p.Wait(`window["ga-disable-G-ABC123"] === true`)

	p.OpenDialog("open")
	p.Choose("cookies-accept-all")
	p.Wait(`window["ga-disable-G-ABC123"] === false`)
	want := `[["setConsentGiven"],["requireConsent"],["deleteCookies"],["setConsentGiven"]]`
	if got := harness.Eval[string](p, `JSON.stringify(_paq)`); got != want {
		t.Errorf("Matomo's queue is %s, want %s", got, want)
	}

	// Google Analytics goes on writing its cookies until the page is left.
	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	p.Wait(`window["ga-disable-G-ABC123"] === true`)
	harness.Eval[any](p, `(document.cookie = "_ga=2; Path=/", null)`)
	p.Expect("404")
	p.Open(address + "/absent")
	p.WaitCookies(stay...)
}

// GPC checks that Global Privacy Control is no choice: the notice mentions it and asks, and the
// visitor's own choice counts.
func GPC(t *testing.T) {
	parallel(t)
	const signal = "Global Privacy Control"
	p := harness.NewPage(t)
	p.AskNotToBeTracked()
	harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html",
		harness.Listening(harness.ForAude)))
	text := harness.Eval[string](p, `shadow.querySelector(".notice").innerText`)
	if !strings.Contains(text, signal) {
		t.Errorf("the notice does not mention the signal: %s", text)
	}
	if harness.Eval[bool](p, `cookiesPreferences.get() !== null ||
		cookiesPreferences.allows("statistics")`) {
		t.Error("the signal was taken for a choice")
	}
	p.OpenDialog("cookies-customize")
	if harness.Eval[bool](p, `!$("cookies-dialog").innerText.includes("`+signal+`") ||
		$("cookies-toggle-statistics").checked`) {
		t.Error("the preferences do not mention the signal, or something is on")
	}
	p.Choose("cookies-accept-all")
	if !harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`) {
		t.Error("the visitor's own choice does not count")
	}
}
