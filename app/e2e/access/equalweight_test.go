package access

import (
	"fmt"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// looks is a script that returns all that makes buttons catch the eye, for each of their ids.
const looks = `%q.split(" ").map((id) => {
	const button = $(id), style = getComputedStyle(button), box = button.getBoundingClientRect();
	const names = ["font-family", "font-size", "font-weight", "font-style", "line-height",
		"letter-spacing", "text-transform", "text-decoration-line", "text-shadow", "color",
		"background-color", "background-image", "opacity", "filter", "border-top",
		"border-right", "border-bottom", "border-left", "border-radius", "box-shadow",
		"outline-style", "padding", "display", "cursor", "animation-name", "transform"];
	return {
		...Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)])),
		width: box.width.toFixed(), height: box.height.toFixed(),
		"contrast of the text": audit.texts([button])[0].value.toFixed(1),
		"contrast of the edge": audit.edge(button).toFixed(1),
	};
})`

// TestEqualWeight: accept and refuse weigh the same, and so does the third choice, on each
// layer, on small and large screens, in any colours.
func TestEqualWeight(t *testing.T) {
	t.Parallel()
	p := newAuditedTab(t)
	harness.ShowNotice(p, "/portail/"+harness.Aude)
	p.Settle()
	sameWeight(p, "cookies-accept cookies-refuse cookies-customize")
	p.Click("cookies-customize")
	p.Wait(`shadow.querySelector(".details")`)
	p.MoveAway()
	sameWeight(p, "cookies-accept-all cookies-refuse-all cookies-save")
}

// sameWeight compares buttons on every screen; the first two are accept and refuse.
func sameWeight(p *harness.Page, ids string) {
	p.T.Helper()
	for _, screen := range inEngine(p.T, allScreens) {
		emulate(p, screen)
		buttons := harness.Eval[[]map[string]string](p, fmt.Sprintf(looks, ids))
		for i, button := range buttons[1:] {
			for name, value := range button {
				if name == "width" && i > 0 {
					continue // the third choice may have a row of its own
				}
				if first := buttons[0][name]; value != first {
					p.T.Errorf("%s, %s: %s is %s for the first and %s for number %d",
						ids, screen.name, name, first, value, i+2)
				}
			}
		}
	}
}
