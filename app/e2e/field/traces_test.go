package field

import (
	"crypto/tls"
	"fmt"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// own is a cookie of the portal's that nothing may touch.
const own = "sessionid=1; Path=/; Max-Age=9000000"

// TestTraces: every refusal removes the cookies of what it refuses, whoever left them and when,
// at once or on the first page that reaches them. The portal's own stay.
func TestTraces(t *testing.T) {
	t.Parallel()
	const ga, pk = "_ga=GA1.1.1.1; Path=/; Max-Age=9000000",
		"_pk_id.1.1fff=x; Path=/; Max-Age=9000000"

	t.Run("orestbida/cookieconsent #159", func(t *testing.T) {
		t.Parallel()
		v := visit(t, ga, pk, own)
		v.open("")
		v.Choose("cookies-refuse")
		v.WaitCookies("sessionid")
		v.Reload()
		v.WaitCookies("sessionid")
	})
	t.Run("68publishers/cookie-consent #20", func(t *testing.T) {
		t.Parallel()
		accepted := time.Now().Add(-181 * 24 * time.Hour)
		for _, record := range []string{harness.AcceptedAt(accepted), "{}", "%7B", "%00"} {
			v := visit(t, ga, pk, own, preferences.CookieName+"="+record+"; Path=/")
			v.open("")
			v.Choose("cookies-refuse")
			v.WaitCookies("sessionid")
		}
	})
	t.Run("scify/laravel-cookie-guard #128", func(t *testing.T) {
		t.Parallel()
		v := visit(t, ga, pk, own, "_ga_ABC123=1; Path=/; Max-Age=9000000", "xtvrn=1; Path=/")
		v.open(`data-trackers="ga matomo"`)
		v.OpenDialog("cookies-customize")
		v.Choose("cookies-save")
		v.WaitCookies("sessionid", "xtvrn") // the page does not ask about XiTi
	})
	t.Run("statisticsnorway/mimir #3275", func(t *testing.T) {
		t.Parallel()
		v := visit(t, own)
		v.open("")
		v.Choose("cookies-refuse")
		v.write(ga, pk) // by a page that has no banner
		v.Reload()
		v.WaitCookies("sessionid")
		harness.CheckAllowed(v.Page)
	})
	t.Run("some are accepted", func(t *testing.T) {
		t.Parallel()
		v := visit(t, ga, pk, own)
		v.open(`data-trackers="ga matomo"`)
		v.OpenDialog("cookies-customize")
		v.Click("cookies-toggle-matomo")
		v.Choose("cookies-save")
		v.WaitCookies("sessionid", "_pk_id.1.1fff")
		v.Reload()
		v.Settle()
		if requests, _ := v.Seen(); slices.ContainsFunc(requests, func(address string) bool {
			return strings.Contains(address, "withdrawal-")
		}) {
			t.Error("there is nothing to remove, and the file that removes was fetched")
		}
	})
	t.Run("everything is accepted", func(t *testing.T) {
		t.Parallel()
		v := visit(t, ga, pk, own)
		v.open("")
		v.Choose("cookies-accept")
		v.Reload()
		v.Settle()
		v.WaitCookies("sessionid", "_ga", "_pk_id.1.1fff")
	})
}

// waitWritten waits until the browser has n cookies for the page: what a page has written, it keeps
// a little later.
func (v visitor) waitWritten(n int) {
	v.T.Helper()
	v.Until(fmt.Sprintf("%d cookies", n), func() bool { return len(v.Cookies()) == n })
}

// TestTracesOutOfReach: what a withdrawal cannot reach goes on the first page that can.
func TestTracesOutOfReach(t *testing.T) {
	t.Parallel()
	t.Run("boscop-fr/orejime #145", func(t *testing.T) {
		t.Parallel()
		v := visit(t, own)
		v.open("")
		v.Choose("cookies-accept")
		folder := harness.Folder(t)
		deeper := v.serve("/explore/x/table", "")
		v.Open(deeper)
		v.Settle()
		for i, path := range []string{"/explore", "/explore/", "/explore/x", "/explore/x/"} {
			for j, domain := range []string{"", "; Domain=donnees.ville.test", "; Domain=ville.test"} {
				v.write(fmt.Sprintf("_pk_id.%d.%d=1; Max-Age=1000; Path=%s%s%s",
					i, j, folder, path, domain))
			}
		}
		v.waitWritten(14)
		v.open("")
		harness.Eval[any](v.Page, `(cookiesPreferences.refuse(), null)`)
		v.Settle()
		v.Open(deeper)
		v.WaitCookies("sessionid")
	})
	t.Run("codesandbox/codesandbox-client #8470", func(t *testing.T) {
		t.Parallel()
		v := visitHTTPS(t, "_ga=1; Path=/; Secure; SameSite=None; Partitioned",
			"_ga_X=1; Path=/; Domain=ville.test; Secure; SameSite=None; Partitioned",
			"_gid=1; Path=/; Secure; SameSite=None", "_pk_id.1.1=1; Path=/; SameSite=Strict", own)
		v.waitWritten(5)
		v.open("")
		v.Choose("cookies-refuse")
		v.WaitCookies("sessionid")
	})
	t.Run("dmind-gmbh/extension-cookieman #65", func(t *testing.T) {
		t.Parallel()
		v := visit(t, own, "_gcl_au=1; Path=/", "_ga=1; Path=/", "_dc_gtm_UA-1-1=1; Path=/",
			"AMP_TOKEN=1; Path=/")
		v.open(`data-trackers="ga"`)
		v.Choose("cookies-accept")
		v.OpenDialog("open")
		v.Click("cookies-toggle-third_party")
		v.Choose("cookies-save")
		v.WaitCookies("sessionid", "_ga", "_dc_gtm_UA-1-1", "AMP_TOKEN")
		harness.Eval[any](v.Page, `(cookiesPreferences.refuse(), null)`)
		v.WaitCookies("sessionid")
	})
}

// visitor is a visitor of donnees.ville.test who has cookies.
type visitor struct {
	*harness.Page
	site string // scheme, host and port
}

// visit begins on a page of the portal's host that has no banner, where these cookies are written.
func visit(t *testing.T, cookies ...string) visitor {
	t.Helper()
	return visitAt(t, harness.Site.URL, cookies)
}

// visitHTTPS is such a visit over https.
func visitHTTPS(t *testing.T, cookies ...string) visitor {
	t.Helper()
	site, err := harness.NewSite()
	if err != nil {
		t.Fatal(err)
	}
	secure := httptest.NewUnstartedServer(site)
	secure.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	secure.StartTLS()
	t.Cleanup(secure.Close)
	return visitAt(t, secure.URL, cookies)
}

func visitAt(t *testing.T, site string, cookies []string) visitor {
	t.Helper()
	v := visitor{harness.NewPage(t), strings.TrimSuffix(harness.Named(site, "donnees.ville.test"), "/")}
	v.Open(v.serveText("/ailleurs", "<!doctype html><title>Sans bandeau</title>"))
	v.write(cookies...)
	return v
}

// serveText serves a page and returns its address on the visitor's host.
func (v visitor) serveText(path, page string) string {
	v.T.Helper()
	served, err := url.Parse(harness.ServeText(v.T, path, "text/html; charset=utf-8", page))
	if err != nil {
		v.T.Fatal(err)
	}
	return v.site + served.Path
}

// serve serves a page with the banner.
func (v visitor) serve(path, attributes string) string {
	v.T.Helper()
	return v.serveText(path, harness.Listening(harness.ForAude+" "+attributes))
}

// open goes to the portal's page.
func (v visitor) open(attributes string) {
	v.T.Helper()
	v.Open(v.serve("/portail", attributes))
	v.Settle()
}

// write writes cookies as the page's own scripts do.
func (v visitor) write(cookies ...string) {
	v.T.Helper()
	for _, cookie := range cookies {
		harness.Eval[any](v.Page, fmt.Sprintf("(document.cookie = %q, null)", cookie))
	}
}
