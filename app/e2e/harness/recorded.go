package harness

import (
	"flag"

	"github.com/chromedp/cdproto/emulation"

	"cookies-preferences/app/internal/browser/chromium"
)

// Update has tests rewrite what they compare with.
var Update = flag.Bool("update", false,
	"rewrite the texts in testdata that walks and trees are compared with")

// fixedDay has each page load on 15 January 2030 at 10:00 in Paris, so that records
// don't change with the day.
const fixedDay = `{
	const real = Date, ahead = Date.UTC(2030, 0, 15, 9) - Date.now();
	globalThis.Date = class Date extends real {
		constructor(...when) { when.length ? super(...when) : super(real.now() + ahead); }
		static now() { return real.now() + ahead; }
	};
}`

// Mute marks the text that a live region was created with.
const Mute = "(MUET) "

// collectAnnouncements collects in window.announcements what live regions announce, in shadow
// trees too. Most screen readers don't announce text that a region is created with.
const collectAnnouncements = `{
	window.announcements = [];
	const texts = new WeakMap();
	const listen = (root) => new MutationObserver(() => {
		for (const region of root.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
			const text = region.innerText.trim(), before = texts.get(region);
			texts.set(region, text);
			if (text && text !== before) {
				announcements.push(before === undefined ? "` + Mute + `" + text : text);
			}
		}
	}).observe(root, {subtree: true, childList: true, characterData: true});
	const attach = Element.prototype.attachShadow;
	Element.prototype.attachShadow = function (init) {
		const root = attach.call(this, init);
		listen(root);
		return root;
	};
	document.addEventListener("DOMContentLoaded", () => listen(document.body));
}`

// Record has the pages of a tab collect announcements, always on the same day. Other browsers
// than Chromium have to run in Paris for that.
func Record(p *Page) {
	p.T.Helper()
	if _, ok := p.Driver.(*chromium.Tab); ok {
		Call(p, emulation.SetTimezoneOverride,
			emulation.SetTimezoneOverrideParams{TimezoneID: "Europe/Paris"})
	}
	for _, script := range []string{fixedDay, collectAnnouncements} {
		p.Preload(script)
	}
}

// Announced returns the announcements since it was last called.
func (p *Page) Announced() []string {
	p.T.Helper()
	return Eval[[]string](p, `announcements.splice(0)`)
}
