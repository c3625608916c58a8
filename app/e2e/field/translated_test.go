package field

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// translate does to the banner what browsers' translators do to a page: each text becomes another
// node, in an element of its own.
const translate = `(() => {
	const texts = [], walker = document.createTreeWalker(shadow, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
	}
	for (const text of texts) {
		const font = document.createElement("font");
		font.textContent = text.data.toUpperCase();
		text.replaceWith(font);
	}
})()`

// mouse presses or releases the mouse's button at a position.
func mouse(p *harness.Page, kind input.DispatchMouseEventType, at [2]float64) {
	p.T.Helper()
	harness.Call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{
		Type: kind, X: at[0], Y: at[1], Button: input.MouseButtonLeft, ClickCount: 1})
}

// TestTranslated: a translator may change the texts of the notice and of the preferences at any
// time. A press that has begun counts, the focus stays, and each state is right and stands once.
func TestTranslated(t *testing.T) {
	t.Parallel()
	for report, started := range map[string]bool{
		"mozilla/firefox-translations #183": false,
		"solidjs/solid #1451":               false,
		"webcompat/web-bugs #145499":        true,
		"deep-learning-indaba/Baobab #1092": true,
	} {
		t.Run(report, func(t *testing.T) {
			t.Parallel()
			byMouse := strings.Contains(report, "/firefox") || strings.Contains(report, "web-bugs")
			src, let := harness.HeldProgram(t)
			t.Cleanup(let)
			p := harness.OpenPortal(t, harness.HeldPage(src, ""))
			harness.Eval[any](p, translate)
			if byMouse {
				at := p.Middle("cookies-customize")
				mouse(p, input.DispatchMouseEventTypeMouseMoved, at)
				mouse(p, input.DispatchMouseEventTypeMousePressed, at)
				p.Wait(`shadow.adoptedStyleSheets.length >= 3`)
				p.Settle()
				mouse(p, input.DispatchMouseEventTypeMouseReleased, at)
			} else {
				harness.Eval[any](p, `($("cookies-customize").focus(), null)`)
				p.Wait(`shadow.adoptedStyleSheets.length >= 3`)
				p.Settle()
				p.CheckFocus("cookies-customize")
				p.Press("\r")
			}
			p.WaitDialog()
			if started {
				let()
				p.Wait(harness.Started)
			}
			p.Click("cookies-toggle-internal")
			harness.Eval[any](p, translate)
			p.CheckFocus("cookies-toggle-internal")
			let()
			p.Wait(harness.Started)
			p.Settle()
			p.CheckFocus("cookies-toggle-internal")
			p.Press(" ")
			p.Press(" ")
			p.Click("cookies-toggle-statistics")
			p.Wait(`$("cookies-toggle-statistics").checked`)
			p.Click("cookies-details-statistics")
			p.Wait(`$("cookies-details-statistics").parentNode.open`)
			p.Settle()
			states := harness.Eval[[]string](p, `[...shadow.querySelectorAll(".toggle-state")].map(
				(state) => state.innerText.trim().toLowerCase())`)
			if got := strings.Join(states, ", "); got != "toujours actif, autorisé, autorisé, refusé" {
				t.Errorf("the states read: %s", got)
			}
			p.Click("cookies-dialog-charter")
			p.Wait(`shadow.querySelector(".charter")`)
			harness.Eval[any](p, translate)
			p.Press("\x1b")
			p.Wait(`$("cookies-save")`)
			if !harness.Eval[bool](p, `$("cookies-toggle-internal").checked && `+harness.Started) {
				t.Error("the charter and back changed the draft, or ended the program")
			}
			p.Choose("cookies-save")
			harness.CheckAllowed(p, append(slices.Clone(preferences.Trackers), "statistics", "internal")...)
		})
	}
}
