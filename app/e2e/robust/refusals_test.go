package robust

import (
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser"
)

// refuses is what a script meets that may not have what it asks for.
const refuses = `throw new DOMException("refused by the browser", "SecurityError")`

// cookieRefusals: what browsers and extensions do to a script's cookies. firefox_test.go has a
// visitor who blocks all of them.
func cookieRefusals(*testing.T) []hardship {
	return []hardship{
		{name: "scripts' cookies are dropped", want: cookiesRefused,
			arrange: func(p *harness.Page) func() {
				disable := func(disabled bool) {
					harness.Call(p, emulation.SetDocumentCookieDisabled,
						emulation.SetDocumentCookieDisabledParams{Disabled: disabled})
				}
				disable(true)
				return func() { disable(false) }
			}},
		{name: "document.cookie throws", want: cookiesRefused,
			before: `Object.defineProperty(Document.prototype, "cookie", {
				configurable: true, get() { ` + refuses + ` }, set(line) { ` + refuses + ` },
			});`},
		{name: "cookieStore throws",
			before: `CookieStore.prototype.getAll = () => { ` + refuses + ` };`},
	}
}

// storageRefusals: the banner needs no storage.
func storageRefusals(*testing.T) []hardship {
	return []hardship{{name: "localStorage throws",
		before: `Object.defineProperty(window, "localStorage", {get() { ` + refuses + ` }});`}}
}

// TestPrivateWindow: a choice holds in all tabs of a private window and ends with it. The next
// window asks again, and nothing is allowed before.
func TestPrivateWindow(t *testing.T) {
	t.Parallel()
	address := harness.ServeText(t, "/portail", "text/html", harness.PortalPage(harness.ForAude))
	for range 2 {
		p := harness.NewPage(t) // every profile is kept in memory
		harness.ShowNotice(p, address)
		nothingAllowed(p)
		p.Choose("cookies-accept")
		tab := p.Tab()
		tab.Open(address)
		tab.Settle()
		if s := tab.Sight(); s.Notice || len(s.Allowed) == 0 {
			t.Errorf("another tab of the window sees %+v", s)
		}
		p.EndSession()
	}
}

// TestFullJar: Chromium keeps 180 cookies of a site, and drops first those that were written
// longest ago. A choice that each visit renews outlives a page that writes more and more. Once
// it is lost, nothing is allowed, and the visitor is asked again.
func TestFullJar(t *testing.T) {
	t.Parallel()
	address := harness.ServeText(t, "/portail", "text/html",
		harness.PortalPage(harness.ForAude))
	other := harness.ServeText(t, "/ailleurs", "text/html", "<title>Sans bandeau</title>")
	p := harness.NewPage(t)
	harness.ShowNotice(p, address)
	p.Choose("cookies-accept")
	written := p.Cookie().Expires
	p.Open(other)
	writeCookies(p, 0, 120)
	p.Open(address)
	p.Until("the renewal", func() bool {
		return p.Cookie() != nil && p.Cookie().Expires != written
	})
	writeCookies(p, 120, 210) // with ours, 31 too many: as many as Chromium drops
	p.Reload()
	if p.Cookie() == nil || !harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`) {
		t.Error("a choice that is renewed is dropped")
	}
	p.Open(other)
	writeCookies(p, 210, 400)
	harness.ShowNotice(p, address)
	nothingAllowed(p)
}

// writeCookies has a script of the page write cookies of its own, and waits until the browser
// has the last.
func writeCookies(p *harness.Page, from, to int) {
	p.T.Helper()
	harness.Eval[any](p, fmt.Sprintf(`(() => {
		for (let n = %d; n < %d; n++) document.cookie = "page-" + n + "=1; Path=/";
	})()`, from, to))
	last := fmt.Sprintf("page-%d", to-1)
	p.Until("the cookie "+last, func() bool {
		return slices.ContainsFunc(p.Cookies(), func(c browser.Cookie) bool {
			return c.Name == last
		})
	})
}
