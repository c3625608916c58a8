package robust

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/harness"
)

// declared has accepting write what only Go can: it is journalled until then.
const declared = `data-portal="` + harness.Aude + `" data-trackers="ga matomo"`

// TestLongFailures: whatever does not come, or ends, on the way.
func TestLongFailures(t *testing.T) {
	t.Parallel()
	resilience(t, "Failures on the way", 44, slices.Concat(
		[]hardship{{name: "nothing fails: accept"}, {name: "nothing fails: save", act: "save"}},
		programFailures(t),
		lineFailures(t),
		moduleFailures(t),
		charterFailures(t),
		engineFailures(t),
		panics(),
		clockFailures(),
	))
}

// trying makes a case of a hardship for each act, which its name then says. What
// is accepted is what only Go can write, for anything else needs no Go.
func trying(h hardship, acts ...string) (cases []hardship) {
	for _, act := range acts {
		c := h
		c.act = act
		c.name += ": " + act
		if act == "accept" && h.attributes == "" {
			c.name += " what only Go can write"
			c.attributes = declared
		}
		cases = append(cases, c)
	}
	return cases
}

// without is a hardship in which the host gives this answer for the files whose
// names have that part; announced is what the browser logs of it.
func without(name, part string, give answer, announced ...string) hardship {
	return hardship{name: name, host: instead(part, give), announced: announced}
}

// TestEndedProgramRests: a program that ends is fetched again only when it is asked
// for, though the notice comes back under the mouse, and the page is idle.
func TestEndedProgramRests(t *testing.T) {
	t.Parallel()
	src := harness.ServeBuild(t, instead(".wasm", content("application/wasm", endsAtOnce)))
	for _, load := range []string{"intent", "idle"} {
		p := harness.NewPage(t)
		p.Open(harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, `data-load="`+load+`"`)))
		p.WaitNotice()
		spot := p.Middle("cookies-customize")
		p.Do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, spot[0], spot[1]))
		p.Wait(`errors.length`)
		p.Settle()
		if n := p.WasmRequests(); n != 1 {
			t.Errorf("%s: before it was asked for, the program was fetched %d times, want once", load, n)
		}
		p.Click("cookies-customize")
		p.Wait(isTold)
		p.Settle()
		if n := p.WasmRequests(); n != 2 {
			t.Errorf("%s: once it was asked for, the program was fetched %d times, want twice", load, n)
		}
		if n := harness.Eval[int](p, `errors.length`); n != 2 {
			t.Errorf("%s: %d failures were reported, want two", load, n)
		}
	}
}

// TestSlowProgramIsToldOnce: who was told that the program failed is not told again
// when it has been waited for long enough.
func TestSlowProgramIsToldOnce(t *testing.T) {
	t.Parallel()
	src := harness.ServeBuild(t, instead(".wasm", status(404)))
	p := harness.NewPage(t)
	p.Expect("404")
	late := strings.Replace(hurried, "200", "1500", 1) // the failure is told by then
	p.Open(harness.ServeText(t, "/portail", "text/html", strings.Replace(harness.HeldPage(src, `data-trackers="matomo"`), "<script>", "<script>"+late, 1)))
	p.WaitNotice()
	p.Click("cookies-accept")
	p.Wait(isTold)
	harness.Eval[any](p, `(window.told = $("cookies-status").firstChild, window.since = performance.now(), null)`)
	p.Wait(`performance.now() - since > 1800`)
	if !harness.Eval[bool](p, `$("cookies-status").firstChild === told`) {
		t.Error("the visitor is told again")
	}
}

// TestReopenedOnASlowLine: who has chosen and reopens the preferences on a line that
// stalls is told, with what can be answered without the program; when that comes all
// the same, what was asked for is there in the notice's place.
func TestReopenedOnASlowLine(t *testing.T) {
	t.Parallel()
	src, let := harness.HeldProgram(t)
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", strings.Replace(harness.HeldPage(src, ""), "<script>", "<script>"+hurried, 1)))
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	p.Reload()
	p.Click("open")
	p.Wait(`$("cookies-accept")?.checkVisibility() && $("cookies-status").innerText.includes("a échoué")`)
	let()
	p.WaitDialog()
	p.Click("cookies-refuse-all")
	p.WaitClosed()
	harness.CheckAllowed(t, p)

	// What was answered meanwhile is answered.
	src, let = harness.HeldProgram(t)
	p = harness.NewPage(t)
	p.Open(harness.ServeText(t, "/encore", "text/html", strings.Replace(harness.HeldPage(src, ""), "<script>", "<script>"+hurried, 1)))
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	p.Reload()
	p.Click("open")
	p.Wait(`$("cookies-refuse")?.checkVisibility()`)
	p.Click("cookies-refuse")
	p.WaitClosed()
	let()
	p.Settle()
	harness.CheckAllowed(t, p)
	if harness.Eval[bool](p, `$("cookies-dialog") !== null || $("cookies-accept") !== null`) {
		t.Error("what was answered is asked again")
	}
}
