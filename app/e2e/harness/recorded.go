package harness

import (
	"flag"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
)

var Update = flag.Bool("update", false, "rewrite the texts in testdata that walks and trees are compared with")

// alwaysThatDay makes every page begin on 15 January 2030 at 10:00 in Paris, so
// that what is recorded does not change with the day.
const alwaysThatDay = `{
	const real = Date, ahead = Date.UTC(2030, 0, 15, 9) - Date.now();
	globalThis.Date = class Date extends real {
		constructor(...when) { when.length ? super(...when) : super(real.now() + ahead); }
		static now() { return real.now() + ahead; }
	};
}`

// mute marks what is told in a region that was born with it.
const Mute = "(MUET) "

// hearAnnouncements keeps in window.announcements what live regions tell, in
// shadow trees too. A region that comes with its text already in it stays silent
// in most screen readers: that is noted.
const hearAnnouncements = `{
	window.announcements = [];
	const texts = new WeakMap();
	const listen = (root) => new MutationObserver(() => {
		for (const region of root.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
			const text = region.innerText.trim(), before = texts.get(region);
			texts.set(region, text);
			if (text && text !== before) announcements.push(before === undefined ? "` + Mute + `" + text : text);
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

// record readies a tab for that.
func Record(p *Page) {
	p.T.Helper()
	Call(p, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Europe/Paris"})
	for _, script := range []string{alwaysThatDay, hearAnnouncements} {
		Call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	}
}

// announced returns what was told since it was last asked.
func (p *Page) Announced() []string {
	p.T.Helper()
	return Eval[[]string](p, `announcements.splice(0)`)
}
