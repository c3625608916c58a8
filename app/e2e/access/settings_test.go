package access

import (
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser"
)

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

// spacing is a script that sets WCAG 1.4.12's distances everywhere in the banner,
// and lists what they clip: boxes that hide what is too large for them, and
// buttons that their text leaves.
const spacing = `(() => {
	const frames = [...document.querySelectorAll("iframe[data-cookies]")].map((frame) => frame.contentDocument);
	for (const root of [document, shadow, ...frames]) {
		const sheet = new (root.defaultView ?? window).CSSStyleSheet();
		sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
		root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
	}
	const within = audit.roots().flatMap((root) => [...root.querySelectorAll("*")]).filter(audit.seen);
	const clipped = within.filter((e) => {
		const {overflowX, overflowY} = getComputedStyle(e), hides = (value) => ["hidden", "clip"].includes(value);
		return hides(overflowX) && e.scrollWidth > e.clientWidth + 1 || hides(overflowY) && e.scrollHeight > e.clientHeight + 1;
	});
	const left = within.filter((e) => e.closest("button, summary")).filter((e) => {
		const box = e.closest("button, summary").getBoundingClientRect();
		return [...e.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).some((node) => {
			const text = document.createRange();
			text.selectNode(node);
			return [...text.getClientRects()].some((r) => r.left < box.left - 1 || r.right > box.right + 1
				|| r.top < box.top - 1 || r.bottom > box.bottom + 1);
		});
	});
	return [...clipped, ...left].map(audit.named);
})()`

// checkSpacing holds a state to showing all of its text under distances that a
// reader sets (RGAA 10.12). They stay.
func checkSpacing(p *harness.Page) {
	p.T.Helper()
	for _, width := range []int64{1280, 320} {
		p.Do(chromedp.EmulateViewport(width, 900))
		if clipped := harness.Eval[[]string](p, spacing); len(clipped) > 0 {
			p.T.Errorf("%d px wide, clipped: %q", width, clipped)
		}
		checkWidth(p)
	}
}
