package access

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/charter"
)

// TestCoverage: the notice leaves the page to be read: it covers little of it, has
// no text that one must scroll for, and the page scrolls as ever.
func TestCoverage(t *testing.T) {
	t.Parallel()
	for _, host := range charter.Portals() {
		for _, window := range []struct {
			width, height int64
			most          float64 // of the window's surface
		}{{390, 844, 0.35}, {1280, 800, 0.25}} {
			t.Run(fmt.Sprintf("%s %d", host, window.width), func(t *testing.T) {
				t.Parallel()
				p := openAudited(t, func(p *harness.Page) {
					p.Do(chromedp.EmulateViewport(window.width, window.height))
					harness.ShowNotice(p, "/portail/"+host)
				})
				covered := covered(p)
				if covered > window.most {
					t.Errorf("the notice covers %.1f %% of the window, want %.0f %% at most", 100*covered, 100*window.most)
				}
				checkScrolling(p)
			})
		}
	}
}

// TestCoverageAtWorst: what makes the notice longer, the portal's name or what is
// said to those whose browser asks not to track them, leaves most of a phone.
func TestCoverageAtWorst(t *testing.T) {
	t.Parallel()
	const long = "donnees-ouvertes.communaute-agglomeration-du-grand-exemple.fr"
	for name, bring := range map[string]func(p *harness.Page){
		"Global Privacy Control": func(p *harness.Page) {
			p.AskNotToBeTracked()
			harness.ShowNotice(p, "/portail/"+harness.Aude)
		},
		"a long name": func(p *harness.Page) {
			harness.ShowNotice(p, harness.ServeText(p.T, "/portail", "text/html", harness.PortalPage(`data-portal="`+long+`"`)+
				`<meta name="viewport" content="width=device-width">`))
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := openAudited(t, func(p *harness.Page) {
				p.Do(chromedp.EmulateViewport(390, 844))
				bring(p)
			})
			if got := covered(p); got > 0.40 {
				t.Errorf("the notice covers %.1f %% of the window, want 40 %% at most", 100*got)
			}
		})
	}
}

// covered is how much of the window the notice covers, of 1.
func covered(p *harness.Page) float64 {
	p.T.Helper()
	return harness.Eval[float64](p, `(() => {
		const box = shadow.querySelector(".notice").getBoundingClientRect();
		return box.width * box.height / (innerWidth * innerHeight);
	})()`)
}

// checkScrolling holds the notice to having nothing to scroll in it, and the page
// to scrolling under it.
func checkScrolling(p *harness.Page) {
	p.T.Helper()
	if inside := harness.Eval[[]string](p, `[shadow.querySelector(".notice"), ...shadow.querySelectorAll(".notice *")]
		.filter((e) => e.scrollHeight > e.clientHeight + 1 && getComputedStyle(e).overflowY !== "visible").map(audit.named)`); len(inside) > 0 {
		p.T.Errorf("one must scroll in %q", inside)
	}
	if got := harness.Eval[string](p, `[document.documentElement, document.body].map((e) => getComputedStyle(e).overflow + e.style.cssText).join()`); got != "visible,visible" {
		p.T.Errorf("the page's overflow is %s", got)
	}
	p.Do(harness.Scroll(200))
	p.Wait(`scrollY > 0`)
}
