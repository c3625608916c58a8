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

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestRenewal: each visit writes the same value again for the rest of its 180 days; its date
// never moves.
func TestRenewal(t *testing.T) {
	t.Parallel()
	value := preferences.Encode(preferences.Preferences{
		Statistics: true, Timestamp: time.Now().AddDate(0, 0, -100).UnixMilli()})
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
	p.WaitNotice()
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

// TestOldAndPlanted: an expired or broken record asks again and allows nothing. A record dated
// ahead, as another host of the domain can plant, does not outlast the visitor's refusal.
func TestOldAndPlanted(t *testing.T) {
	t.Parallel()
	accepted := func(age time.Duration) string { return harness.AcceptedAt(time.Now().Add(-age)) }
	for name, c := range map[string]struct {
		value string
		asks  bool
	}{
		"181 days old": {accepted(181 * 24 * time.Hour), true},
		"truncated":    {accepted(0)[:60], true},
		"dated ahead":  {accepted(-23 * time.Hour), false},
	} {
		t.Run(name, func(t *testing.T) {
			p := harness.NewPage(t)
			p.Open(harness.Serve(t, "/portail", func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Cookie") == "" {
					w.Header().Set("Set-Cookie", "cookies_preferences="+c.value+"; Path=/")
				}
				w.Header().Set("Content-Type", "text/html")
				fmt.Fprint(w, harness.PortalPage(`data-portal="`+harness.Aude+`"`))
			}))
			p.Wait(`window.cookiesPreferences`)
			if c.asks {
				p.WaitNotice()
				if harness.Eval[bool](p, `cookiesPreferences.get() !== null ||
					cookiesPreferences.allows("statistics")`) {
					t.Error("it is taken for a choice")
				}
				p.Click("cookies-refuse")
				p.WaitClosed()
			} else {
				harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
			}
			p.Reload()
			harness.CheckAllowed(p)
		})
	}
}

// TestHTTPS: the cookie is Secure on https, and only there. data-domain shares it with the other
// hosts of the domain, and replaces a choice that was made without it.
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
		fmt.Fprint(w, harness.PortalPage(`data-portal="`+harness.Aude+`" data-domain="`+
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
	p.Open(page("donnees.ville.test", ""))
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
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
}

// TestReturnVisitWaitsForNoCookie: once there is a choice, the script doesn't read document.cookie,
// which would hold the page up. It follows a choice that was made elsewhere while the page loaded,
// and doesn't bring back one that was withdrawn while the browser's answer was on its way.
func TestReturnVisitWaitsForNoCookie(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		script  string // what happens when the script asks the browser again, after the first paint
		reads   bool
		changes []bool // whether statistics were allowed at each change
	}{
		"nothing happens": {},
		"refused elsewhere": {`
			answer = encodeURIComponent(
				JSON.stringify({ statistics: false, timestamp: Date.now() + 9 }));
			document.cookie = "cookies_preferences=" + answer + "; Path=/";`,
			true, []bool{false}},
		"withdrawn while the answer waits": {`
			document.cookie = "cookies_preferences=; Path=/; Max-Age=0";
			performance.now = () => 60; // it is late
			`,
			true, []bool{false}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`"`), "</head>",
				`<script>
					window.reads = 0;
					if (performance.getEntriesByType("navigation")[0].type === "reload") {
						let asked = 0, answer = document.cookie.split("=")[1];
						performance.now = () => 0; // the answer is not late
						CookieStore.prototype.getAll = async () => {
							if (++asked === 2) {`+c.script+`}
							return [{ value: answer }];
						};
					}
					const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
					Object.defineProperty(Document.prototype, "cookie", {
						...cookie, get() { reads++; return cookie.get.call(this); } });
				</script></head>`, 1)
			p := harness.NewPage(t)
			p.Open(harness.ServeText(t, "/portail", "text/html", page))
			p.WaitNotice()
			p.Click("cookies-accept")
			p.WaitClosed()
			p.Reload()
			p.Wait(fmt.Sprintf(`changes.length >= %d`, len(c.changes)))
			p.Settle()
			if reads := harness.Eval[int](p, `reads`); (reads > 0) != c.reads {
				t.Errorf("it read document.cookie %d times", reads)
			}
			changes := harness.Eval[[]bool](p,
				`changes.map(({ preferences }) => preferences?.statistics === true)`)
			if !slices.Equal(changes, c.changes) {
				t.Errorf("the changes are %v, want %v", changes, c.changes)
			}
			want := len(c.changes) == 0
			if got := harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`); got != want {
				t.Errorf("the statistics are allowed: %v", got)
			}
		})
	}
}
