package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// TestTogglingCommitsNothing: a switch that is moved writes no cookie, asks for
// nothing, tells the page nothing, and leaves focus and page where they are (RGAA
// 7.4).
func TestTogglingCommitsNothing(t *testing.T) {
	t.Parallel()
	p := openListening(t, `data-portal="`+aude+`" data-trackers="matomo xiti"`)
	p.waitNotice()
	p.click("cookies-customize")
	p.wait(`shadow.querySelector(".details")`)
	p.settle()
	requests, _ := p.seen()
	eval[any](p, `(window.same = true, null)`) // a page loaded anew has it no more
	for _, name := range []string{"Statistiques", "XiTi", "Internes", "Tiers"} {
		for _, on := range []bool{true, false, true} {
			was := p.axWait("switch", name).is(accessibility.PropertyNameChecked)
			if was == on {
				continue // its category had taken it along
			}
			if p.axFocused().name != name {
				p.tabTo("switch", name)
			}
			p.press(" ")
			p.until("the switch "+name, func() bool {
				return p.axWait("switch", name).is(accessibility.PropertyNameChecked) == on
			})
			if got := p.axFocused(); got.name != name {
				t.Errorf("after moving %s, the focus is on %s", name, got.french())
			}
		}
	}
	p.settle()
	now, _ := p.seen()
	now = slices.DeleteFunc(now[len(requests):], func(url string) bool { return strings.Contains(url, "/keyboard-") }) // comes with the first key
	if len(now) > 0 {
		t.Errorf("toggling asked for %q", now)
	}
	if p.cookie() != nil || eval[bool](p, `changes.length > 0 || !window.same || cookiesPreferences.allows("statistics") || !$("cookies-dialog").open`) {
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
	check := func(p *page, id string) {
		t.Helper()
		spot, before := p.middle(id), eval[string](p, state)
		if hit := eval[string](p, fmt.Sprintf(`shadow.elementFromPoint(%v, %v)?.closest("[id]").id`, spot[0], spot[1])); hit != id {
			t.Errorf("in the middle of %s there is %q", id, hit)
		}
		p.do(mouse(input.DispatchMouseEventTypeMouseMoved, spot), mouse(input.DispatchMouseEventTypeMousePressed, spot))
		p.settle()
		if got := eval[string](p, state); got != before {
			t.Errorf("pressed, and not released, %s makes of %s %s", id, before, got)
		}
		away := [2]float64{3, 3}
		p.do(mouse(input.DispatchMouseEventTypeMouseMoved, away), mouse(input.DispatchMouseEventTypeMouseReleased, away))
		p.settle()
		if got := eval[string](p, state); got != before {
			t.Errorf("released elsewhere, %s makes of %s %s", id, before, got)
		}
	}
	p := openListening(t, `data-portal="`+aude+`"`)
	p.waitNotice()
	p.start()
	for _, id := range []string{"cookies-accept", "cookies-refuse", "cookies-customize", "cookies-read-charter"} {
		check(p, id)
	}
	p.click("cookies-customize")
	p.wait(`shadow.querySelector(".details")`)
	for _, id := range []string{"cookies-close", "cookies-toggle-statistics", "cookies-dialog-charter",
		"cookies-accept-all", "cookies-refuse-all", "cookies-save"} {
		check(p, id)
	}
	p.click("cookies-toggle-statistics") // and the mouse does press
	p.wait(`$("cookies-toggle-statistics").checked`)
}

// TestOrientation: everything is there, and can be pressed, on a phone held
// either way (RGAA 13.9).
func TestOrientation(t *testing.T) {
	t.Parallel()
	reachable := `[...($("cookies-dialog") ?? shadow).querySelectorAll("button, input:not([disabled]), summary")].filter((e) => {
		e.scrollIntoView({block: "center", behavior: "instant"});
		const box = e.getBoundingClientRect();
		const top = shadow.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
		return e === top || e.contains(top);
	}).map((e) => e.id || e.innerText)`
	var names [2][]string
	for i, size := range [][2]int64{{390, 844}, {844, 390}} {
		p := newPage(t)
		p.do(chromedp.EmulateViewport(size[0], size[1]))
		p.open("/portail/" + aude)
		p.waitNotice()
		names[i] = eval[[]string](p, reachable)
		p.click("cookies-customize")
		p.wait(`shadow.querySelectorAll(".details").length === 4`)
		names[i] = append(names[i], eval[[]string](p, reachable)...)
		if missing := eval[[]string](p, controls+`.map((e) => e.id).filter((id) => id && id !== "cookies-toggle-functional_cookies")`); !containsAll(names[i], missing) {
			t.Errorf("at %v, of %q only %q can be pressed", size, missing, names[i])
		}
	}
	if !slices.Equal(names[0], names[1]) || len(names[0]) < 14 {
		t.Errorf("upright, %q can be pressed, and lying %q", names[0], names[1])
	}
}

func containsAll(list, wanted []string) bool {
	return !slices.ContainsFunc(wanted, func(s string) bool { return !slices.Contains(list, s) })
}

// TestClosedPanels: what a category declares is hidden from assistive technology
// until its panel is opened, and told then, the exempt cookies' too, with purpose
// and provider (RGAA 10.8; COMPLIANCE C4, C18).
func TestClosedPanels(t *testing.T) {
	t.Parallel()
	p := openListening(t, `data-portal="`+aude+`"`)
	p.waitNotice()
	p.click("cookies-customize")
	p.wait(`shadow.querySelectorAll(".details").length === 4`)
	said := func() (words string) {
		tree := p.axTree("")
		var text strings.Builder
		tree.write(&text, tree.root, "")
		return text.String()
	}
	declared := []string{"sessionid", "django_language", "csrftoken", "cookies_preferences", "Opendatasoft", "Se souvenir de la langue du visiteur"}
	for _, word := range declared {
		if strings.Contains(said(), word) {
			t.Errorf("%q is told though its panel is closed", word)
		}
	}
	opened := 0
	for _, n := range p.axFind("", "") {
		if expanded, ok := n.states[accessibility.PropertyNameExpanded]; ok && expanded == false {
			p.axPress(n)
			opened++
			p.until(fmt.Sprintf("the panel of %q", n.name), func() bool {
				return slices.ContainsFunc(p.axFind(n.role, n.name), func(now axNode) bool { return now.is(accessibility.PropertyNameExpanded) })
			})
		}
	}
	if opened != 4 {
		t.Errorf("%d panels were opened, want four", opened)
	}
	for _, word := range declared {
		if !strings.Contains(said(), word) {
			t.Errorf("%q is not told though all panels are open", word)
		}
	}
}
