package access

import (
	"testing"

	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/charter"
)

// TestCoverage: the notice covers little of the page, has no text that must be scrolled to,
// and the page scrolls as ever; little more where its text is longer than usual.
func TestCoverage(t *testing.T) {
	t.Parallel()
	type notice struct {
		bring func(p *harness.Page)
		phone float64 // the most it may cover of a phone's window, of 1
	}
	notices := map[string]notice{
		"Global Privacy Control": {func(p *harness.Page) {
			p.AskNotToBeTracked()
			harness.ShowNotice(p, "/portail/"+harness.Aude)
		}, 0.40},
		"a long name": {func(p *harness.Page) {
			const host = "donnees-ouvertes.communaute-agglomeration-du-grand-exemple.fr"
			harness.ShowNotice(p, harness.ServeText(p.T, "/portail", "text/html", harness.PortalPage(`data-portal="`+host+`"`)+
				`<meta name="viewport" content="width=device-width"><p style="height: 2000px">Des données`))
		}, 0.40},
	}
	for _, host := range charter.Portals() {
		notices[host] = notice{func(p *harness.Page) { harness.ShowNotice(p, "/portail/"+host) }, 0.35}
	}
	for name, notice := range notices {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := openAudited(t, notice.bring)
			for _, window := range []struct {
				width, height int64
				most          float64
			}{{390, 844, notice.phone}, {1280, 800, 0.25}} {
				p.Do(chromedp.EmulateViewport(window.width, window.height))
				drawn(p)
				if covered := covered(p); covered > window.most {
					t.Errorf("at %d px the notice covers %.1f %% of the window, want %.0f %% at most",
						window.width, 100*covered, 100*window.most)
				}
				checkScrolling(p)
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
	inside := harness.Eval[[]string](p, `[shadow.querySelector(".notice"), ...shadow.querySelectorAll(".notice *")]
		.filter((e) => e.scrollHeight > e.clientHeight + 1 && getComputedStyle(e).overflowY !== "visible").map(audit.named)`)
	if len(inside) > 0 {
		p.T.Errorf("one must scroll in %q", inside)
	}
	harness.Eval[any](p, `(scrollTo(0, 0), null)`)
	p.Do(harness.Scroll(200))
	p.Wait(`scrollY > 0`)
}
