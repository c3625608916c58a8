package access

import (
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
)

// focusedControl is what has the focus after a Tab, and whether all of it can be seen.
type focusedControl struct {
	What string
	Seen bool
}

// whole is a script that tells of the focused control: its box is in the window,
// and nothing lies over its middle or the middles of its sides.
const whole = `(() => {
	const root = shadow.activeElement ? shadow : document, element = root.activeElement;
	const box = element.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
	const spots = [[x, y], [box.left + 2, y], [box.right - 2, y], [x, box.top + 2], [x, box.bottom - 2]];
	return {
		What: audit.named(element),
		Seen: box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight
			&& spots.every(([x, y]) => element.contains(root.elementFromPoint(x, y))),
	};
})()`

// TestReflow: in windows as small as zoom makes them, Tab goes to every control of
// the notice, the preferences and the charter, and each is then wholly in view;
// nothing scrolls sideways (RGAA 10.4, 10.11).
func TestReflow(t *testing.T) {
	t.Parallel()
	for name, window := range map[string]emulation.SetDeviceMetricsOverrideParams{
		"320 × 256":          {Width: 320, Height: 256, DeviceScaleFactor: 1},
		"1280 × 256":         {Width: 1280, Height: 256, DeviceScaleFactor: 1},
		"1280 × 1024, 200 %": {Width: 640, Height: 512, DeviceScaleFactor: 2},
		"1280 × 1024, 400 %": {Width: 320, Height: 256, DeviceScaleFactor: 4},
	} {
		for layer, bring := range map[string]func(p *harness.Page, path string){
			"notice": harness.ShowNotice, "preferences": showPreferences, "charter": showCharter,
		} {
			t.Run(layer+" "+name, func(t *testing.T) {
				t.Parallel()
				p := openAudited(t, func(p *harness.Page) {
					harness.Call(p, emulation.SetDeviceMetricsOverride, window)
					bring(p, "/portail/"+harness.Aude)
				})
				checkReached(p)
				checkWidth(p)
			})
		}
	}
}

// checkReached walks by Tab through what can be used now.
func checkReached(p *harness.Page) {
	p.T.Helper()
	missing := harness.Eval[[]string](p, `audit.controls()
		.filter((e) => e.ownerDocument === document && !e.disabled && e.tabIndex >= 0).map(audit.named)`)
	if len(missing) < 3 {
		p.T.Fatalf("the controls are %q", missing)
	}
	count := len(missing)
	for range count + 3 {
		p.Press(kb.Tab)
		drawn(p)
		at := harness.Eval[focusedControl](p, whole)
		i := slices.Index(missing, at.What)
		if i < 0 {
			continue
		}
		missing = slices.Delete(missing, i, i+1)
		if !at.Seen {
			p.T.Errorf("%s has the focus and is not wholly in view", at.What)
		}
	}
	if len(missing) > 0 {
		p.T.Errorf("Tab never goes to %q", missing)
	}
}
