package access

import (
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"cookies-preferences/app/e2e/harness"
)

// smallWindows are those that zoom makes, and a phone held either way.
var smallWindows = []struct {
	name          string
	width, height int64
	scale         float64
	scheme        string
}{
	{"1280 × 1024 at 200 %", 640, 512, 2, "light"},
	{"1280 × 1024 at 400 %", 320, 256, 4, "light"},
	{"1280 × 256 in forced colours", 1280, 256, 1, "forced"},
	{"a phone upright", 390, 844, 1, "dark"},
	{"a phone on its side", 844, 390, 1, "light"},
}

// TestReflow: in small windows, Tab goes to the same controls as ever; each is then wholly in
// view and has a visible outline, and nothing scrolls sideways (RGAA 10.4, 10.7, 10.11, 13.9).
func TestReflow(t *testing.T) {
	t.Parallel()
	for layer, bring := range map[string]func(p *harness.Page, path string){
		"notice": harness.ShowNotice, "preferences": showPreferences, "charter": showCharter,
	} {
		t.Run(layer, func(t *testing.T) {
			t.Parallel()
			p := openAudited(t, func(p *harness.Page) { bring(p, "/portail/"+harness.Aude) })
			all := reachable(p)
			if len(all) < 3 {
				t.Fatalf("the controls are %q", all)
			}
			for i, window := range smallWindows {
				harness.Call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
					Width: window.width, Height: window.height, DeviceScaleFactor: window.scale,
				})
				harness.Features(p, window.scheme)
				drawn(p)
				t.Run(window.name, func(t *testing.T) {
					p.T = t
					if now := reachable(p); !slices.Equal(now, all) {
						t.Errorf("the controls are %q, elsewhere they are %q", now, all)
					}
					// Every second walk goes back the way that the one before came.
					checkReached(p, all, i%2 == 1)
					checkWidth(p)
				})
				p.T = t
			}
		})
	}
}

// reachable names the controls that Tab should come to.
func reachable(p *harness.Page) []string {
	p.T.Helper()
	return harness.Eval[[]string](p, `audit.controls()
		.filter((e) => e.ownerDocument === document && !e.disabled && e.tabIndex >= 0).map(audit.named)`)
}

// focusedControl is the element that has the focus.
type focusedControl struct {
	What  string
	Seen  bool    // its box is in the window, and nothing lies over its middle or its sides
	Style string  // of its outline
	Width float64 // of its outline, in px
}

const focused = `(() => {
	const root = shadow.activeElement ? shadow : document, element = root.activeElement;
	const box = element.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
	const spots = [[x, y], [box.left + 2, y], [box.right - 2, y], [x, box.top + 2], [x, box.bottom - 2]];
	const {outlineStyle, outlineWidth} = getComputedStyle(element);
	return {
		What: audit.named(element),
		Seen: box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight
			&& spots.every(([x, y]) => element.contains(root.elementFromPoint(x, y))),
		Style: outlineStyle, Width: parseFloat(outlineWidth),
	};
})()`

// checkReached presses Tab, or Shift and Tab, until it has come to all of the controls.
func checkReached(p *harness.Page, controls []string, back bool) {
	p.T.Helper()
	missing := slices.Clone(controls)
	for range 2*len(controls) + 8 {
		p.TabKey(back)
		if len(missing) == 0 {
			return // beyond the last one, so that the way back leads through all of them
		}
		drawn(p)
		at := harness.Eval[focusedControl](p, focused)
		i := slices.Index(missing, at.What)
		if i < 0 {
			continue
		}
		missing = slices.Delete(missing, i, i+1)
		if !at.Seen {
			p.T.Errorf("%s has the focus and is not wholly in view", at.What)
		}
		if at.Style == "none" || at.Width < 2 {
			p.T.Errorf("%s has the focus, and the outline %s of %v px", at.What, at.Style, at.Width)
		}
	}
	p.T.Errorf("Tab never goes to %q", missing)
}
