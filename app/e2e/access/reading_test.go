package access

import (
	"github.com/chromedp/cdproto/page"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser"
)

// checkLanguage checks that every text of the banner is marked as French, whatever the page's
// language, except the charter's English terms (RGAA 8.7).
func checkLanguage(p *harness.Page) {
	p.T.Helper()
	for _, s := range harness.Eval[[]struct{ Lang, Text string }](p, `
		[...shadow.querySelectorAll(":not(style)")].flatMap((e) => [...e.childNodes]
			.filter((n) => n.nodeType === Node.TEXT_NODE && n.data.trim())
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

// checkOrder checks that the tab order follows the visual order: the next control is never above
// the one before, nor before it on the same line (RGAA 12.8).
func checkOrder(p *harness.Page) {
	p.T.Helper()
	for _, width := range []int{1280, 390} {
		p.Resize(width, 6000) // nothing is scrolled away
		wrong := harness.Eval[[]string](p, `audit.backwards()`)
		if len(wrong) > 0 {
			p.T.Errorf("at %d px, Tab goes backwards for the eye: %q", width, wrong)
		}
	}
}

// checkMotion checks that nothing moves if the visitor prefers reduced motion (RGAA 13.8).
func checkMotion(p *harness.Page) {
	p.T.Helper()
	p.Emulate(browser.Media{ColorScheme: "light", ReducedMotion: true})
	drawn(p)
	if moving := harness.Eval[[]string](p, `audit.motion()`); len(moving) > 0 {
		p.T.Errorf("moving: %q", moving)
	}
}

// checkComfort checks that nothing is see-through if the visitor prefers less of that, and that
// texts have the stronger contrast that they prefer (WCAG 1.4.6).
func checkComfort(p *harness.Page) {
	p.T.Helper()
	for _, scheme := range []string{"light", "dark"} {
		p.Emulate(browser.Media{ColorScheme: scheme, ReducedTransparency: true, MoreContrast: true})
		drawn(p)
		if through := harness.Eval[[]string](p, `audit.seeThrough()`); len(through) > 0 {
			p.T.Errorf("%s, see-through: %q", scheme, through)
		}
		p.Measure(scheme+", text", `audit.texts(undefined, true)`)
	}
}

// checkLargeText checks that no text is clipped when the visitor has texts twice as large, and
// nothing else (WCAG 1.4.4, RGAA 10.4).
func checkLargeText(p *harness.Page) {
	p.T.Helper()
	size := func(percent int64) {
		harness.Call(p, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{
			Standard: 16 * percent / 100, Fixed: 13 * percent / 100}})
	}
	size(200)
	defer size(100)
	for _, width := range []int{1280, 390} {
		p.Resize(width, 900)
		drawn(p)
		if clipped := harness.Eval[[]string](p, `audit.clipped()`); len(clipped) > 0 {
			p.T.Errorf("%d px wide, clipped: %q", width, clipped)
		}
		checkWidth(p)
	}
}

// checkSpacing checks that no text is clipped with the text spacing of WCAG 1.4.12 (RGAA 10.12).
func checkSpacing(p *harness.Page) {
	p.T.Helper()
	harness.Eval[any](p, `audit.space(true)`)
	defer harness.Eval[any](p, `audit.space(false)`)
	for _, width := range []int{1280, 320} {
		p.Resize(width, 900)
		if clipped := harness.Eval[[]string](p, `audit.clipped()`); len(clipped) > 0 {
			p.T.Errorf("%d px wide, clipped: %q", width, clipped)
		}
		checkWidth(p)
	}
}
