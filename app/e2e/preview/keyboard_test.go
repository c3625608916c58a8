package preview

import (
	"slices"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
)

// focus finds what has the focus: its id or its element's name, after "preview/" in the
// preview, and whether it is in sight. The name is "" once Tab has left the page.
const focus = `(() => {
	const name = (e) => e.id || e.localName;
	const {activeElement: element} = document;
	if (element === document.body) return {name: ""};
	if (element.id === "preview") {
		const {activeElement: within} = element.contentDocument;
		return {name: "preview/" + name(within.shadowRoot?.activeElement ?? within), seen: true};
	}
	const {width, top, bottom} = element.getBoundingClientRect();
	const seen = width > 0 && bottom > 0 && top < innerHeight
		&& getComputedStyle(element).outlineStyle !== "none";
	return {name: name(element), seen};
})()`

// focusable are the names of all that Tab must reach in the workshop itself.
const focusable = `[...document.querySelectorAll("main :is(button, summary, textarea, " +
	"input:not([type=radio]), input:checked, [tabindex='0'])")]
	.filter((e) => !e.disabled && e.checkVisibility()).map((e) => e.id || e.localName)`

// TestWorkshopByKeys: Tab leads to everything, into the preview and out again; what has the
// focus is in sight; keys do what the mouse does.
func TestWorkshopByKeys(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	type focused struct {
		Name string
		Seen bool
	}
	tab := func() focused {
		p.TabKey(false)
		return harness.Eval[focused](p, focus)
	}
	var stops []string
	for stop := tab(); stop.Name != "" && len(stops) < 150; stop = tab() {
		if !stop.Seen {
			t.Errorf("%s has the focus and is not in sight", stop.Name)
		}
		stops = append(stops, stop.Name)
	}
	all := harness.Eval[[]string](p, focusable)
	for _, name := range append(all, "preview/cookies-accept", "preview/cookies-customize") {
		if !slices.Contains(stops, name) {
			t.Errorf("Tab does not lead to %s", name)
		}
	}
	if len(stops) > len(all)+20 {
		t.Errorf("the focus is trapped: %q", stops)
	}

	reach := func(name string) {
		t.Helper()
		for range 150 {
			if tab().Name == name {
				return
			}
		}
		t.Fatalf("Tab does not lead to %s", name)
	}
	reach("portal-opendata-aude-fr")
	p.Press(kb.ArrowDown)
	p.Wait(`$("portal-porto-vecchio-opendatasoft-com").checked`)
	waitPreview(p, `page.location.search.includes("porto-vecchio") && `+asks)
	reach("trackers-matomo")
	p.Press(" ")
	waitPreview(p, `page.location.search.includes("matomo") && `+asks)
	reach("preview/cookies-refuse")
	p.Press(kb.Enter)
	waitPreview(p, `page.cookiesPreferences.get()?.matomo === false`)
	reach("gpc")
	p.Press(kb.Enter)
	p.Wait(`$("gpc").getAttribute("aria-pressed") === "true"`)
	if id := p.Focused(); id != "gpc" {
		t.Errorf("the pressed button loses the focus to %q", id)
	}
}
