package access

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// weight is all that makes a button catch the eye.
type weight struct {
	Look          []string // computed styles, in the order of weighty
	Width, Height float64
	Text, Edge    float64 // contrasts
}

var weighty = []string{
	"font-family", "font-size", "font-weight", "font-style", "line-height", "letter-spacing", "text-transform",
	"text-decoration-line", "text-shadow", "color", "background-color", "background-image", "opacity", "filter",
	"border-top", "border-right", "border-bottom", "border-left", "border-radius", "box-shadow", "outline-style",
	"padding", "display", "cursor", "animation-name", "transform",
}

// weigh weighs a button of the banner.
func weigh(p *harness.Page, id string) weight {
	p.T.Helper()
	return harness.Eval[weight](p, fmt.Sprintf(`(() => {
		const button = $("%s"), style = getComputedStyle(button), box = button.getBoundingClientRect();
		return {
			Look: "%s".split(" ").map((name) => style.getPropertyValue(name)),
			Width: box.width,
			Height: box.height,
			Text: audit.texts([button])[0].value,
			Edge: audit.edge(button),
		};
	})()`, id, strings.Join(weighty, " ")))
}

// TestEqualWeight: accept and refuse weigh the same, and so does the third choice, on each
// layer, on small and large screens, in any colours.
func TestEqualWeight(t *testing.T) {
	t.Parallel()
	p := openAudited(t, func(p *harness.Page) { harness.ShowNotice(p, "/portail/"+harness.Aude) })
	sameWeight(p, "notice", "cookies-accept", "cookies-refuse", "cookies-customize")
	p.Click("cookies-customize")
	p.Wait(`shadow.querySelector(".details")`)
	p.MoveAway()
	sameWeight(p, "preferences", "cookies-accept-all", "cookies-refuse-all", "cookies-save")
}

// sameWeight compares buttons to the first on every screen; the first two are
// accept and refuse.
func sameWeight(p *harness.Page, layer string, ids ...string) {
	p.T.Helper()
	for _, screen := range screens() {
		emulate(p, screen)
		first := weigh(p, ids[0])
		for i, id := range ids[1:] {
			other := weigh(p, id)
			if i > 0 {
				other.Width = first.Width // the third choice may have a row of its own
			}
			compare(p, layer+" on "+screen.name+": "+ids[0]+" and "+id, first, other)
		}
	}
}

func compare(p *harness.Page, what string, a, b weight) {
	p.T.Helper()
	for i, name := range weighty {
		if a.Look[i] != b.Look[i] {
			p.T.Errorf("%s: %s is %s and %s", what, name, a.Look[i], b.Look[i])
		}
	}
	for name, pair := range map[string][2]float64{
		"the width": {a.Width, b.Width}, "the height": {a.Height, b.Height},
		"the text's contrast": {a.Text, b.Text}, "the edge's contrast": {a.Edge, b.Edge},
	} {
		if math.Abs(pair[0]-pair[1]) > 0.01*pair[0] {
			p.T.Errorf("%s: %s is %.2f and %.2f", what, name, pair[0], pair[1])
		}
	}
}
