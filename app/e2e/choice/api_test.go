package choice

import (
	"crypto/tls"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/build"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestInterface: window.cookiesPreferences, before and after each change.
func TestInterface(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
	p.Wait(`window.cookiesPreferences`)
	if got := harness.Eval[string](p, `Object.keys(cookiesPreferences).sort().join()`); got != "allows,forget,get,onChange,open,refuse,version" {
		t.Errorf("the interface has %s", got)
	}
	if got := harness.Eval[string](p, `cookiesPreferences.version`); got != build.Version {
		t.Errorf("the version is %q, want %q", got, build.Version)
	}
	if harness.Eval[bool](p, `cookiesPreferences.get() !== null`) {
		t.Error("there is a choice before any")
	}
	for name, want := range map[string]bool{
		"functional_cookies": true, "statistics": false, "ga": false, "nothing": false,
		"constructor": false, "__proto__": false, "timestamp": false, "charter": false,
	} {
		if got := harness.Eval[bool](p, `cookiesPreferences.allows("`+name+`")`); got != want {
			t.Errorf("before the choice, allows(%q) is %v", name, got)
		}
	}
	harness.Eval[any](p, `(window.heard = [], window.end = cookiesPreferences.onChange((now, before) => heard.push([now, before])), null)`)

	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	for _, name := range []string{"statistics", "internal", "third_party", "ga", "matomo", "xiti", "at", "piano", "eulerian"} {
		if !harness.Eval[bool](p, `cookiesPreferences.allows("`+name+`")`) {
			t.Errorf("after accepting, %s is not allowed", name)
		}
	}
	if harness.Eval[bool](p, `cookiesPreferences.allows("timestamp")`) {
		t.Error("the timestamp is taken for a consent")
	}
	type record map[string]any
	heard := harness.Eval[[][2]record](p, `heard`)
	if len(heard) != 1 || heard[0][0]["statistics"] != true || heard[0][1] != nil {
		t.Errorf("onChange heard %v", heard)
	}
	p.Wait(`changes.length === 1 && changes[0].preferences.statistics === true && changes[0].previous === null`)

	// What get returns is the caller's own.
	if harness.Eval[bool](p, `(cookiesPreferences.get().statistics = false, !cookiesPreferences.allows("statistics"))`) {
		t.Error("writing to what get() returned changes the choice")
	}

	harness.Eval[any](p, `(end(), cookiesPreferences.refuse(), null)`)
	p.Wait(`changes.length === 2`)
	if harness.Eval[bool](p, `cookiesPreferences.allows("statistics") || changes[1].previous.statistics !== true || heard.length !== 1`) {
		t.Error("refuse() did not refuse, or a listener that ended heard of it")
	}

	harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
	if harness.Eval[bool](p, `cookiesPreferences.get() !== null || document.cookie !== ""`) {
		t.Error("forget() did not forget at once")
	}
	p.WaitNotice()
	if got := harness.Eval[int](p, `changes.length`); got != 3 {
		t.Errorf("%d change events, want 3", got)
	}
	harness.Eval[any](p, `(cookiesPreferences.open(), null)`)
	p.WaitDialog()
}

// TestCallsBeforeTheProgram: what the page asks for before Go runs is done when
// it does, in order.
func TestCallsBeforeTheProgram(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	page := strings.Replace(harness.PortalPage(`data-portal="`+harness.Aude+`"`), "</body>",
		`<script type="module">cookiesPreferences.refuse(); cookiesPreferences.open();</script></body>`, 1)
	p.Open(harness.ServeText(t, "/portail", "text/html", page))
	p.WaitDialog()
	if record := harness.Eval[map[string]any](p, `cookiesPreferences.get()`); record == nil || record["statistics"] != false {
		t.Errorf("the early refusal gives %v", record)
	}
	if harness.Eval[bool](p, `$("cookies-accept") !== null`) {
		t.Error("the notice is up though the page refused")
	}
}

// TestTrackers: a declared tracker has a toggle under its category; undeclared
// ones are refused.
func TestTrackers(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`" data-trackers="xiti  matomo"`)
	p.WaitNotice()
	p.Click("cookies-customize")
	p.WaitDialog()
	toggles := harness.Eval[[]string](p, `[...shadow.querySelectorAll("input")].map((e) => e.id.replace("cookies-toggle-", ""))`)
	if want := []string{"functional_cookies", "statistics", "matomo", "xiti", "internal", "third_party"}; !slices.Equal(toggles, want) {
		t.Errorf("the toggles are %q, want %q", toggles, want)
	}
	p.Click("cookies-toggle-matomo") // takes its category along
	p.Wait(`$("cookies-toggle-statistics").checked && !$("cookies-toggle-xiti").checked`)
	p.Click("cookies-save")
	p.WaitClosed()
	harness.CheckAllowed(t, p, preferences.Statistics, preferences.Matomo)

	p.Click("open")
	p.WaitDialog()
	p.Click("cookies-toggle-statistics") // takes its trackers along
	p.Wait(`!$("cookies-toggle-matomo").checked`)
	p.Click("cookies-toggle-statistics")
	p.Wait(`$("cookies-toggle-matomo").checked && $("cookies-toggle-xiti").checked`)
	p.Click("cookies-save")
	p.WaitClosed()
	harness.CheckAllowed(t, p, preferences.Statistics, preferences.Matomo, preferences.XiTi)

	p.Click("open")
	p.WaitDialog()
	p.Click("cookies-accept-all")
	p.WaitClosed()
	harness.CheckAllowed(t, p, preferences.Statistics, preferences.Internal, preferences.ThirdParty, preferences.Matomo, preferences.XiTi)
}

// TestCategories: what data-categories leaves out has no toggle and stays
// refused.
func TestCategories(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`" data-categories="third_party"`)
	p.WaitNotice()
	if text := harness.Eval[string](p, `shadow.querySelector(".notice").innerText`); strings.Contains(text, "audience") {
		t.Errorf("the notice names a purpose that is not there: %s", text)
	}
	p.Click("cookies-customize")
	p.WaitDialog()
	if n := harness.Eval[int](p, `shadow.querySelectorAll("input").length`); n != 2 {
		t.Errorf("%d toggles, want 2", n)
	}
	p.Click("cookies-accept-all")
	p.WaitClosed()
	harness.CheckAllowed(t, p, preferences.ThirdParty)
}

// TestVersion: a record about another version asks again; one without, or on a
// page without, does not.
func TestVersion(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	page := func(attributes string) string {
		return harness.ServeText(t, "/portail", "text/html", harness.PortalPage(attributes))
	}
	p.Open(page(`data-version="2026-11"`))
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	if record := harness.Eval[map[string]any](p, `cookiesPreferences.get()`); record["charter"] != "2026-11" {
		t.Errorf("the record's version is %v", record["charter"])
	}
	p.Open(page(`data-version="2026-11"`))
	p.Settle()
	if p.WasmRequests() != 0 {
		t.Error("the same version asks again")
	}
	p.Open(page(``))
	p.Settle()
	if p.WasmRequests() != 0 {
		t.Error("a page without version asks again")
	}
	p.Open(page(`data-version="2026-12"`))
	p.WaitNotice()
	if harness.Eval[bool](p, `cookiesPreferences.get() !== null || cookiesPreferences.allows("statistics")`) {
		t.Error("a choice about another version still counts")
	}
}

// TestWrongAttributes: each is reported, and then counts as absent.
func TestWrongAttributes(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]string{
		"portal": "pas un hôte", "charter": "javascript:alert(1)", "version": "trop long, et avec des espaces",
		"trackers": "ga piwik", "categories": "statistics tout", "domain": "ailleurs.test", "theme": "rose",
	} {
		t.Run(name, func(t *testing.T) {
			p := harness.OpenListening(t, "data-portal=\""+harness.Aude+"\" data-"+name+`="`+value+`"`)
			if name == "portal" { // the second one of a name is ignored by HTML
				p.Open(harness.ServeText(t, "/portail", "text/html", harness.Listening(`data-version="1" data-portal="`+value+`"`)))
			}
			p.WaitNotice()
			p.Wait(`errors.some((e) => e.code === "attribute" && e.message.includes("data-` + name + `"))`)
			p.Click("cookies-accept")
			p.WaitClosed()
		})
	}
}

// TestRenewal: on each load the same value is written again with what remains
// of its time, and its date never moves (COMPLIANCE K3, K10).
func TestRenewal(t *testing.T) {
	t.Parallel()
	at := time.Now().Add(-100 * 24 * time.Hour)
	value := preferences.Encode(preferences.Preferences{Statistics: true, Timestamp: at.UnixMilli()})
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
	p.WaitNotice()
	harness.Eval[any](p, `(document.cookie = "cookies_preferences=`+value+`; Path=/; Max-Age=604800", null)`)
	p.Reload()
	if p.WasmRequests() != 0 {
		t.Error("a choice 100 days old asks again")
	}
	c := p.Cookie()
	if c.Value != value {
		t.Errorf("the value is now %s", c.Value)
	}
	left := time.Until(c.Expires)
	if want := 80 * 24 * time.Hour; (left - want).Abs() > time.Minute {
		t.Errorf("the cookie lives %v more, want %v", left, want)
	}
}

// TestOldAndPlanted: what is no choice asks again and allows nothing.
func TestOldAndPlanted(t *testing.T) {
	t.Parallel()
	encode := func(p preferences.Preferences, age time.Duration) string {
		p.Timestamp = time.Now().Add(-age).UnixMilli()
		return preferences.Encode(p)
	}
	all := preferences.Preferences{Statistics: true, Internal: true, ThirdParty: true}.FollowStatistics()
	for name, value := range map[string]string{
		"181 days old": encode(all, 181*24*time.Hour),
		"true":         "true",
		"an array":     "%5B1%5D",
		"cut short":    encode(all, 0)[:60],
		"an escape":    "%7B%22statistics%22%3Atrue%",
	} {
		t.Run(name, func(t *testing.T) {
			p := harness.NewPage(t)
			p.Open(harness.Serve(t, "/portail", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Set-Cookie", "cookies_preferences="+value+"; Path=/")
				w.Header().Set("Content-Type", "text/html")
				fmt.Fprint(w, harness.PortalPage(`data-portal="`+harness.Aude+`"`))
			}))
			p.WaitNotice()
			if harness.Eval[bool](p, `cookiesPreferences.get() !== null || cookiesPreferences.allows("statistics")`) {
				t.Error("it is taken for a choice")
			}
			p.Click("cookies-refuse")
			p.WaitClosed()
			if got, ok := preferences.Decode(p.Cookie().Value, time.Now()); !ok || got.Allows(preferences.Statistics) {
				t.Errorf("after refusing, the cookie is %s", p.Cookie().Value)
			}
		})
	}
}

// TestHTTPS: the cookie is Secure on https, and only there; data-domain shares
// it with the domain's other hosts.
func TestHTTPS(t *testing.T) {
	t.Parallel()
	handler, err := harness.NewSite()
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/nu", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, harness.PortalPage(`data-portal="`+harness.Aude+`" data-domain="`+r.URL.Query().Get("domain")+`"`))
	})
	mux.Handle("/banner/", handler)
	mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	secure := httptest.NewUnstartedServer(mux)
	secure.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	secure.StartTLS()
	defer secure.Close()
	port := secure.URL[strings.LastIndex(secure.URL, ":"):]

	p := harness.NewPage(t)
	p.Open("https://donnees.ville.test" + port + "/nu?domain=ville.test")
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	c := p.Cookie()
	if !c.Secure || c.Domain != ".ville.test" || c.SameSite != "Lax" || c.Path != "/" {
		t.Errorf("the cookie's attributes are %+v", *c)
	}
	p.Open("https://carte.ville.test" + port + "/nu?domain=ville.test")
	p.Settle()
	if p.WasmRequests() != 0 {
		t.Error("the domain's other host asks again")
	}
	harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
	p.WaitNotice()
	if p.Cookie() != nil {
		t.Error("forget() left the domain's cookie")
	}

	// A choice from before data-domain does not stand beside the shared one, where
	// a reader that takes the first would find it.
	p.Open("https://donnees.ville.test" + port + "/nu?domain=")
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	p.Open("https://donnees.ville.test" + port + "/nu?domain=ville.test")
	p.Settle()
	if cookies := p.Cookies(); len(cookies) != 1 || cookies[0].Domain != ".ville.test" {
		t.Errorf("with data-domain added, the cookies are %+v", cookies)
	}
}
