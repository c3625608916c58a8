package access

import (
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser"
)

// checkLanguage holds every text of the banner to being marked as French in the banner itself,
// whatever the page's language, but for the English terms of the charter (RGAA 8.7).
func checkLanguage(p *harness.Page) {
	p.T.Helper()
	for _, s := range harness.Eval[[]struct{ Lang, Text string }](p, `[...shadow.querySelectorAll(":not(style)")]
		.flatMap((e) => [...e.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE && n.data.trim())
			.map((n) => ({lang: e.closest("[lang]")?.lang ?? "", text: n.data.trim()})))`) {
		want := "fr"
		if s.Text == "first-party" || s.Text == "third party" {
			want = "en"
		}
		if s.Lang != want {
			p.T.Errorf("%q is marked as %q", s.Text, s.Lang)
		}
	}
}

// checkOrder holds Tab to following the eye: the next control is never above the one before,
// nor before it on the same line (RGAA 12.8).
func checkOrder(p *harness.Page) {
	p.T.Helper()
	for _, width := range []int64{1280, 390} {
		p.Do(chromedp.EmulateViewport(width, 6000)) // nothing is scrolled away
		wrong := harness.Eval[[]string](p, `audit.backwards()`)
		if len(wrong) > 0 {
			p.T.Errorf("at %d px, Tab goes backwards for the eye: %q", width, wrong)
		}
	}
}

// checkMotion holds a state to being still where the visitor asks for less motion
// (RGAA 13.8).
func checkMotion(p *harness.Page) {
	p.T.Helper()
	p.Emulate(browser.Media{ColorScheme: "light", ReducedMotion: true})
	drawn(p)
	if moving := harness.Eval[[]string](p, `audit.motion()`); len(moving) > 0 {
		p.T.Errorf("moving: %q", moving)
	}
}

// checkSpacing holds a state to showing all of its text with the distances that a reader
// sets (RGAA 10.12), which stay.
func checkSpacing(p *harness.Page) {
	p.T.Helper()
	for _, width := range []int64{1280, 320} {
		p.Do(chromedp.EmulateViewport(width, 900))
		if clipped := harness.Eval[[]string](p, `audit.clippedBySpacing()`); len(clipped) > 0 {
			p.T.Errorf("%d px wide, clipped: %q", width, clipped)
		}
		checkWidth(p)
	}
}
