//go:build !js

package bench

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

//go:embed probe.js
var probe string

// tab is a tab in a browser context of its own, with the probe in its pages.
type tab struct {
	ctx    context.Context
	cancel func()
	late   *time.Timer // ends it with errLate
	site   *site
	pages  string // a condition's

	moments chan moment // what the probe reports

	mu       sync.Mutex
	requests []*request // of the last navigation
	trace    [][]byte
	traced   chan struct{} // closed when the trace is all there
}

// moment is a report of the probe, in ms since navigation and since the last
// click.
type moment struct {
	Name       string
	At         float64
	SinceClick float64
}

// request is one that the page made, from the cache or not.
type request struct {
	id         network.RequestID
	url        string
	start, end float64 // s, of the browser's clock; end is 0 until it is over
	bytes      float64 // received on the wire, headers too
	cached     bool
}

func newTab(browser context.Context, s *site, c condition) (*tab, error) {
	ctx, closeTab := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	ctx, stop := context.WithCancelCause(ctx)
	late := time.AfterFunc(patience, func() { stop(errLate) })
	t := &tab{
		ctx:     ctx,
		cancel:  func() { late.Stop(); stop(nil); closeTab() },
		late:    late,
		site:    s,
		pages:   c.pages,
		moments: make(chan moment, 64),
	}
	for _, step := range []func() error{
		func() error { return chromedp.Listen(ctx, t.hear) },
		func() error { return lighten(ctx) },
		func() error {
			_, err := chromedp.Call(ctx, runtime.AddBinding, runtime.AddBindingParams{Name: "benchReport"})
			return err
		},
		func() error { return c.emulate(ctx) },
	} {
		if err := t.explain(step()); err != nil {
			t.close()
			return nil, err
		}
	}
	return t, nil
}

// lighten takes out what chromedp has the browser do for its own queries, which
// the bench makes none of: keeping a copy of every stylesheet, node and answer
// for DevTools is work of the page's main thread, up to 60 ms for the program's
// 4.5 MB with a slow processor.
func lighten(ctx context.Context) error {
	for _, disable := range []cdp.Command[cdp.Empty, cdp.Empty]{css.Disable, dom.Disable, log.Disable} {
		if _, err := chromedp.Call(ctx, disable, cdp.Empty{}); err != nil {
			return err
		}
	}
	_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{
		MaxTotalBufferSize: new(int64(1)), MaxResourceBufferSize: new(int64(1)), // in octets; without one, 100 MB
	})
	return err
}

func (t *tab) close() { t.cancel() }

// explain says of what went wrong in a tab that it was late, if it was.
func (t *tab) explain(err error) error {
	if err != nil && context.Cause(t.ctx) == errLate {
		return fmt.Errorf("%w: %v", errLate, err)
	}
	return err
}

// watch puts the probe into the pages to come, on the lookout for a subject's
// notice. With hurry it presses refuse as soon as that is seen.
func (t *tab) watch(s subject, hurry bool) error {
	config, err := json.Marshal(map[string]any{
		"notice": s.notice, "refuse": s.refuse, "record": s.record, "hurry": hurry,
	})
	if err != nil {
		return err
	}
	_, err = chromedp.Call(t.ctx, cdppage.AddScriptToEvaluateOnNewDocument,
		cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: "(" + probe + ")(" + string(config) + ")"})
	return err
}

// hear takes the browser's events. It must be quick.
func (t *tab) hear(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventBindingCalled:
		var m moment
		if json.Unmarshal([]byte(e.Payload), &m) == nil {
			select {
			case t.moments <- m:
			default: // nobody listens any more
			}
		}
	case *network.EventRequestWillBeSent:
		if strings.HasPrefix(e.Request.URL, "http") {
			t.requests = append(t.requests, &request{id: e.RequestID, url: e.Request.URL, start: e.Timestamp.Float64()})
		}
	case *network.EventRequestServedFromCache:
		t.update(e.RequestID, func(r *request) { r.cached = true })
	case *network.EventResponseReceived:
		t.update(e.RequestID, func(r *request) { r.cached = r.cached || e.Response.FromDiskCache })
	case *network.EventLoadingFinished:
		t.update(e.RequestID, func(r *request) { r.end, r.bytes = e.Timestamp.Float64(), e.EncodedDataLength })
	case *network.EventLoadingFailed:
		t.update(e.RequestID, func(r *request) { r.end = e.Timestamp.Float64() })
	case *tracing.EventDataCollected:
		for _, value := range e.Value {
			t.trace = append(t.trace, value)
		}
	case *tracing.EventTracingComplete:
		close(t.traced)
	}
}

func (t *tab) update(id network.RequestID, change func(*request)) {
	for _, r := range t.requests {
		if r.id == id {
			change(r)
		}
	}
}

// page is the path of one of a folder's pages.
func (t *tab) page(folder, name string) string { return t.pages + folder + "/" + name }

// open goes to a path of the site, and waits until it has loaded. The page has
// all of patience from then on.
func (t *tab) open(path string) error {
	t.late.Reset(patience)
	t.mu.Lock()
	t.requests = nil
	t.mu.Unlock()
	for len(t.moments) > 0 {
		<-t.moments
	}
	return chromedp.Do(t.ctx, chromedp.Navigate(t.site.server.URL+path))
}

// await waits for a report of the probe, and passes over others.
func (t *tab) await(name string) (moment, error) {
	for {
		select {
		case m := <-t.moments:
			if m.Name == name {
				return m, nil
			}
		case <-t.ctx.Done():
			return moment{}, fmt.Errorf("waited in vain for %q", name)
		}
	}
}

// calm is for how long nothing must happen in a page that is quiet.
const calm = time.Second

// observed is what the browser's own observers tell of a page, and its trace.
type observed struct {
	FCP, CLS            float64
	LongTasks, OwnTasks float64 // ms in all; the latter -1 without a script
	BusyUntil, Now      float64 // ms since navigation

	work, styled float64 // of a trace: see scriptWork and styledElements
}

// quiet waits until all requests are over, and there has been no other and no
// long task for a while. It returns what was observed up to then.
func (t *tab) quiet() (observed, error) {
	for {
		before := t.finished()
		if err := t.sleep(calm); err != nil {
			return observed{}, fmt.Errorf("waited for the page to be quiet, with %d requests of which %d are over: %w", before[0], before[1], err)
		}
		o, err := eval[observed](t, "bench.observed()")
		if err != nil {
			return o, err
		}
		if now := t.finished(); now == before && now[0] == now[1] && o.Now-o.BusyUntil >= float64(calm.Milliseconds()) {
			return o, nil
		}
	}
}

func (t *tab) sleep(d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-t.ctx.Done():
		return t.ctx.Err()
	}
}

// finished tells how many requests there are, and how many of them are over.
func (t *tab) finished() (count [2]int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	count[0] = len(t.requests)
	for _, r := range t.requests {
		if r.end > 0 {
			count[1]++
		}
	}
	return count
}

// traffic is what a page asked for up to a moment.
type traffic struct {
	urls  []string // cached or not
	wire  int      // requests that were sent
	bytes float64  // received by then
}

// trafficUntil adds up what was asked for until so many ms after navigation, or
// ever if that is 0.
func (t *tab) trafficUntil(ms float64) (sum traffic) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, r := range t.requests {
		until := t.requests[0].start + ms/1000
		if ms > 0 && r.start > until {
			continue
		}
		sum.urls = append(sum.urls, r.url)
		if !r.cached {
			sum.wire++
		}
		if r.end > 0 && (ms == 0 || r.end <= until) {
			sum.bytes += r.bytes
		}
	}
	return sum
}

// click presses the middle of an element with the mouse, which gets there first.
func (t *tab) click(path string) error {
	if err := t.hover(path); err != nil {
		return err
	}
	spot, err := t.spot(path)
	if err != nil {
		return err
	}
	return chromedp.Do(t.ctx, chromedp.MouseClickXY(spot[0], spot[1]))
}

func (t *tab) hover(path string) error {
	spot, err := t.spot(path)
	if err != nil {
		return err
	}
	return t.moveTo(spot[0], spot[1])
}

// hoverNothing moves the mouse to a corner.
func (t *tab) hoverNothing() error { return t.moveTo(1, 1) }

func (t *tab) moveTo(x, y float64) error {
	return chromedp.Do(t.ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
}

func (t *tab) spot(path string) ([]float64, error) {
	spot, err := eval[[]float64](t, "bench.spot("+quote(path)+")")
	if err == nil && len(spot) != 2 {
		err = fmt.Errorf("%q is not there", path)
	}
	return spot, err
}

// eval runs a JavaScript expression in the page.
func eval[T any](t *tab, expression string) (T, error) {
	return chromedp.Run(t.ctx, chromedp.Evaluate[T](expression))
}

// traceVisit opens a path, does what there is to do meanwhile, if anything, and waits
// until the page is quiet.
func (t *tab) traceVisit(path string, meanwhile func() error) (o observed, err error) {
	if err := t.startTrace(); err != nil {
		return o, err
	}
	if err := t.open(path); err != nil {
		return o, err
	}
	if meanwhile != nil {
		if err := meanwhile(); err != nil {
			return o, err
		}
	}
	if o, err = t.quiet(); err != nil {
		return o, err
	}
	events, err := t.endTrace()
	if err != nil {
		return o, err
	}
	o.work, o.styled = scriptWork(events, t.site.server.URL), styledElements(events)
	return o, nil
}

// startTrace begins to write down what the page's threads do.
func (t *tab) startTrace() error {
	t.mu.Lock()
	t.trace, t.traced = nil, make(chan struct{})
	t.mu.Unlock()
	_, err := chromedp.Call(t.ctx, tracing.Start, tracing.StartParams{
		TraceConfig: &tracing.TraceConfig{IncludedCategories: traceCategories},
	})
	return err
}

// endTrace ends that, and returns it.
func (t *tab) endTrace() ([]traceEvent, error) {
	if _, err := chromedp.Call(t.ctx, tracing.End, cdp.Empty{}); err != nil {
		return nil, err
	}
	select {
	case <-t.traced:
	case <-t.ctx.Done():
		return nil, t.ctx.Err()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return parseTrace(t.trace), nil
}

// quote writes a string as JavaScript has it.
func quote(text string) string {
	quoted, _ := json.Marshal(text) // a string never fails
	return string(quoted)
}
