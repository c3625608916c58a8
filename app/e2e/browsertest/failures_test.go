package browsertest

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// declared has accepting write what only Go can: it is journalled until then.
const declared = `data-portal="` + aude + `" data-trackers="ga matomo"`

// TestResilienceFailures: whatever does not come, or ends, on the way.
func TestResilienceFailures(t *testing.T) {
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
	src := serveBuild(t, instead(".wasm", content("application/wasm", endsAtOnce)))
	for _, load := range []string{"intent", "idle"} {
		p := newPage(t)
		p.open(serveText(t, "/portail", "text/html", heldPage(src, `data-load="`+load+`"`)))
		p.waitNotice()
		spot := p.middle("cookies-customize")
		p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, spot[0], spot[1]))
		p.wait(`errors.length`)
		p.settle()
		if n := p.wasmRequests(); n != 1 {
			t.Errorf("%s: before it was asked for, the program was fetched %d times, want once", load, n)
		}
		p.click("cookies-customize")
		p.wait(isTold)
		p.settle()
		if n := p.wasmRequests(); n != 2 {
			t.Errorf("%s: once it was asked for, the program was fetched %d times, want twice", load, n)
		}
		if n := eval[int](p, `errors.length`); n != 2 {
			t.Errorf("%s: %d failures were reported, want two", load, n)
		}
	}
}

// TestSlowProgramIsToldOnce: who was told that the program failed is not told again
// when it has been waited for long enough.
func TestSlowProgramIsToldOnce(t *testing.T) {
	t.Parallel()
	src := serveBuild(t, instead(".wasm", status(404)))
	p := newPage(t)
	p.expect("404")
	late := strings.Replace(hurried, "200", "1500", 1) // the failure is told by then
	p.open(serveText(t, "/portail", "text/html", strings.Replace(heldPage(src, `data-trackers="matomo"`), "<script>", "<script>"+late, 1)))
	p.waitNotice()
	p.click("cookies-accept")
	p.wait(isTold)
	eval[any](p, `(window.told = $("cookies-status").firstChild, window.since = performance.now(), null)`)
	p.wait(`performance.now() - since > 1800`)
	if !eval[bool](p, `$("cookies-status").firstChild === told`) {
		t.Error("the visitor is told again")
	}
}

// TestReopenedOnASlowLine: who has chosen and reopens the preferences on a line that
// stalls is told, with what can be answered without the program; when that comes all
// the same, what was asked for is there in the notice's place.
func TestReopenedOnASlowLine(t *testing.T) {
	t.Parallel()
	src, let := heldProgram(t)
	p := newPage(t)
	p.open(serveText(t, "/portail", "text/html", strings.Replace(heldPage(src, ""), "<script>", "<script>"+hurried, 1)))
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	p.reload()
	p.click("open")
	p.wait(`$("cookies-accept")?.checkVisibility() && $("cookies-status").innerText.includes("a échoué")`)
	let()
	p.waitDialog()
	p.click("cookies-refuse-all")
	p.waitClosed()
	checkAllowed(t, p)

	// What was answered meanwhile is answered.
	src, let = heldProgram(t)
	p = newPage(t)
	p.open(serveText(t, "/encore", "text/html", strings.Replace(heldPage(src, ""), "<script>", "<script>"+hurried, 1)))
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	p.reload()
	p.click("open")
	p.wait(`$("cookies-refuse")?.checkVisibility()`)
	p.click("cookies-refuse")
	p.waitClosed()
	let()
	p.settle()
	checkAllowed(t, p)
	if eval[bool](p, `$("cookies-dialog") !== null || $("cookies-accept") !== null`) {
		t.Error("what was answered is asked again")
	}
}
