package robust

import (
	"fmt"
	"slices"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser"
)

// TestFullJar: Chromium keeps 180 cookies of a site, and drops those first that were
// written longest ago. A choice that each visit renews outlives a page that writes
// more and more of them; where none does, it is lost, nothing is allowed, and the
// visitor is asked again.
func TestFullJar(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		visits bool
	}{{"renewed by a visit", true}, {"not renewed", false}} {
		t.Run(c.name, func(t *testing.T) {
			address := harness.ServeText(t, "/portail", "text/html", harness.PortalPage(`data-portal="`+harness.Aude+`"`))
			p := harness.NewPage(t)
			p.Open(address)
			p.WaitNotice()
			p.Click("cookies-accept")
			p.WaitClosed()
			p.Open(harness.ServeText(t, "/ailleurs", "text/html", "<title>Une page sans bandeau</title>"))
			write(p, 0, 120)
			if c.visits {
				written := p.Cookie().Expires
				p.Open(address)
				// It is renewed for whole seconds of what remains.
				p.Until("the renewal", func() bool { return p.Cookie() != nil && p.Cookie().Expires != written })
			}
			write(p, 120, 210) // with ours, 31 too many: as many as Chromium drops
			if kept := p.Cookie() != nil; kept != c.visits {
				t.Errorf("the choice is kept: %t", kept)
			}
			p.Open(address)
			if c.visits {
				p.Wait(`window.cookiesPreferences?.allows("statistics")`)
				return
			}
			p.WaitNotice()
			if harness.Eval[bool](p, `cookiesPreferences.get() !== null || cookiesPreferences.allows("statistics")`) {
				t.Error("something is allowed")
			}
		})
	}
}

// write has a script of the page write cookies of its own, named by numbers, and waits
// until the browser has the last.
func write(p *harness.Page, from, to int) {
	p.T.Helper()
	harness.Eval[any](p, fmt.Sprintf(`(() => { for (let n = %d; n < %d; n++) document.cookie = "page-" + n + "=1; Path=/"; })()`, from, to))
	last := fmt.Sprintf("page-%d", to-1)
	p.Until("the cookie "+last, func() bool {
		return slices.ContainsFunc(p.Cookies(), func(c browser.Cookie) bool { return c.Name == last })
	})
}
