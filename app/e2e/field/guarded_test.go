package field

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser/chromium"
	"cookies-preferences/banner/preferences"
)

// answers has the visitor refuse in the notice, and then move a switch and save in the preferences,
// which #o opens, with the mouse.
func answers(p *harness.Page) {
	p.T.Helper()
	p.Choose("cookies-refuse")
	harness.CheckAllowed(p)
	p.OpenDialog("o")
	movesAndSaves(p)
}

// movesAndSaves has the visitor move a switch and save, in the preferences.
func movesAndSaves(p *harness.Page) {
	p.T.Helper()
	p.Click("cookies-toggle-internal")
	p.Wait(`$("cookies-toggle-internal").checked`)
	p.Choose("cookies-save")
	harness.CheckAllowed(p, "internal")
}

// TestHidden: the banner is seen first on a page that hides, or takes out of use, whatever is not
// its own.
func TestHidden(t *testing.T) {
	t.Parallel()
	hide := func(css string) string { return "<style>" + css + "</style>" }
	inert := func(elements string) string {
		return `<script>new MutationObserver(() => {
			for (const e of document.querySelectorAll("` + elements + `")) {
				if (e.inert || e.contains(o)) continue;
				e.inert = true;
				e.setAttribute("aria-hidden", "true");
			}
		}).observe(document, {childList: true, subtree: true})</script>`
	}
	for _, c := range []struct{ report, head string }{
		{"ghostery/ghostery-extension #2902", hide(":not(:defined) { visibility: hidden }")},
		{"pyscript/pyscript #837", hide(":not(:defined) { display: none }")},
		{"the element is inert", inert("cookies-preferences")},
		{"all beside the page is inert", inert("body > *, html > :not(head)")},
		{"the body is hidden", hide("body { visibility: hidden } #o { visibility: visible }")},
	} {
		t.Run(c.report, func(t *testing.T) {
			t.Parallel()
			p := portal(t, c.head, opener)
			p.AxWait("button", "Tout refuser") // assistive technology has it, too
			answers(p)
		})
	}
}

// trap is a page's dialog that takes every click and the focus back, as libraries do; the target
// is what listens.
const trap = `<div id="menu" role="dialog">` + opener + `</div><script>
	window.taken = [];
	const inside = (e) => menu.contains(e.composedPath()[0]);
	for (const type of ["pointerdown", "mousedown", "touchstart", "click"]) {
		%[1]s.addEventListener(type, (e) => {
			if (inside(e)) return;
			taken.push(type);
			e.preventDefault();
			if (type === "click") e.stopImmediatePropagation();
		}, {capture: true, passive: false});
	}
	for (const type of ["focusin", "focus"]) %[1]s.addEventListener(type, (e) => {
		if (inside(e)) return;
		taken.push(type);
		e.stopImmediatePropagation();
		o.focus();
	}, true);
	%[1]s.addEventListener("keydown", (e) => {
		if (e.key !== "Tab") return;
		taken.push("Tab");
		e.preventDefault();
		o.focus();
	}, true);
</script>`

// TestTrapped: the notice and the preferences can be used beside and above a page's focus trap,
// and the page's own traps don't see it.
func TestTrapped(t *testing.T) {
	t.Parallel()
	for report, target := range map[string]string{
		"wellcomecollection/wellcomecollection.org #10920": "document",
		"focus-trap/focus-trap-react #888":                 "document.documentElement",
	} {
		t.Run(report, func(t *testing.T) {
			t.Parallel()
			p := portal(t, "", fmt.Sprintf(trap, target))
			harness.Eval[any](p, `(taken.length = 0, o.focus(), null)`)
			answers(p)
			p.OpenDialog("o")
			p.TabTo("switch", harness.Switch(preferences.Statistics))
			p.Press(" ")
			p.Wait(`$("cookies-toggle-statistics").checked`)
			p.TabTo("button", "Enregistrer mes choix")
			p.Press("\r")
			p.WaitClosed()
			harness.CheckAllowed(p, append(slices.Clone(preferences.Trackers), "statistics", "internal")...)
			if got := harness.Eval[[]string](p, `taken`); len(got) > 0 {
				t.Errorf("the page got %q", got)
			}
		})
	}
}

// TestShortcuts: the page's shortcuts don't take the keys that are meant for the banner, and they
// still have those that are meant for the page.
func TestShortcuts(t *testing.T) {
	t.Parallel()
	for report, on := range map[string]string{
		"github/hotkey #123": `document.addEventListener("keydown", taking)`,
		"JohannesKlauss/react-hotkeys-hook #1161": `addEventListener("keyup", taking);
			addEventListener("keypress", taking)`,
		"PostHog/posthog #45615":  `document.addEventListener("keydown", taking, true)`,
		"readthedocs/addons #639": `document.onkeydown = taking`,
	} {
		t.Run(report, func(t *testing.T) {
			t.Parallel()
			p := portal(t, `<script>window.taken = [];
				function taking(e) {
					if (/^(INPUT|TEXTAREA|SELECT|BUTTON|A)$/.test(e.target.tagName)) return;
					if (![" ", "Escape", "ArrowDown", "s"].includes(e.key)) return;
					e.preventDefault();
					taken.push(e.key);
				}
				`+on+`</script>`, opener+`<p id="text" tabindex="-1">Un texte</p>`)
			none := func(where string) {
				t.Helper()
				if got := harness.Eval[[]string](p, `taken`); len(got) > 0 {
					t.Errorf("%s the page takes %q", where, got)
				}
			}
			p.TabTo("button", "Tout refuser")
			p.Press("s ")
			p.WaitClosed()
			none("in the notice")
			p.OpenDialog("o")
			p.TabTo("switch", harness.Switch(preferences.Internal))
			p.Press(" ")
			p.Wait(`$("cookies-toggle-internal").checked`)
			p.Press("\x1b")
			p.WaitClosed()
			none("in the preferences")

			// A click beside the controls leaves the focus nowhere.
			p.OpenDialog("o")
			p.ClickOn(`shadow.querySelector(".dialog-body p")`)
			p.Press("s\x1b")
			p.WaitClosed()
			none("in the preferences, without a focus,")

			harness.Eval[any](p, `(document.getElementById("text").focus(), null)`)
			p.Press("s")
			p.Wait(`taken[0] === "s"`)
		})
	}
}

// wheel turns the mouse's wheel at a position, and lets the page answer.
func wheel(p *harness.Page, x, y, down float64) {
	p.T.Helper()
	p.Drive(func(ctx context.Context) error {
		return p.Driver.(*chromium.Tab).Scroll(ctx, x, y, down)
	})
}

// swipe draws a finger up the page. It needs [touch].
func swipe(p *harness.Page, x, y, up float64) {
	p.T.Helper()
	send := func(kind input.DispatchTouchEventType, points ...*input.TouchPoint) {
		harness.Call(p, input.DispatchTouchEvent, input.DispatchTouchEventParams{
			Type: kind, TouchPoints: append([]*input.TouchPoint{}, points...)})
	}
	send(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: x, Y: y})
	for way := 20.0; way <= up; way += 20 {
		send(input.DispatchTouchEventTypeTouchMove, &input.TouchPoint{X: x, Y: y - way})
	}
	send(input.DispatchTouchEventTypeTouchEnd)
}

// touch gives the visitor's device a touch screen.
func touch(p *harness.Page) {
	p.T.Helper()
	harness.Call(p, emulation.SetTouchEmulationEnabled,
		emulation.SetTouchEmulationEnabledParams{Enabled: true})
}

// scrolled is a script that returns how far the page, and the open dialog, are scrolled.
const scrolled = `[scrollY, $("cookies-dialog")?.scrollTop ?? 0]`

// tall makes a page longer than its window.
const tall = `<div style="height: 5000px">Des données</div>`

// TestScrollTaken: scripts that scroll the page by themselves leave the charter to its visitor.
func TestScrollTaken(t *testing.T) {
	t.Parallel()
	for report, target := range map[string]string{
		"darkroomengineering/lenis #449": "window",
		"darkroomengineering/lenis #334": "document.documentElement",
		"orestbida/cookieconsent #70":    "document",
	} {
		t.Run(report, func(t *testing.T) {
			t.Parallel()
			p := harness.NewPage(t)
			touch(p)
			p.Drive(func(ctx context.Context) error { return p.Driver.Resize(ctx, 1000, 500) })
			harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", portalPage("", `<script>
				const target = `+target+`, actively = {passive: false, capture: target !== window};
				for (const type of ["wheel", "mousewheel"]) target.addEventListener(type, (e) => {
					e.preventDefault();
					scrollBy(0, e.deltaY);
				}, actively);
				target.addEventListener("touchmove", (e) => e.preventDefault(), actively);
			</script>`+opener+tall)))
			p.OpenDialog("cookies-read-charter")
			p.Wait(`shadow.querySelector(".charter")`)
			p.Settle()
			wheel(p, 500, 250, 300)
			p.Wait(`$("cookies-dialog").scrollTop > 100`)
			swipe(p, 500, 300, 200)
			p.Wait(`$("cookies-dialog").scrollTop > 310`)
			if got := harness.Eval[[2]float64](p, scrolled); got[0] != 0 {
				t.Errorf("the page is at %v", got[0])
			}
			p.Press("\x1b")
			p.Wait(`!$("cookies-dialog")?.open`)
			wheel(p, 500, 100, 200)
			p.Wait(`scrollY > 100`)
		})
	}
}

// TestScrollsBehind: the page behind the open preferences doesn't scroll, by wheel, finger or key,
// and doesn't move when they open and close.
func TestScrollsBehind(t *testing.T) {
	t.Parallel()
	for report, head := range map[string]string{
		"orestbida/cookieconsent #667": "",
		"whatwg/html #7732":            `<style>body { overflow-x: hidden }</style>`,
	} {
		t.Run(report, func(t *testing.T) {
			t.Parallel()
			p := portal(t, head, opener+tall)
			touch(p)
			p.Choose("cookies-refuse")
			const width = `document.querySelector("div").getBoundingClientRect().width`
			before := harness.Eval[float64](p, width)
			p.OpenDialog("o")
			p.Settle()
			still := func(how string) {
				t.Helper()
				p.Settle()
				p.Settle()
				if got := harness.Eval[[2]float64](p, scrolled); got[0] != 0 {
					t.Errorf("%s: the page is at %v", how, got[0])
				}
			}
			foot := harness.Eval[[2]float64](p, `(({x, y}) => [x + 5, y + 5])(
				shadow.querySelector(".dialog-footer").getBoundingClientRect())`)
			wheel(p, foot[0], foot[1], 400)
			still("by wheel over the foot")
			swipe(p, foot[0], foot[1], 200)
			still("by finger on the foot")
			wheel(p, 20, 450, 400)
			still("by wheel beside the preferences")
			swipe(p, 20, 450, 200)
			still("by finger beside the preferences")
			p.TabTo("button", "Enregistrer mes choix")
			for _, key := range []string{kb.ArrowDown, kb.PageDown, kb.End} {
				p.Press(key)
			}
			still("by keys")
			if now := harness.Eval[float64](p, width); now != before {
				t.Errorf("the page was %v px wide and is %v", before, now)
			}
			p.Press("\x1b")
			p.WaitClosed()
			wheel(p, 20, 450, 400)
			p.Wait(`scrollY > 300`)
		})
	}
}
