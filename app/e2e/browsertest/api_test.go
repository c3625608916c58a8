package browsertest

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
	"cookies-preferences/banner/preferences"
)

// openListening opens a bare page with the banner, whose events are kept.
func openListening(t *testing.T, attributes string) *page {
	t.Helper()
	p := newPage(t)
	p.open(serveText(t, "/portail", "text/html", listening(attributes)))
	return p
}

// TestInterface: window.cookiesPreferences, before and after each change.
func TestInterface(t *testing.T) {
	t.Parallel()
	p := openListening(t, `data-portal="`+aude+`"`)
	p.wait(`window.cookiesPreferences`)
	if got := eval[string](p, `Object.keys(cookiesPreferences).sort().join()`); got != "allows,forget,get,onChange,open,refuse,version" {
		t.Errorf("the interface has %s", got)
	}
	if got := eval[string](p, `cookiesPreferences.version`); got != build.Version {
		t.Errorf("the version is %q, want %q", got, build.Version)
	}
	if eval[bool](p, `cookiesPreferences.get() !== null`) {
		t.Error("there is a choice before any")
	}
	for name, want := range map[string]bool{
		"functional_cookies": true, "statistics": false, "ga": false, "nothing": false,
		"constructor": false, "__proto__": false, "timestamp": false, "charter": false,
	} {
		if got := eval[bool](p, `cookiesPreferences.allows("`+name+`")`); got != want {
			t.Errorf("before the choice, allows(%q) is %v", name, got)
		}
	}
	eval[any](p, `(window.heard = [], window.end = cookiesPreferences.onChange((now, before) => heard.push([now, before])), null)`)

	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	for _, name := range []string{"statistics", "internal", "third_party", "ga", "matomo", "xiti", "at", "piano", "eulerian"} {
		if !eval[bool](p, `cookiesPreferences.allows("`+name+`")`) {
			t.Errorf("after accepting, %s is not allowed", name)
		}
	}
	if eval[bool](p, `cookiesPreferences.allows("timestamp")`) {
		t.Error("the timestamp is taken for a consent")
	}
	type record map[string]any
	heard := eval[[][2]record](p, `heard`)
	if len(heard) != 1 || heard[0][0]["statistics"] != true || heard[0][1] != nil {
		t.Errorf("onChange heard %v", heard)
	}
	p.wait(`changes.length === 1 && changes[0].preferences.statistics === true && changes[0].previous === null`)

	// What get returns is the caller's own.
	if eval[bool](p, `(cookiesPreferences.get().statistics = false, !cookiesPreferences.allows("statistics"))`) {
		t.Error("writing to what get() returned changes the choice")
	}

	eval[any](p, `(end(), cookiesPreferences.refuse(), null)`)
	p.wait(`changes.length === 2`)
	if eval[bool](p, `cookiesPreferences.allows("statistics") || changes[1].previous.statistics !== true || heard.length !== 1`) {
		t.Error("refuse() did not refuse, or a listener that ended heard of it")
	}

	eval[any](p, `(cookiesPreferences.forget(), null)`)
	if eval[bool](p, `cookiesPreferences.get() !== null || document.cookie !== ""`) {
		t.Error("forget() did not forget at once")
	}
	p.waitNotice()
	if got := eval[int](p, `changes.length`); got != 3 {
		t.Errorf("%d change events, want 3", got)
	}
	eval[any](p, `(cookiesPreferences.open(), null)`)
	p.waitDialog()
}

// TestCallsBeforeTheProgram: what the page asks for before Go runs is done when
// it does, in order.
func TestCallsBeforeTheProgram(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	page := strings.Replace(portalPage(`data-portal="`+aude+`"`), "</body>",
		`<script type="module">cookiesPreferences.refuse(); cookiesPreferences.open();</script></body>`, 1)
	p.open(serveText(t, "/portail", "text/html", page))
	p.waitDialog()
	if record := eval[map[string]any](p, `cookiesPreferences.get()`); record == nil || record["statistics"] != false {
		t.Errorf("the early refusal gives %v", record)
	}
	if eval[bool](p, `$("cookies-accept") !== null`) {
		t.Error("the notice is up though the page refused")
	}
}

// TestTrackers: a declared tracker has a toggle under its category; undeclared
// ones are refused.
func TestTrackers(t *testing.T) {
	t.Parallel()
	p := openListening(t, `data-portal="`+aude+`" data-trackers="xiti  matomo"`)
	p.waitNotice()
	p.click("cookies-customize")
	p.waitDialog()
	toggles := eval[[]string](p, `[...shadow.querySelectorAll("input")].map((e) => e.id.replace("cookies-toggle-", ""))`)
	if want := []string{"functional_cookies", "statistics", "matomo", "xiti", "internal", "third_party"}; !slices.Equal(toggles, want) {
		t.Errorf("the toggles are %q, want %q", toggles, want)
	}
	p.click("cookies-toggle-matomo") // takes its category along
	p.wait(`$("cookies-toggle-statistics").checked && !$("cookies-toggle-xiti").checked`)
	p.click("cookies-save")
	p.waitClosed()
	checkAllowed(t, p, preferences.Statistics, preferences.Matomo)

	p.click("open")
	p.waitDialog()
	p.click("cookies-toggle-statistics") // takes its trackers along
	p.wait(`!$("cookies-toggle-matomo").checked`)
	p.click("cookies-toggle-statistics")
	p.wait(`$("cookies-toggle-matomo").checked && $("cookies-toggle-xiti").checked`)
	p.click("cookies-save")
	p.waitClosed()
	checkAllowed(t, p, preferences.Statistics, preferences.Matomo, preferences.XiTi)

	p.click("open")
	p.waitDialog()
	p.click("cookies-accept-all")
	p.waitClosed()
	checkAllowed(t, p, preferences.Statistics, preferences.Internal, preferences.ThirdParty, preferences.Matomo, preferences.XiTi)
}

// TestCategories: what data-categories leaves out has no toggle and stays
// refused.
func TestCategories(t *testing.T) {
	t.Parallel()
	p := openListening(t, `data-portal="`+aude+`" data-categories="third_party"`)
	p.waitNotice()
	if text := eval[string](p, `shadow.querySelector(".notice").innerText`); strings.Contains(text, "audience") {
		t.Errorf("the notice names a purpose that is not there: %s", text)
	}
	p.click("cookies-customize")
	p.waitDialog()
	if n := eval[int](p, `shadow.querySelectorAll("input").length`); n != 2 {
		t.Errorf("%d toggles, want 2", n)
	}
	p.click("cookies-accept-all")
	p.waitClosed()
	checkAllowed(t, p, preferences.ThirdParty)
}

// checkAllowed holds the record to allowing just these names.
func checkAllowed(t *testing.T, p *page, names ...preferences.Name) {
	t.Helper()
	got, ok := preferences.Decode(p.cookie().Value, time.Now())
	if !ok {
		t.Fatal("the cookie is no choice")
	}
	for _, n := range append(preferences.Categories[:], preferences.Trackers[:]...) {
		if got.Allows(n) != slices.Contains(names, n) {
			t.Errorf("%s is %v, want allowed: %q", n, got.Allows(n), names)
		}
	}
}

// TestVersion: a record about another version asks again; one without, or on a
// page without, does not.
func TestVersion(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	page := func(attributes string) string {
		return serveText(t, "/portail", "text/html", portalPage(attributes))
	}
	p.open(page(`data-version="2026-11"`))
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	if record := eval[map[string]any](p, `cookiesPreferences.get()`); record["charter"] != "2026-11" {
		t.Errorf("the record's version is %v", record["charter"])
	}
	p.open(page(`data-version="2026-11"`))
	p.settle()
	if p.wasmRequests() != 0 {
		t.Error("the same version asks again")
	}
	p.open(page(``))
	p.settle()
	if p.wasmRequests() != 0 {
		t.Error("a page without version asks again")
	}
	p.open(page(`data-version="2026-12"`))
	p.waitNotice()
	if eval[bool](p, `cookiesPreferences.get() !== null || cookiesPreferences.allows("statistics")`) {
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
			p := openListening(t, "data-portal=\""+aude+"\" data-"+name+`="`+value+`"`)
			if name == "portal" { // the second one of a name is ignored by HTML
				p.open(serveText(t, "/portail", "text/html", listening(`data-version="1" data-portal="`+value+`"`)))
			}
			p.waitNotice()
			p.wait(`errors.some((e) => e.code === "attribute" && e.message.includes("data-` + name + `"))`)
			p.click("cookies-accept")
			p.waitClosed()
		})
	}
}

// TestRenewal: on each load the same value is written again with what remains
// of its time, and its date never moves (COMPLIANCE K3, K10).
func TestRenewal(t *testing.T) {
	t.Parallel()
	at := time.Now().Add(-100 * 24 * time.Hour)
	value := preferences.Encode(preferences.Preferences{Statistics: true, Timestamp: at.UnixMilli()})
	p := openListening(t, `data-portal="`+aude+`"`)
	p.waitNotice()
	eval[any](p, `(document.cookie = "cookies_preferences=`+value+`; Path=/; Max-Age=604800", null)`)
	p.reload()
	if p.wasmRequests() != 0 {
		t.Error("a choice 100 days old asks again")
	}
	c := p.cookie()
	if c.Value != value {
		t.Errorf("the value is now %s", c.Value)
	}
	left := time.Until(time.Unix(int64(c.Expires), 0))
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
			p := newPage(t)
			p.open(serve(t, "/portail", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Set-Cookie", "cookies_preferences="+value+"; Path=/")
				w.Header().Set("Content-Type", "text/html")
				fmt.Fprint(w, portalPage(`data-portal="`+aude+`"`))
			}))
			p.waitNotice()
			if eval[bool](p, `cookiesPreferences.get() !== null || cookiesPreferences.allows("statistics")`) {
				t.Error("it is taken for a choice")
			}
			p.click("cookies-refuse")
			p.waitClosed()
			if got, ok := preferences.Decode(p.cookie().Value, time.Now()); !ok || got.Allows(preferences.Statistics) {
				t.Errorf("after refusing, the cookie is %s", p.cookie().Value)
			}
		})
	}
}

// TestHTTPS: the cookie is Secure on https, and only there; data-domain shares
// it with the domain's other hosts.
func TestHTTPS(t *testing.T) {
	t.Parallel()
	handler, err := newSite()
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/nu", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, portalPage(`data-portal="`+aude+`" data-domain="`+r.URL.Query().Get("domain")+`"`))
	})
	mux.Handle("/banner/", handler)
	mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	secure := httptest.NewUnstartedServer(mux)
	secure.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	secure.StartTLS()
	defer secure.Close()
	port := secure.URL[strings.LastIndex(secure.URL, ":"):]

	p := newPage(t)
	p.open("https://donnees.ville.test" + port + "/nu?domain=ville.test")
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	c := p.cookie()
	if !c.Secure || c.Domain != ".ville.test" || c.SameSite != "Lax" || c.Path != "/" {
		t.Errorf("the cookie's attributes are %+v", *c)
	}
	p.open("https://carte.ville.test" + port + "/nu?domain=ville.test")
	p.settle()
	if p.wasmRequests() != 0 {
		t.Error("the domain's other host asks again")
	}
	eval[any](p, `(cookiesPreferences.forget(), null)`)
	p.waitNotice()
	if p.cookie() != nil {
		t.Error("forget() left the domain's cookie")
	}

	// A choice from before data-domain does not stand beside the shared one, where
	// a reader that takes the first would find it.
	p.open("https://donnees.ville.test" + port + "/nu?domain=")
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	p.open("https://donnees.ville.test" + port + "/nu?domain=ville.test")
	p.settle()
	if cookies := p.cookies(); len(cookies) != 1 || cookies[0].Domain != ".ville.test" {
		t.Errorf("with data-domain added, the cookies are %+v", cookies)
	}
}
