package access

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
)

// stop is where a Tab leads to.
type stop struct {
	What     string
	Number   int // among the stops, in the document's order; -1 is outside the page
	InBanner bool
	Seen     bool // all of it is in the window, and nothing lies over it
	Outlined bool // by two pixels at least
}

// tab presses Tab, or Shift and Tab, and checks that a stop in the banner is visible.
func tab(p *harness.Page, back bool) stop {
	p.T.Helper()
	p.TabKey(back)
	s := harness.Eval[stop](p, `audit.stop()`)
	if s.InBanner && s.Number >= 0 && !(s.Seen && s.Outlined) {
		p.T.Errorf("%s has the focus; in view: %v, outlined: %v", s.What, s.Seen, s.Outlined)
	}
	return s
}

// smallWindows are those that zoom makes, and a phone held either way.
var smallWindows = []struct {
	name          string
	width, height int
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
			p := newAuditedTab(t)
			bring(p, "/portail/"+harness.Aude)
			p.Settle()
			all := harness.Eval[[]string](p, `audit.ours()`)
			if len(all) < 3 {
				t.Fatalf("the controls are %q", all)
			}
			for i, window := range smallWindows {
				if harness.EngineOf(t) == harness.WebKit { // without scale and forced colours
					p.Resize(window.width, window.height)
					window.scheme = strings.Replace(window.scheme, "forced", "light", 1)
				} else {
					metrics := emulation.SetDeviceMetricsOverrideParams{
						Width: int64(window.width), Height: int64(window.height),
						DeviceScaleFactor: window.scale,
					}
					harness.Call(p, emulation.SetDeviceMetricsOverride, metrics)
				}
				p.Look(window.scheme)
				drawn(p)
				part(p, window.name, func() {
					if now := harness.Eval[[]string](p, `audit.ours()`); !slices.Equal(now, all) {
						p.T.Errorf("the controls are %q, elsewhere they are %q", now, all)
					}
					// Every second walk goes back the way that the one before came.
					checkReached(p, all, i%2 == 1)
					checkWidth(p)
				})
			}
		})
	}
}

// checkReached tabs through the controls and one stop further, so that the walk back meets all of
// them.
func checkReached(p *harness.Page, controls []string, back bool) {
	p.T.Helper()
	missing := slices.Clone(controls)
	for range 2*len(controls) + 8 {
		s := tab(p, back)
		if len(missing) == 0 {
			return
		}
		missing = slices.DeleteFunc(missing, func(what string) bool { return what == s.What })
	}
	p.T.Errorf("Tab never goes to %q", missing)
}

// TestTabThrough: with the notice open, Tab goes through the whole portal, there and back:
// the notice hides nothing that has the focus, even in part (WCAG 2.4.11), nothing traps
// the focus (2.1.2), and the portal's skip link works (2.4.1).
func TestTabThrough(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{1280, 800}, {390, 844}, {320, 640}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			t.Parallel()
			p := newAuditedTab(t)
			p.Resize(size[0], size[1])
			harness.ShowNotice(p, "/portail/"+harness.Aude)
			p.Wait(`document.querySelector("iframe").contentDocument?.querySelector("button")`)
			p.Settle()
			var all []int
			for n := range harness.Eval[int](p, `audit.stops().length`) {
				all = append(all, n)
			}
			if forth := tabThrough(p, false); !slices.Equal(forth, all) {
				t.Errorf("Tab goes through %v of %d", forth, len(all))
			}
			slices.Reverse(all)
			if back := tabThrough(p, true); !slices.Equal(back, all) {
				t.Errorf("Shift and Tab go through %v of %d", back, len(all))
			}

			p.TabTo("link", "Aller au contenu")
			p.Press(kb.Enter)
			p.Wait(`location.hash === "#contenu"`)
			first := harness.Eval[int](p, `audit.stops().findIndex((e) => e.closest("main"))`)
			if s := tab(p, false); s.Number != first {
				t.Errorf("after the skip link, Tab goes to %s, want the content's first", s.What)
			}
		})
	}
}

// tabThrough tabs until the focus has left the page, or gone from one end to the other, and
// returns the numbers of the stops on its way.
func tabThrough(p *harness.Page, back bool) (numbers []int) {
	p.T.Helper()
	for range 300 {
		s := tab(p, back)
		if s.Number < 0 || len(numbers) > 0 && (s.Number > numbers[len(numbers)-1]) == back {
			return numbers
		}
		if !s.Seen {
			p.T.Errorf("%s has the focus and is not wholly in view", s.What)
		}
		numbers = append(numbers, s.Number)
	}
	p.T.Fatal("the focus is trapped")
	return nil
}
