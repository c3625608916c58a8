package choice

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/harness"
)

// TestTogglingCommitsNothing: a switch that is moved writes no cookie, asks for
// nothing, tells the page nothing, and leaves focus and page where they are (RGAA
// 7.4).
func TestTogglingCommitsNothing(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`" data-trackers="matomo xiti"`)
	p.WaitNotice()
	p.Click("cookies-customize")
	p.Wait(`shadow.querySelector(".details")`)
	p.Settle()
	requests, _ := p.Seen()
	harness.Eval[any](p, `(window.same = true, null)`) // a page loaded anew has it no more
	for _, name := range []string{"Statistiques", "XiTi", "Internes", "Tiers"} {
		for _, on := range []bool{true, false, true} {
			was := p.AxWait("switch", name).Is(accessibility.PropertyNameChecked)
			if was == on {
				continue // its category had taken it along
			}
			if p.AxFocused().Name != name {
				p.TabTo("switch", name)
			}
			p.Press(" ")
			p.Until("the switch "+name, func() bool {
				return p.AxWait("switch", name).Is(accessibility.PropertyNameChecked) == on
			})
			if got := p.AxFocused(); got.Name != name {
				t.Errorf("after moving %s, the focus is on %s", name, got.French())
			}
		}
	}
	p.Settle()
	now, _ := p.Seen()
	now = slices.DeleteFunc(now[len(requests):], func(url string) bool { return strings.Contains(url, "/keyboard-") }) // comes with the first key
	if len(now) > 0 {
		t.Errorf("toggling asked for %q", now)
	}
	if p.Cookie() != nil || harness.Eval[bool](p, `changes.length > 0 || !window.same || cookiesPreferences.allows("statistics") || !$("cookies-dialog").open`) {
		t.Error("toggling committed something")
	}
}

// mouse does one thing with the mouse's button at a spot.
func mouse(kind input.DispatchMouseEventType, spot [2]float64) chromedp.Action[chromedp.Void] {
	return chromedp.MouseEvent(kind, spot[0], spot[1], chromedp.ButtonLeft, chromedp.ClickCount(1))
}

// TestPointerUp: nothing happens while the button is down; released elsewhere,
// nothing does at all (RGAA 13.11, WCAG 2.5.2).
func TestPointerUp(t *testing.T) {
	t.Parallel()
	const state = `[cookiesPreferences.get() !== null, $("cookies-dialog") !== null, $("cookies-accept")?.checkVisibility() ?? false,
		[...shadow.querySelectorAll("input")].map((i) => i.checked), shadow.querySelector(".charter") !== null].join()`
	check := func(p *harness.Page, id string) {
		t.Helper()
		spot, before := p.Middle(id), harness.Eval[string](p, state)
		if hit := harness.Eval[string](p, fmt.Sprintf(`shadow.elementFromPoint(%v, %v)?.closest("[id]").id`, spot[0], spot[1])); hit != id {
			t.Errorf("in the middle of %s there is %q", id, hit)
		}
		p.Do(mouse(input.DispatchMouseEventTypeMouseMoved, spot), mouse(input.DispatchMouseEventTypeMousePressed, spot))
		p.Settle()
		if got := harness.Eval[string](p, state); got != before {
			t.Errorf("pressed, and not released, %s makes of %s %s", id, before, got)
		}
		away := [2]float64{3, 3}
		p.Do(mouse(input.DispatchMouseEventTypeMouseMoved, away), mouse(input.DispatchMouseEventTypeMouseReleased, away))
		p.Settle()
		if got := harness.Eval[string](p, state); got != before {
			t.Errorf("released elsewhere, %s makes of %s %s", id, before, got)
		}
	}
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
	p.WaitNotice()
	p.Start()
	for _, id := range []string{"cookies-accept", "cookies-refuse", "cookies-customize", "cookies-read-charter"} {
		check(p, id)
	}
	p.Click("cookies-customize")
	p.Wait(`shadow.querySelector(".details")`)
	for _, id := range []string{"cookies-close", "cookies-toggle-statistics", "cookies-dialog-charter",
		"cookies-accept-all", "cookies-refuse-all", "cookies-save"} {
		check(p, id)
	}
	p.Click("cookies-toggle-statistics") // and the mouse does press
	p.Wait(`$("cookies-toggle-statistics").checked`)
}
