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
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/chromium"
)

//go:embed probe.js
var probe string

// tab is a tab in a profile of its own, with the probe in its pages.
type tab struct {
	*chromium.Tab
	ctx   context.Context // ends with errLate, see late
	close func()
	late  *time.Timer
	site  *site
	pages string // a condition's

	moments chan moment // reports of the probe

	mu       sync.Mutex
	requests []*request // since the last navigation
	trace    [][]byte
	traced   chan struct{} // closed when the trace is complete
}

// moment is a report of the probe, in ms since navigation and since the last click.
type moment struct {
	Name       string
	At         float64
	SinceClick float64
}

// request is a request of the page, served from the cache or not.
type request struct {
	id         network.RequestID
	url        string
	start, end float64 // s, on the browser's clock; end is 0 until it is over
	bytes      float64 // received on the wire, headers included
	cached     bool
}

func newTab(ctx context.Context, b *chromium.Browser, s *site, c condition) (*tab, error) {
	ctx, stop := context.WithCancelCause(ctx)
	profile, err := b.NewProfile(ctx)
	if err != nil {
		stop(nil)
		return nil, err
	}
	t := &tab{
		ctx:     ctx,
		late:    time.AfterFunc(patience, func() { stop(errLate) }),
		site:    s,
		pages:   c.pages,
		moments: make(chan moment, 64),
	}
	t.close = func() {
		t.late.Stop()
		stop(nil)
		_ = profile.Close(context.WithoutCancel(ctx)) // the browser goes in the end, at the latest
	}
	if err := t.open(profile, c); err != nil {
		t.close()
		return nil, err
	}
	return t, nil
}

// open opens the tab under a condition.
func (t *tab) open(profile browser.Profile, c condition) error {
	opened, err := profile.NewTab(t.ctx, func(browser.Event) {})
	if err != nil {
		return err
	}
	t.Tab = opened.(*chromium.Tab)
	if err := chromedp.Listen(t.Context(), t.hear); err != nil {
		return err
	}
	if err := t.lighten(); err != nil {
		return err
	}
	_, err = chromium.Call(t.ctx, t.Tab, runtime.AddBinding,
		runtime.AddBindingParams{Name: "benchReport"})
	if err != nil {
		return err
	}
	return c.emulate(t)
}

// lighten turns off what chromedp turns on for queries, which the bench doesn't make.
// Keeping a copy of every stylesheet, node and response is work of the page's main thread:
// up to 60 ms for the program's 4.5 MB on a slow processor.
func (t *tab) lighten() error {
	for _, disable := range []cdp.Command[cdp.Empty, cdp.Empty]{
		css.Disable, dom.Disable, log.Disable,
	} {
		if _, err := chromium.Call(t.ctx, t.Tab, disable, cdp.Empty{}); err != nil {
			return err
		}
	}
	_, err := chromium.Call(t.ctx, t.Tab, network.Enable, network.EnableParams{
		MaxTotalBufferSize:    new(int64(1)), // in bytes; 100 MB by default
		MaxResourceBufferSize: new(int64(1)),
	})
	return err
}

// watch puts the probe into the pages to come, to look for a subject's notice. With hurry
// it clicks refuse as soon as it sees the notice.
func (t *tab) watch(s subject, hurry bool) error {
	config, err := json.Marshal(map[string]any{
		"notice": s.notice, "refuse": s.refuse, "record": s.record, "hurry": hurry,
	})
	if err != nil {
		return err
	}
	_, err = t.Preload(t.ctx, "("+probe+")("+string(config)+")")
	return err
}

// hear notes the browser's events.
func (t *tab) hear(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventBindingCalled:
		var m moment
		if json.Unmarshal([]byte(e.Payload), &m) == nil {
			select {
			case t.moments <- m:
			default: // nothing waits for it
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

// visit goes to a path of the site, and waits until it has loaded. The page's patience
// begins then.
func (t *tab) visit(path string) error {
	t.late.Reset(patience)
	t.mu.Lock()
	t.requests = nil
	t.mu.Unlock()
	for len(t.moments) > 0 {
		<-t.moments
	}
	return t.Navigate(t.ctx, t.site.server.URL+path)
}

// await waits for a report of the probe, and ignores others.
func (t *tab) await(name string) (moment, error) {
	for {
		select {
		case m := <-t.moments:
			if m.Name == name {
				return m, nil
			}
		case <-t.ctx.Done():
			return moment{}, fmt.Errorf("the probe did not report %q: %w", name, context.Cause(t.ctx))
		}
	}
}

// calm is how long nothing happens in a page that is quiet.
const calm = time.Second

// observed comes from the page's own observers, and from its trace.
type observed struct {
	FCP, CLS            float64
	LongTasks, OwnTasks float64 // ms in total; OwnTasks is -1 without a script
	BusyUntil, Now      float64 // ms since navigation

	work, styled float64 // from a trace: see scriptWork and styledElements
}

// quiet waits until all requests are over, and there has been no new one and no long task
// for a while. It returns what was observed so far.
func (t *tab) quiet() (observed, error) {
	for {
		before := t.finished()
		if err := t.sleep(calm); err != nil {
			return observed{}, fmt.Errorf("the page is not quiet, with %d requests of which %d are over: %w",
				before[0], before[1], err)
		}
		o, err := eval[observed](t, "bench.observed()")
		if err != nil {
			return o, err
		}
		now := t.finished()
		idle := o.Now - o.BusyUntil
		if now == before && now[0] == now[1] && idle >= float64(calm.Milliseconds()) {
			return o, nil
		}
	}
}

func (t *tab) sleep(d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-t.ctx.Done():
		return context.Cause(t.ctx)
	}
}

// finished counts the requests, and those of them that are over.
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

// traffic is what a page requested up to a moment.
type traffic struct {
	urls  []string // cached or not
	wire  int      // requests that were sent
	bytes float64  // received by then
}

// trafficUntil adds up the requests until so many ms after navigation; 0 means all.
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

// click moves the mouse to the middle of an element, and clicks.
func (t *tab) click(path string) error {
	if err := t.hover(path); err != nil {
		return err
	}
	spot, err := t.spot(path)
	if err != nil {
		return err
	}
	return t.Click(t.ctx, spot[0], spot[1])
}

func (t *tab) hover(path string) error {
	spot, err := t.spot(path)
	if err != nil {
		return err
	}
	return t.Move(t.ctx, spot[0], spot[1])
}

// hoverNothing moves the mouse to a corner.
func (t *tab) hoverNothing() error { return t.Move(t.ctx, 1, 1) }

func (t *tab) spot(path string) ([]float64, error) {
	spot, err := eval[[]float64](t, "bench.spot("+quote(path)+")")
	if err == nil && len(spot) != 2 {
		err = fmt.Errorf("the page has no %q", path)
	}
	return spot, err
}

// eval runs a JavaScript expression in the page.
func eval[T any](t *tab, expression string) (T, error) {
	return browser.Evaluate[T](t.ctx, t, expression)
}

// traceVisit goes to a path, calls meanwhile unless it is nil, and waits until the page is
// quiet.
func (t *tab) traceVisit(path string, meanwhile func() error) (o observed, err error) {
	if err := t.startTrace(); err != nil {
		return o, err
	}
	if err := t.visit(path); err != nil {
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

// startTrace starts a trace.
func (t *tab) startTrace() error {
	t.mu.Lock()
	t.trace, t.traced = nil, make(chan struct{})
	t.mu.Unlock()
	_, err := chromium.Call(t.ctx, t.Tab, tracing.Start, tracing.StartParams{
		TraceConfig: &tracing.TraceConfig{IncludedCategories: traceCategories},
	})
	return err
}

// endTrace ends the trace, and returns it.
func (t *tab) endTrace() ([]traceEvent, error) {
	if _, err := chromium.Call(t.ctx, t.Tab, tracing.End, cdp.Empty{}); err != nil {
		return nil, err
	}
	select {
	case <-t.traced:
	case <-t.ctx.Done():
		return nil, context.Cause(t.ctx)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return parseTrace(t.trace), nil
}

// quote writes a string in JavaScript.
func quote(text string) string {
	quoted, _ := json.Marshal(text) // a string never fails
	return string(quoted)
}
