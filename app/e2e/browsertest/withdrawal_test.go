package browsertest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/network"
)

// TestWithdrawal: with the consent, what its trackers left goes: their cookies, on
// /, on a sub-path and on the parent domain, from the browser's own list; what is
// not theirs stays. Their own opt-outs are called.
func TestWithdrawal(t *testing.T) {
	besides(t)
	trackers := []string{"_ga", "_ga_ABC123", "_gid", "_pk_id.1.1fff", "_pk_ses.1.1fff", "mtm_consent", "xtvrn", "atuserid", "_pcid", "etuix"}
	portal := strings.Replace(listening(`data-portal="`+aude+`" data-trackers="ga matomo"`), "<script>", `<script>window._paq = [];`, 1)
	address := serve(t, "/explore/jeu", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, portal)
	})
	address = strings.Replace(address, "http://127.0.0.1", "http://donnees.ville.test", 1)
	path := strings.TrimSuffix(address[strings.Index(address, "test:"):], "/jeu")
	path = path[strings.Index(path, "/"):]
	p := newPage(t)
	p.open(address)
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	p.wait(`cookiesPreferences.allows("matomo")`)
	for i, name := range append(trackers, "sessionid", "_gateway_session", "mtm_consent_removed") {
		attributes := []string{"; Path=/", "; Path=" + path, "; Path=/; Domain=ville.test", "; Path=" + path + "; Domain=ville.test"}[i%4]
		eval[any](p, fmt.Sprintf("(document.cookie = %q, null)", name+"=1"+attributes+"; Max-Age=1000"))
	}
	names := func() []string {
		var list []string
		for _, c := range p.cookies() {
			if c.Name != "cookies_preferences" {
				list = append(list, c.Name)
			}
		}
		slices.Sort(list)
		return list
	}
	if got := names(); len(got) != len(trackers)+3 {
		t.Fatalf("the browser has the cookies %q", got)
	}

	// One tracker's consent, then all.
	p.click("open")
	p.waitDialog()
	p.click("cookies-toggle-matomo")
	p.click("cookies-save")
	p.waitClosed()
	p.wait(`!cookiesPreferences.allows("matomo")`)
	want := []string{"_ga", "_ga_ABC123", "_gid", "_gateway_session", "_pcid", "atuserid", "etuix", "mtm_consent_removed", "sessionid", "xtvrn"}
	slices.Sort(want)
	p.until(fmt.Sprintf("Matomo's cookies to go, and %q to stay", want), func() bool { return slices.Equal(names(), want) })
	if got := eval[string](p, `JSON.stringify(_paq)`); got != `[["requireConsent"],["deleteCookies"]]` {
		t.Errorf("Matomo was told %s", got)
	}
	eval[any](p, `(cookiesPreferences.refuse(), null)`)
	// Undeclared, the other trackers were never allowed: what is theirs is not ours to judge.
	want = []string{"_gateway_session", "_pcid", "atuserid", "etuix", "mtm_consent_removed", "sessionid", "xtvrn"}
	p.until(fmt.Sprintf("Google's cookies to go too, and %q to stay", want), func() bool { return slices.Equal(names(), want) })
	if !eval[bool](p, `window["ga-disable-G-ABC123"] === true`) {
		t.Error("Google Analytics was not told")
	}
	// Google Analytics writes it again, until the page is left.
	eval[any](p, `(document.cookie = "_ga=2; Path=/", addEventListener("pagehide", () => { document.cookie = "_gid=2; Path=/" }, true), null)`)
	p.open("/accueil-absent")
	p.expect("404")
	if got := names(); slices.Contains(got, "_ga") {
		t.Errorf("once the page is left, the browser has the cookies %q", got)
	}

	// And what is granted again is told too.
	p.open(address)
	p.click("open")
	p.waitDialog()
	p.click("cookies-accept-all")
	p.waitClosed()
	p.wait(`_paq.length`)
	if got := eval[string](p, `JSON.stringify(_paq)`); got != `[["setConsentGiven"]]` {
		t.Errorf("Matomo was told %s", got)
	}
}

// TestGrantedAgain: who forgets their choice and accepts again has trackers told so,
// and keeps the cookies that these write from then on.
func TestGrantedAgain(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	p.open(serveText(t, "/portail", "text/html", strings.Replace(listening(`data-portal="`+aude+`"`), "<script>", `<script>window._paq = [];`, 1)))
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	eval[any](p, `(document.cookie = "_ga=1; Path=/", document.cookie = "_ga_ABC=1; Path=/", cookiesPreferences.forget(), null)`)
	p.wait(`!document.cookie.includes("_ga") && window["ga-disable-G-ABC"] === true`)
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	p.wait(`window["ga-disable-G-ABC"] === false && _paq.length === 3`)
	if got := eval[string](p, `JSON.stringify(_paq)`); got != `[["requireConsent"],["deleteCookies"],["setConsentGiven"]]` {
		t.Errorf("Matomo was told %s", got)
	}
	eval[any](p, `(document.cookie = "_ga=2; Path=/", null)`)
	p.open("/accueil-absent")
	p.expect("404")
	if !slices.ContainsFunc(p.cookies(), func(c *network.Cookie) bool { return c.Name == "_ga" }) {
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
	src := serveBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		if !missing.Load() || !strings.HasPrefix(name, "withdrawal-") {
			return true
		}
		http.NotFound(w, r)
		return false
	})
	p := newPage(t)
	p.expect("404")
	p.open(serveText(t, "/portail", "text/html", strings.Replace(listening(`data-portal="`+aude+`"`), "/banner/banner.js", src, 1)))
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	eval[any](p, `(document.cookie = "_ga=1; Path=/", cookiesPreferences.refuse(), null)`)
	checkError(t, p, "withdrawal", "withdrawal-", "stays")
	if eval[bool](p, `cookiesPreferences.allows("ga") || !document.cookie.includes("_ga=")`) {
		t.Error("Google Analytics is allowed, or its cookie is gone by itself")
	}
	missing.Store(false)
	p.reload()
	p.click("open")
	p.waitDialog()
	p.click("cookies-accept-all")
	p.waitClosed()
	eval[any](p, `(cookiesPreferences.refuse(), null)`)
	p.wait(`!document.cookie.includes("_ga=")`)
}

// TestRefusedWhenAskedAgain: what a choice allowed is withdrawn by the refusal that
// follows it on a page that asks again, too.
func TestRefusedWhenAskedAgain(t *testing.T) {
	t.Parallel()
	first := serveText(t, "/portail", "text/html", listening(`data-portal="`+aude+`" data-version="1"`))
	second := serveText(t, "/suite", "text/html", listening(`data-portal="`+aude+`" data-version="2"`))
	p := newPage(t)
	p.open(first)
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	eval[any](p, `(document.cookie = "_pk_id.1.1fff=1; Path=/", document.cookie = "sessionid=1; Path=/", null)`)
	p.open(second)
	p.waitNotice()
	p.click("cookies-refuse")
	p.waitClosed()
	p.wait(`!document.cookie.includes("_pk_id")`)
	if !eval[bool](p, `document.cookie.includes("sessionid")`) {
		t.Error("the portal's own cookie is gone")
	}
}

// TestReloadNeeded: who refuses what runs on the page already is told that a
// reload ends it, whoever writes the choice; others are not.
func TestReloadNeeded(t *testing.T) {
	t.Parallel()
	address := serveText(t, "/portail", "text/html", strings.Replace(listening(`data-portal="`+aude+`"`), "</main>",
		`<script type="text/plain" data-cookies="matomo">window.ran = true</script></main>`, 1))
	for _, running := range []bool{false, true} {
		p := newPage(t)
		p.open(address)
		p.waitNotice()
		p.click("cookies-accept")
		p.wait(`window.ran`)
		if got := eval[string](p, `$("cookies-status").innerText`); !strings.Contains(got, "enregistrés") || strings.Contains(got, "Rechargez") {
			t.Errorf("after accepting, the visitor is told %q", got)
		}
		if running {
			p.click("open")
			p.waitDialog()
			p.click("cookies-refuse-all")
		} else {
			eval[any](p, `(cookiesPreferences.forget(), null)`)
			p.waitNotice()
			p.click("cookies-refuse")
		}
		p.wait(`$("cookies-status").innerText.includes("Rechargez la page")`)
	}
}

// askNotToBeTracked has the browser send Global Privacy Control.
func (p *page) askNotToBeTracked() { p.t.Helper(); p.driver.askNotToBeTracked(p) }

// TestGPC: a browser that asks for no tracking is no choice: the notice says that
// it was heard, and asks; what the visitor then accepts counts.
func TestGPC(t *testing.T) {
	besides(t)
	p := newPage(t)
	p.askNotToBeTracked()
	p.open(serveText(t, "/portail", "text/html", listening(`data-portal="`+aude+`"`)))
	p.waitNotice()
	if text := eval[string](p, `shadow.querySelector(".notice").innerText`); !strings.Contains(text, "Global Privacy Control") {
		t.Errorf("the notice does not say that it was heard: %s", text)
	}
	if eval[bool](p, `cookiesPreferences.get() !== null || cookiesPreferences.allows("statistics")`) {
		t.Error("it was taken for a choice")
	}
	nodes := eval[string](p, `(window.nodes = [...shadow.querySelectorAll(".notice *")], shadow.querySelector(".notice").outerHTML)`)
	p.start()
	if got := eval[string](p, `shadow.querySelector(".notice").outerHTML`); got != nodes || eval[bool](p, `nodes.some((node) => !node.isConnected)`) {
		t.Errorf("Go draws %s, the loader %s", got, nodes)
	}
	p.click("cookies-customize")
	p.waitDialog()
	if eval[bool](p, `!$("cookies-dialog").innerText.includes("Global Privacy Control") || $("cookies-toggle-statistics").checked`) {
		t.Error("the preferences do not say that it was heard, or something is on")
	}
	p.click("cookies-accept-all")
	p.waitClosed()
	if !eval[bool](p, `cookiesPreferences.allows("statistics")`) {
		t.Error("the visitor's own choice does not win")
	}
}
