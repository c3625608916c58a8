package browsertest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/network"
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
			address := serveText(t, "/portail", "text/html", portalPage(`data-portal="`+aude+`"`))
			p := newPage(t)
			p.open(address)
			p.waitNotice()
			p.click("cookies-accept")
			p.waitClosed()
			p.open(serveText(t, "/ailleurs", "text/html", "<title>Une page sans bandeau</title>"))
			p.write(0, 120)
			if c.visits {
				written := p.cookie().Expires
				p.open(address)
				// It is renewed for whole seconds of what remains.
				p.until("the renewal", func() bool { return p.cookie() != nil && p.cookie().Expires != written })
			}
			p.write(120, 210) // with ours, 31 too many: as many as Chromium drops
			if kept := p.cookie() != nil; kept != c.visits {
				t.Errorf("the choice is kept: %t", kept)
			}
			p.open(address)
			if c.visits {
				p.wait(`window.cookiesPreferences?.allows("statistics")`)
				return
			}
			p.waitNotice()
			if eval[bool](p, `cookiesPreferences.get() !== null || cookiesPreferences.allows("statistics")`) {
				t.Error("something is allowed")
			}
		})
	}
}

// write has a script of the page write cookies of its own, named by numbers, and waits
// until the browser has the last.
func (p *page) write(from, to int) {
	p.t.Helper()
	eval[any](p, fmt.Sprintf(`(() => { for (let n = %d; n < %d; n++) document.cookie = "page-" + n + "=1; Path=/"; })()`, from, to))
	last := fmt.Sprintf("page-%d", to-1)
	p.until("the cookie "+last, func() bool {
		return slices.ContainsFunc(p.cookies(), func(c *network.Cookie) bool { return c.Name == last })
	})
}
