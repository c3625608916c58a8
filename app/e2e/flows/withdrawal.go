package flows

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestWithdrawal: with the consent, what its trackers left goes: their cookies, on
// /, on a sub-path and on the parent domain, from the browser's own list; what is
// not theirs stays. Their own opt-outs are called.
func Withdrawal(t *testing.T) {
	Besides(t)
	trackers := []string{"_ga", "_ga_ABC123", "_gid", "_pk_id.1.1fff", "_pk_ses.1.1fff", "mtm_consent", "xtvrn", "atuserid", "_pcid", "etuix"}
	portal := strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`" data-trackers="ga matomo"`), "<script>", `<script>window._paq = [];`, 1)
	address := harness.Serve(t, "/explore/jeu", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, portal)
	})
	address = strings.Replace(address, "http://127.0.0.1", "http://donnees.ville.test", 1)
	path := strings.TrimSuffix(address[strings.Index(address, "test:"):], "/jeu")
	path = path[strings.Index(path, "/"):]
	p := harness.NewPage(t)
	p.Open(address)
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	p.Wait(`cookiesPreferences.allows("matomo")`)
	for i, name := range append(trackers, "sessionid", "_gateway_session", "mtm_consent_removed") {
		attributes := []string{"; Path=/", "; Path=" + path, "; Path=/; Domain=ville.test", "; Path=" + path + "; Domain=ville.test"}[i%4]
		harness.Eval[any](p, fmt.Sprintf("(document.cookie = %q, null)", name+"=1"+attributes+"; Max-Age=1000"))
	}
	names := func() []string {
		var list []string
		for _, c := range p.Cookies() {
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
	p.Click("open")
	p.WaitDialog()
	p.Click("cookies-toggle-matomo")
	p.Click("cookies-save")
	p.WaitClosed()
	p.Wait(`!cookiesPreferences.allows("matomo")`)
	want := []string{"_ga", "_ga_ABC123", "_gid", "_gateway_session", "_pcid", "atuserid", "etuix", "mtm_consent_removed", "sessionid", "xtvrn"}
	slices.Sort(want)
	p.Until(fmt.Sprintf("Matomo's cookies to go, and %q to stay", want), func() bool { return slices.Equal(names(), want) })
	if got := harness.Eval[string](p, `JSON.stringify(_paq)`); got != `[["requireConsent"],["deleteCookies"]]` {
		t.Errorf("Matomo was told %s", got)
	}
	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	// Undeclared, the other trackers were never allowed: what is theirs is not ours to judge.
	want = []string{"_gateway_session", "_pcid", "atuserid", "etuix", "mtm_consent_removed", "sessionid", "xtvrn"}
	p.Until(fmt.Sprintf("Google's cookies to go too, and %q to stay", want), func() bool { return slices.Equal(names(), want) })
	if !harness.Eval[bool](p, `window["ga-disable-G-ABC123"] === true`) {
		t.Error("Google Analytics was not told")
	}
	// Google Analytics writes it again, until the page is left.
	harness.Eval[any](p, `(document.cookie = "_ga=2; Path=/", addEventListener("pagehide", () => { document.cookie = "_gid=2; Path=/" }, true), null)`)
	p.Open("/accueil-absent")
	p.Expect("404")
	if got := names(); slices.Contains(got, "_ga") {
		t.Errorf("once the page is left, the browser has the cookies %q", got)
	}

	// And what is granted again is told too.
	p.Open(address)
	p.Click("open")
	p.WaitDialog()
	p.Click("cookies-accept-all")
	p.WaitClosed()
	p.Wait(`_paq.length`)
	if got := harness.Eval[string](p, `JSON.stringify(_paq)`); got != `[["setConsentGiven"]]` {
		t.Errorf("Matomo was told %s", got)
	}
}

// TestGPC: a browser that asks for no tracking is no choice: the notice says that
// it was heard, and asks; what the visitor then accepts counts.
func GPC(t *testing.T) {
	Besides(t)
	p := harness.NewPage(t)
	p.AskNotToBeTracked()
	p.Open(harness.ServeText(t, "/portail", "text/html", harness.Listening(`data-portal="`+harness.Aude+`"`)))
	p.WaitNotice()
	if text := harness.Eval[string](p, `shadow.querySelector(".notice").innerText`); !strings.Contains(text, "Global Privacy Control") {
		t.Errorf("the notice does not say that it was heard: %s", text)
	}
	if harness.Eval[bool](p, `cookiesPreferences.get() !== null || cookiesPreferences.allows("statistics")`) {
		t.Error("it was taken for a choice")
	}
	nodes := harness.Eval[string](p, `(window.nodes = [...shadow.querySelectorAll(".notice *")], shadow.querySelector(".notice").outerHTML)`)
	p.Start()
	if got := harness.Eval[string](p, `shadow.querySelector(".notice").outerHTML`); got != nodes || harness.Eval[bool](p, `nodes.some((node) => !node.isConnected)`) {
		t.Errorf("Go draws %s, the loader %s", got, nodes)
	}
	p.Click("cookies-customize")
	p.WaitDialog()
	if harness.Eval[bool](p, `!$("cookies-dialog").innerText.includes("Global Privacy Control") || $("cookies-toggle-statistics").checked`) {
		t.Error("the preferences do not say that it was heard, or something is on")
	}
	p.Click("cookies-accept-all")
	p.WaitClosed()
	if !harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`) {
		t.Error("the visitor's own choice does not win")
	}
}
