package choice

import (
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser"
)

// TestGrantedAgain: who forgets their choice and accepts again has trackers told so,
// and keeps the cookies that these write from then on.
func TestGrantedAgain(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`"`), "<script>", `<script>window._paq = [];`, 1)))
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	harness.Eval[any](p, `(document.cookie = "_ga=1; Path=/", document.cookie = "_ga_ABC=1; Path=/", cookiesPreferences.forget(), null)`)
	p.Wait(`!document.cookie.includes("_ga") && window["ga-disable-G-ABC"] === true`)
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	p.Wait(`window["ga-disable-G-ABC"] === false && _paq.length === 3`)
	if got := harness.Eval[string](p, `JSON.stringify(_paq)`); got != `[["requireConsent"],["deleteCookies"],["setConsentGiven"]]` {
		t.Errorf("Matomo was told %s", got)
	}
	harness.Eval[any](p, `(document.cookie = "_ga=2; Path=/", null)`)
	p.Open("/accueil-absent")
	p.Expect("404")
	if !slices.ContainsFunc(p.Cookies(), func(c browser.Cookie) bool { return c.Name == "_ga" }) {
		t.Error("the cookie of a consent that stands is gone")
	}
}

// TestWithdrawalMissing: where what ends withdrawn consents cannot be fetched, the
// refusal is recorded, the integrator is told that cookies stay, and the next change
// tries again.
func TestWithdrawalMissing(t *testing.T) {
	t.Parallel()
	var missing atomic.Bool // read by the server, set by the test
	missing.Store(true)
	src := harness.ServeBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		if !missing.Load() || !strings.HasPrefix(name, "withdrawal-") {
			return true
		}
		http.NotFound(w, r)
		return false
	})
	p := harness.NewPage(t)
	p.Expect("404")
	p.Open(harness.ServeText(t, "/portail", "text/html", strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`"`), "/banner/banner.js", src, 1)))
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	harness.Eval[any](p, `(document.cookie = "_ga=1; Path=/", cookiesPreferences.refuse(), null)`)
	harness.CheckError(t, p, "withdrawal", "withdrawal-", "stays")
	if harness.Eval[bool](p, `cookiesPreferences.allows("ga") || !document.cookie.includes("_ga=")`) {
		t.Error("Google Analytics is allowed, or its cookie is gone by itself")
	}
	missing.Store(false)
	p.Reload()
	p.Click("open")
	p.WaitDialog()
	p.Click("cookies-accept-all")
	p.WaitClosed()
	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	p.Wait(`!document.cookie.includes("_ga=")`)
}

// TestRefusedWhenAskedAgain: what a choice allowed is withdrawn by the refusal that
// follows it on a page that asks again, too.
func TestRefusedWhenAskedAgain(t *testing.T) {
	t.Parallel()
	first := harness.ServeText(t, "/portail", "text/html", harness.Listening(`data-portal="`+harness.Aude+`" data-version="1"`))
	second := harness.ServeText(t, "/suite", "text/html", harness.Listening(`data-portal="`+harness.Aude+`" data-version="2"`))
	p := harness.NewPage(t)
	p.Open(first)
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	harness.Eval[any](p, `(document.cookie = "_pk_id.1.1fff=1; Path=/", document.cookie = "sessionid=1; Path=/", null)`)
	p.Open(second)
	p.WaitNotice()
	p.Click("cookies-refuse")
	p.WaitClosed()
	p.Wait(`!document.cookie.includes("_pk_id")`)
	if !harness.Eval[bool](p, `document.cookie.includes("sessionid")`) {
		t.Error("the portal's own cookie is gone")
	}
}

// TestReloadNeeded: who refuses what runs on the page already is told that a
// reload ends it, whoever writes the choice; others are not.
func TestReloadNeeded(t *testing.T) {
	t.Parallel()
	address := harness.ServeText(t, "/portail", "text/html", strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`"`), "</main>",
		`<script type="text/plain" data-cookies="matomo">window.ran = true</script></main>`, 1))
	for _, running := range []bool{false, true} {
		p := harness.NewPage(t)
		p.Open(address)
		p.WaitNotice()
		p.Click("cookies-accept")
		p.Wait(`window.ran`)
		if got := harness.Eval[string](p, `$("cookies-status").innerText`); !strings.Contains(got, "enregistrés") || strings.Contains(got, "Rechargez") {
			t.Errorf("after accepting, the visitor is told %q", got)
		}
		if running {
			p.Click("open")
			p.WaitDialog()
			p.Click("cookies-refuse-all")
		} else {
			harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
			p.WaitNotice()
			p.Click("cookies-refuse")
		}
		p.Wait(`$("cookies-status").innerText.includes("Rechargez la page")`)
	}
}

// TestWithdrawal: with the consent, what its trackers left goes: their cookies, on
// /, on a sub-path and on the parent domain, from the browser's own list; what is
// not theirs stays. Their own opt-outs are called.
func TestWithdrawal(t *testing.T) { flows.Withdrawal(t) }

// TestGPC: a browser that asks for no tracking is no choice: the notice says that
// it was heard, and asks; what the visitor then accepts counts.
func TestGPC(t *testing.T) { flows.GPC(t) }
