package install

import (
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestKeptChoice: a browser that keeps what scripts write for a week keeps what the server sends
// back for the rest of the 180 days, and later visits don't change that.
func TestKeptChoice(t *testing.T) { keptChoice(t) }

// TestWebKitKeptChoice: likewise in WebKit, whose pages send what they send last in their own way.
func TestWebKitKeptChoice(t *testing.T) { keptChoice(t) }

func keptChoice(t *testing.T) {
	t.Parallel()
	server, err := url.Parse(harness.StartNode(t))
	if err != nil {
		t.Fatal(err)
	}
	keep := harness.Serve(t, "/garder", (&httputil.ReverseProxy{Rewrite: func(
		r *httputil.ProxyRequest,
	) {
		r.SetURL(server)
		r.Out.URL.Path = "/keep"
	}}).ServeHTTP)
	script := adapt(t, recipe(t, "Les visiteurs de Safari", "html"), "/garder-mon-choix", keep)
	address := harness.ServeText(t, "/portail", "text/html; charset=utf-8",
		strings.Replace(harness.PortalPage(harness.ForAude), "</head>", script+"</head>", 1))
	other := harness.ServeText(t, "/ailleurs", "text/html", "<title>Sans bandeau</title>")

	p := harness.NewPage(t)
	p.Preload(aWeekAtMost)
	harness.ShowNotice(p, address)
	p.Choose("cookies-accept")
	lives := func(what string, want time.Duration) {
		t.Helper()
		p.Until(fmt.Sprintf("%s, the cookie to live %v", what, want), func() bool {
			c := p.Cookie()
			return c != nil && (time.Until(c.Expires)-want).Abs() < time.Hour
		})
	}
	const week = 7 * 24 * time.Hour
	lives("once chosen", week)
	chosen := p.Cookie().Value
	for range 2 {
		p.Open(other)
		p.Settle()
		lives("once the page is left", preferences.Lifetime)
		p.Open(address)
		p.Settle()
		lives("on a later visit", week) // the script has renewed it
	}
	if now := p.Cookie().Value; now != chosen {
		t.Errorf("the choice was %s, and is %s", chosen, now)
	}
}

// TestKeptBytes: a value with characters beyond ASCII comes back byte for byte. It must not end the
// server: anyone can send one.
func TestKeptBytes(t *testing.T) {
	t.Parallel()
	value := fmt.Sprintf(`cookies_preferences={"functional_cookies":true,"€":1,"timestamp":%d}`,
		time.Now().Add(-time.Hour).UnixMilli())
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost,
		harness.StartNode(t)+"/keep", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Cookie", value)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if got := response.Header.Get("Set-Cookie"); !strings.HasPrefix(got, value+"; ") {
		t.Errorf("the server sends back %q, want %q", got, value)
	}
}

// aWeekAtMost has the browser keep what scripts write for a week.
const aWeekAtMost = `(() => {
	const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
	Object.defineProperty(Document.prototype, "cookie", {...cookie, set(line) {
		cookie.set.call(this, line.replace(/Max-Age=(\d+)/i,
			(_, age) => "Max-Age=" + Math.min(age, 604800)));
	}});
})()`
