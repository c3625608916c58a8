package firefox

import (
	"strconv"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// inView lists the banner's buttons that are not wholly in the window or that something covers,
// and the elements that scroll sideways.
const inView = `(() => {
	const layer = shadow.querySelector("dialog[open]") ? ".dialog-footer button" : ".notice button";
	const buttons = [...shadow.querySelectorAll(layer)].filter((b) => b.checkVisibility());
	const faults = buttons.filter((b) => {
		const box = b.getBoundingClientRect();
		const at = shadow.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
		return box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight
			|| !b.contains(at);
	}).map((b) => b.innerText);
	const page = document.documentElement;
	if (page.scrollWidth > innerWidth) faults.push("the page scrolls sideways");
	for (const element of shadow.querySelectorAll("*")) {
		if (/auto|scroll/.test(getComputedStyle(element).overflowX)
			&& element.scrollWidth > element.clientWidth + 1) {
			faults.push("<" + element.localName + "> scrolls sideways");
		}
	}
	return buttons.length ? faults : ["no button"];
})()`

// TestFirefoxLooks: in each of the visitor's colours, on a small phone and on a desktop, every
// button is in view and nothing scrolls sideways.
func TestFirefoxLooks(t *testing.T) {
	for _, c := range []struct {
		scheme        string
		width, height int
	}{{"light", 320, 640}, {"dark", 320, 640}, {"dark", 1280, 900}, {"forced", 320, 640}} {
		size := strconv.Itoa(c.width)
		t.Run(c.scheme+" "+size, func(t *testing.T) {
			p := harness.NewPage(t)
			p.Look(c.scheme)
			p.Resize(c.width, c.height)
			harness.ShowPlaceholder(p)
			for scheme, query := range map[string]string{
				"dark": "prefers-color-scheme: dark", "forced": "forced-colors: active",
			} {
				matches := harness.Eval[bool](p, `matchMedia("(`+query+`)").matches`)
				if matches != (scheme == c.scheme) {
					t.Errorf("(%s) does not match as it should", query)
				}
			}
			look := func(layer string) {
				t.Helper()
				if faults := harness.Eval[[]string](p, inView); len(faults) > 0 {
					t.Errorf("%s: %q", layer, faults)
				}
			}
			look("notice")
			p.OpenDialog("cookies-customize")
			look("preferences")
			p.Click("cookies-details-statistics")
			p.Wait(`$("cookies-details-statistics").parentNode.open`)
			look("open details")
		})
	}
}
