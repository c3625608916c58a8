package robust

import (
	"flag"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/runtime"

	"cookies-preferences/app/e2e/harness"
)

// endure has the endurance test last longer: see make endurance.
var endure = flag.Int("endure", 300, "how often to open and close the preferences, with ten times as many events")

// TestLongEndurance: a page that stays open and is used all the time holds no more for
// it, and one that is left alone does nothing.
func TestLongEndurance(t *testing.T) {
	t.Parallel()
	var rows [][]string
	used := t.Run("used", func(t *testing.T) { rows = append(rows, testUsed(t)...) })
	idle := t.Run("idle", func(t *testing.T) { rows = append(rows, testIdle(t)...) })
	if used && idle && len(rows) == len(bounds)+1+len(idleStates) { // -run chose all of them
		checkTable(t, "Endurance", len(rows), []string{"what is counted", "of what", "bound"}, rows)
	}
}

// load is what a page holds, once all is gone that can be collected.
type load struct{ Nodes, Listeners, Functions, Values, Memory, Heap float64 }

// bounds are how much more of it there may be after any number of acts.
var bounds = []struct {
	what, bound string
	most        float64
	of          func(load) float64
}{
	{"nodes of the DOM, in the page or not", "none more", 0, func(l load) float64 { return l.Nodes }},
	{"listeners", "none more", 0, func(l load) float64 { return l.Listeners }},
	{"functions by which JavaScript calls Go", "none more", 0, func(l load) float64 { return l.Functions }},
	{"values of JavaScript that Go holds; it lets go of them when it collects its garbage", "300 more in all", 300, func(l load) float64 { return l.Values }},
	{"memory of the program", "2 MiB more in all", 2 << 20, func(l load) float64 { return l.Memory }},
	{"heap of JavaScript", "256 KiB more in all", 256 << 10, func(l load) float64 { return l.Heap }},
}

// testUsed opens and closes the preferences, goes through all kinds of events, and
// has a script refuse and forget, each after a tenth of it as a warm-up.
func testUsed(t *testing.T) (rows [][]string) {
	p := harness.NewPage(t)
	p.Patience = time.Minute + time.Duration(*endure)*time.Second
	p.Open(harness.ServeText(t, "/portail", "text/html", harness.PortalPage(`data-portal="`+harness.Aude+`"`)))
	p.WaitNotice()
	holdProgram(p)
	harness.Call(p, performance.Enable, performance.EnableParams{})
	p.Run("endurance.js")

	for _, use := range []struct {
		what  string
		times int
	}{{"openings", *endure}, {"events", 10 * *endure}, {"refusals", *endure / 2}} {
		do := func(times int) int {
			return harness.Eval[int](p, fmt.Sprintf(`%s(%d)`, use.what, times))
		}
		do(use.times / 10)
		before := weigh(p)
		if n := do(use.times); n < use.times {
			t.Fatalf("there were %d %s, want %d", n, use.what, use.times)
		}
		after := weigh(p)
		t.Logf("%d %s: %+v, then %+v", use.times, use.what, before, after)
		for _, b := range bounds {
			if b.of(before) == 0 {
				t.Errorf("%s: none is counted", b.what)
			}
			if more := b.of(after) - b.of(before); more > b.most {
				t.Errorf("after %d %s: %s: %.0f more", use.times, use.what, b.what, more)
			}
		}
	}
	for _, b := range bounds {
		rows = append(rows, []string{b.what, "openings of the preferences, events, refusals by a script", b.bound})
	}

	left := harness.Eval[struct{ Open, Closed int }](p, `unreleased()`)
	if left.Open == 0 || left.Closed > 0 {
		t.Errorf("of Go's functions, %d were live while the preferences were open, and %d are not released", left.Open, left.Closed)
	}
	return append(rows, []string{"functions of Go that are not released", "an opening of the preferences", "none"})
}

// weigh has the garbage of Go and of JavaScript collected and counts what remains.
func weigh(p *harness.Page) (l load) {
	p.T.Helper()
	harness.Eval[any](p, `collect()`)
	harness.Call(p, heapprofiler.CollectGarbage, cdp.Empty{})
	l = harness.Eval[load](p, `({
		memory: program._inst.exports.mem.buffer.byteLength,
		values: program._values.length - program._idPool.length,
	})`)
	l.Functions = goFunctions(p)
	harness.Call(p, heapprofiler.CollectGarbage, cdp.Empty{})
	metrics := metrics(p)
	l.Heap, l.Nodes, l.Listeners = metrics["JSHeapUsedSize"], metrics["Nodes"], metrics["JSEventListeners"]
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

// goFunctions counts, in the heap, the functions by which JavaScript calls Go.
func goFunctions(p *harness.Page) (n float64) {
	p.T.Helper()
	const group = "functions"
	object := harness.Call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: "Function.prototype", ObjectGroup: group})
	found := harness.Call(p, runtime.QueryObjects, runtime.QueryObjectsParams{PrototypeObjectID: object.Result.ObjectID, ObjectGroup: group})
	count := harness.Call(p, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		ObjectID: found.Objects.ObjectID,
		FunctionDeclaration: `function () {
			const text = String(program._makeFuncWrapper(0));
			return this.filter((f) => typeof f === "function" && Function.prototype.toString.call(f) === text).length;
		}`,
	})
	harness.Call(p, runtime.ReleaseObjectGroup, runtime.ReleaseObjectGroupParams{ObjectGroup: group})
	if _, err := fmt.Sscan(string(count.Result.Value), &n); err != nil {
		p.T.Fatalf("Go's functions are not counted: %+v", count)
	}
	return n
}
