package choice

import (
	"crypto/tls"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestRenewal: each visit writes the same value again for the rest of its 180 days; its date
// never moves.
func TestRenewal(t *testing.T) {
	t.Parallel()
	value := preferences.Encode(preferences.Preferences{
		Allowed:   preferences.SetOf(preferences.Statistics),
		Timestamp: time.Now().AddDate(0, 0, -100).UnixMilli(),
	})
	p := harness.OpenListening(t, harness.ForAude)
	harness.Eval[any](p,
		`(document.cookie = "cookies_preferences=`+value+`; Path=/; Max-Age=604800", null)`)
	p.Reload()
	c := p.Cookie()
	if c == nil {
		t.Fatal("there is no cookie")
	}
	if c.Value != value {
		t.Errorf("the value is now %s", c.Value)
	}
	left := time.Until(c.Expires)
	if want := 80 * 24 * time.Hour; (left - want).Abs() > time.Minute+time.Hour {
		t.Errorf("the cookie lives %v more, want %v", left, want)
	}
}

// TestHTTPS: the cookie is Secure on https, and only there. data-domain shares it with the other
// hosts of the domain, which is announced, and replaces a choice that was made without it.
func TestHTTPS(t *testing.T) {
	t.Parallel()
	site, err := harness.NewSite()
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/", site)
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, harness.PortalPage(harness.ForAude+` data-domain="`+
			r.URL.Query().Get("domain")+`"`))
	})
	secure := httptest.NewUnstartedServer(mux)
	secure.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	secure.StartTLS()
	defer secure.Close()
	page := func(host, domain string) string {
		port := secure.URL[strings.LastIndex(secure.URL, ":"):]
		return "https://" + host + port + "/page?domain=" + domain
	}

	p := harness.NewPage(t)
	harness.ShowNotice(p, page("donnees.ville.test", ""))
	p.Choose("cookies-accept")
	p.Open(page("donnees.ville.test", "ville.test"))
	p.Settle()
	cookies := p.Cookies()
	if len(cookies) != 1 {
		t.Fatalf("there are %d cookies, want one", len(cookies))
	}
	if c := cookies[0]; !c.Secure || c.Domain != ".ville.test" || c.SameSite != "Lax" ||
		c.Path != "/" {
		t.Errorf("the cookie is %+v", c)
	}
	p.Open(page("carte.ville.test", "ville.test"))
	p.Settle()
	if !harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`) {
		t.Error("the domain's other host asks again")
	}
	harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
	p.WaitNotice()
	if p.Cookie() != nil {
		t.Error("forget() left the domain's cookie")
	}
	const says = "Votre choix vaut pour tous les sites de ville.test."
	text := harness.Eval[string](p, `shadow.querySelector(".notice").innerText`)
	if !strings.Contains(text, says) {
		t.Errorf("the notice does not say that the choice is shared:\n%s", text)
	}
}

// TestPublicSuffix: where the browser refuses the domain of data-domain, as that of a public
// suffix, choices are kept for the host alone.
func TestPublicSuffix(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowNotice(p, harness.Named(harness.ServeText(t, "/portail", "text/html; charset=utf-8",
		harness.Listening(harness.ForAude+` data-domain="test"`)), "donnees.ville.test"))
	p.Choose("cookies-accept")
	p.Wait(`$("cookies-status").innerText.includes("enregistrés")`)
	harness.CheckQuiet(p)
	harness.CheckAllowed(p, harness.Optional...)
	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	harness.CheckAllowed(p)
	cookies, errors := p.Cookies(), harness.Eval[int](p, `errors.length`)
	if len(cookies) != 1 || cookies[0].Domain != "donnees.ville.test" || errors > 0 {
		t.Errorf("the cookies are %+v, with %d errors", cookies, errors)
	}
}

// TestPlantedAhead: a refusal counts at once, after a consent that another host of the domain has
// planted with a date ahead.
func TestPlantedAhead(t *testing.T) {
	t.Parallel()
	planted := time.Now().Add(time.Hour)
	p := harness.NewPage(t)
	harness.ShowNotice(p, harness.Named(harness.ServeText(t, "/portail", "text/html; charset=utf-8",
		harness.Listening(harness.ForAude)), "donnees.ville.test"))
	for _, domain := range []string{"", "; Domain=ville.test"} {
		harness.Eval[any](p, fmt.Sprintf(`(document.cookie = %q, null)`,
			preferences.CookieName+"="+harness.AcceptedAt(planted)+"; Path=/"+domain))
	}
	p.Reload()
	got := harness.Eval[[3]any](p, `[cookiesPreferences.allows("statistics"),
		(cookiesPreferences.refuse(), cookiesPreferences.allows("statistics")),
		cookiesPreferences.get()?.timestamp]`)
	if want := float64(planted.UnixMilli() + 1); got != [3]any{true, false, want} {
		t.Errorf("allowed before, after, and the date: %v, want true, false, %.0f", got, want)
	}
}

// TestReturnVisitWaitsForNoCookie: once there is a choice, the script doesn't read document.cookie,
// which would hold the page up. It follows a refusal made elsewhere while the page loaded, and
// doesn't bring back a choice that was withdrawn while the browser's answer was on its way.
func TestReturnVisitWaitsForNoCookie(t *testing.T) {
	t.Parallel()
	// Each script runs when the banner's asks the browser again, after the first paint.
	for name, script := range map[string]string{
		"nothing happens": "",
		"refused elsewhere": `
			answer = encodeURIComponent(
				JSON.stringify({ statistics: false, timestamp: Date.now() + 9 }));
			document.cookie = "cookies_preferences=" + answer + "; Path=/";`,
		"withdrawn while the answer waits": `
			document.cookie = "cookies_preferences=; Path=/; Max-Age=0";
			performance.now = () => 60; // it is late`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			changed := script != ""
			page := strings.Replace(harness.Listening(harness.ForAude), "</head>",
				`<script>
					window.reads = 0;
					if (performance.getEntriesByType("navigation")[0].type === "reload") {
						let asked = 0, answer = document.cookie.split("=")[1];
						performance.now = () => 0; // the answer is not late
						CookieStore.prototype.getAll = async () => {
							if (++asked === 2) { `+script+`
							}
							return [{ value: answer }];
						};
					}
					const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
					Object.defineProperty(Document.prototype, "cookie", {
						...cookie, get() { reads++; return cookie.get.call(this); } });
				</script></head>`, 1)
			p := harness.OpenPortal(t, page)
			p.Choose("cookies-accept")
			p.Reload()
			if changed {
				p.Wait(`changes.length > 0`)
			}
			got := harness.Eval[[3]bool](p, `[reads > 0, changes.length > 0,
				!cookiesPreferences.allows("statistics")]`)
			if want := [3]bool{changed, changed, changed}; got != want {
				t.Errorf("read, changed and refused: %v, want %v", got, want)
			}
		})
	}
}
