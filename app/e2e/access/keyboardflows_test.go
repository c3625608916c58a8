package access

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
)

// byKeys presses Tab until the control has the focus, and then a key.
type byKeys struct{ *harness.Page }

func (v byKeys) Use(role, name string) {
	v.T.Helper()
	v.TabTo(role, name)
	if role == "switch" {
		v.Press(" ")
	} else {
		v.Press(kb.Enter)
	}
}

func (v byKeys) Leave() { v.T.Helper(); v.Press(kb.Escape) }

// TestFlowsByKeys goes through every flow with Tab, Enter, the space bar and Esc alone (RGAA 7.3).
func TestFlowsByKeys(t *testing.T) {
	t.Parallel()
	testFlows(t, func(p *harness.Page) harness.Visitor { return byKeys{p} })
}

// TestFlowsByTree goes through every flow by roles and names alone, as assistive
// technology finds and activates controls (RGAA 7.1).
func TestFlowsByTree(t *testing.T) {
	t.Parallel()
	testFlows(t, func(p *harness.Page) harness.Visitor { return harness.ByTree{Page: p} })
}

func testFlows(t *testing.T, means func(*harness.Page) harness.Visitor) {
	for name, flow := range harness.Journeys {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := harness.OpenListening(t, harness.ForAude)
			flow(harness.Journey{Page: p, Visitor: means(p), Since: time.Now()})
		})
	}
}

// TestMessageStaysUntilTheNextAct: what the banner announces stays in sight until the
// visitor's next key, one held down or pressed twice by mistake excepted (RGAA 7.5).
func TestMessageStaysUntilTheNextAct(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, harness.ForAude)
	// The test moves the clock that tells two presses apart.
	harness.Eval[any](p, `(window.clock = performance.now(), performance.now = () => clock, null)`)
	p.TabTo("button", "Tout refuser")
	p.Press(kb.Enter)
	p.WaitClosed()
	p.Wait(`$("cookies-status").innerText === "Vos choix ont été enregistrés."`)
	p.Press(kb.Tab)
	if !harness.Eval[bool](p, `document.activeElement.id === "link" &&
		$("cookies-status").innerText !== ""`) {
		t.Error("the message goes with a key pressed at once, or Tab doesn't go on to the page")
	}
	harness.Eval[any](p, `(clock += 500, null)`)
	p.Press(kb.Tab)
	p.Wait(`$("cookies-status").innerText === ""`)
}
