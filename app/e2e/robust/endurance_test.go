package robust

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/performance"

	"cookies-preferences/app/e2e/harness"
)

// load is what a page holds once everything is collected that can be.
type load struct{ Nodes, Listeners, Functions, Values, Memory, Heap float64 }

// bounds are how much more of it there may be after any number of acts.
var bounds = []struct {
	what string
	most float64
	of   func(load) float64
}{
	{"nodes of the DOM", 0, func(l load) float64 { return l.Nodes }},
	{"listeners", 0, func(l load) float64 { return l.Listeners }},
	{"functions by which JavaScript calls Go", 0, func(l load) float64 { return l.Functions }},
	// Go lets go of them only when it collects its own garbage.
	{"values of JavaScript that Go holds", 300, func(l load) float64 { return l.Values }},
	{"bytes of the program's memory", 2 << 20, func(l load) float64 { return l.Memory }},
	{"bytes of JavaScript's heap", 256 << 10, func(l load) float64 { return l.Heap }},
}

// TestLongEndurance opens and closes the preferences, fires all kinds of events, and refuses and
// forgets by script, many times over: the page then holds no more than before. A tenth of each is a
// warm-up.
func TestLongEndurance(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	p.Patience *= 3
	harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html",
		harness.PortalPage(harness.ForAude)))
	p.Start()
	holdProgram(p)
	harness.Call(p, performance.Enable, performance.EnableParams{})
	runScript(p, "endurance.js")

	for _, use := range []struct {
		what  string
		times int
	}{{"openings", 300}, {"events", 3000}, {"refusals", 150}} {
		do := func(times int) {
			if n := harness.Eval[int](p, fmt.Sprintf(`%s(%d)`, use.what, times)); n < times {
				t.Fatalf("there were %d %s, want %d", n, use.what, times)
			}
		}
		do(use.times / 10)
		before := weigh(p)
		do(use.times)
		after := weigh(p)
		t.Logf("%d %s: %+v, then %+v", use.times, use.what, before, after)
		for _, b := range bounds {
			if b.of(before) == 0 {
				t.Errorf("no %s are counted", b.what)
			}
			if more := b.of(after) - b.of(before); more > b.most {
				t.Errorf("after %d %s: %.0f more %s", use.times, use.what, more, b.what)
			}
		}
	}
}

// weigh collects the garbage of Go and of JavaScript, and counts what remains. Only private fields
// of wasm_exec.js say which values Go holds.
func weigh(p *harness.Page) (l load) {
	p.T.Helper()
	harness.Eval[any](p, `collect()`)
	harness.Call(p, heapprofiler.CollectGarbage, cdp.Empty{})
	l = harness.Eval[load](p, `({
		memory: program._inst.exports.mem.buffer.byteLength,
		values: program._values.length - program._idPool.length,
	})`)
	l.Functions = inHeap[float64](p, "Function.prototype", `function () {
		const text = String(program._makeFuncWrapper(0));
		return this.filter((f) => typeof f === "function" && String(f) === text).length;
	}`)
	harness.Call(p, heapprofiler.CollectGarbage, cdp.Empty{})
	counts := metrics(p)
	l.Nodes, l.Listeners = counts["Nodes"], counts["JSEventListeners"]
	l.Heap = counts["JSHeapUsedSize"]
	return l
}

// metrics are what Chromium counts of a page.
func metrics(p *harness.Page) map[string]float64 {
	p.T.Helper()
	metrics := make(map[string]float64)
	for _, m := range harness.Call(p, performance.GetMetrics, cdp.Empty{}).Metrics {
		metrics[m.Name] = m.Value
	}
	return metrics
}
