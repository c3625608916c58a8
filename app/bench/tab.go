//go:build !js

package bench

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/chromium"
)

//go:embed probe.js
var probe string

// tab is a tab with the probe in its pages.
type tab struct {
	*chromium.Tab
	ctx    context.Context
	origin string // of the site

	mu     sync.Mutex
	trace  []traceEvent
	traced chan struct{} // closed when the trace is complete
}

// newTab opens a tab on a slow machine with a slow network.
func newTab(ctx context.Context, p browser.Profile, s *site) (*tab, error) {
	opened, err := p.NewTab(ctx, func(browser.Event) {})
	if err != nil {
		return nil, err
	}
	t := &tab{Tab: opened.(*chromium.Tab), ctx: ctx, origin: s.server.URL}
	if err := chromedp.Listen(t.Context(), t.collect); err != nil {
		return nil, err
	}
	if err := t.lighten(); err != nil {
		return nil, err
	}
	return t, t.throttle()
}

// lighten turns off what chromedp turns on for queries, which the bench doesn't make.
// Keeping a copy of every stylesheet and node is work of the page's main thread.
func (t *tab) lighten() error {
	for _, disable := range []cdp.Command[cdp.Empty, cdp.Empty]{
		css.Disable, dom.Disable, log.Disable,
	} {
		if _, err := chromium.Call(t.ctx, t.Tab, disable, cdp.Empty{}); err != nil {
			return err
		}
	}
	return nil
}

// throttle makes the processor and the network slow.
func (t *tab) throttle() error {
	_, err := chromium.Call(t.ctx, t.Tab, emulation.SetCPUThrottlingRate,
		emulation.SetCPUThrottlingRateParams{Rate: 4})
	if err != nil {
		return err
	}
	_, err = chromium.Call(t.ctx, t.Tab, network.EmulateNetworkConditionsByRule,
		network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{ // no pattern: every request
				Latency:            150,       // ms from request to response
				DownloadThroughput: 1.6e6 / 8, // bytes per second
				UploadThroughput:   -1,
			}},
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
	return t.Preload(t.ctx, "("+probe+")("+string(config)+")")
}

// visit goes to one of a subject's pages, and waits until it has loaded.
func (t *tab) visit(s subject, page string) error {
	return t.Navigate(t.ctx, t.origin+"/"+s.name+"/"+page)
}

// moment is when the probe saw something, in ms since navigation and since the last click.
type moment struct{ At, SinceClick float64 }

// await waits until the probe has seen something.
func (t *tab) await(name string) (moment, error) {
	return browser.Evaluate[moment](t.ctx, t, "bench.moment("+strconv.Quote(name)+")")
}

// observed comes from the page's own observers.
type observed struct {
	FCP      float64 // first contentful paint, ms since navigation
	OwnTasks float64 // long tasks once the subject's script is there, ms; -1 without a script
	Bytes    float64 // transferred
	IdleFor  float64 // ms
	Asks     bool    // the notice is visible
}

// calm is how long nothing happens in a page that is quiet.
const calm = time.Second

// quiet waits until no response has come and no long task has run for a while. It returns what
// was observed so far.
func (t *tab) quiet() (observed, error) {
	for {
		select {
		case <-time.After(calm):
		case <-t.ctx.Done():
			return observed{}, fmt.Errorf("the page is not quiet: %w", t.ctx.Err())
		}
		o, err := browser.Evaluate[observed](t.ctx, t, "bench.observed()")
		if err != nil || o.IdleFor >= float64(calm.Milliseconds()) {
			return o, err
		}
	}
}

// click moves the mouse to the middle of an element, and clicks.
func (t *tab) click(path string) error {
	spot, err := browser.Evaluate[[]float64](t.ctx, t, "bench.spot("+strconv.Quote(path)+")")
	switch {
	case err != nil:
		return err
	case len(spot) != 2:
		return fmt.Errorf("the page has no %q", path)
	}
	if err := t.Move(t.ctx, spot[0], spot[1]); err != nil {
		return err
	}
	return t.Click(t.ctx, spot[0], spot[1])
}

// traceVisit goes to one of a subject's pages and waits until it is quiet, on a first visit
// with its notice. It returns the work of the page's scripts too.
func (t *tab) traceVisit(s subject, page string) (o observed, work float64, err error) {
	t.mu.Lock()
	t.trace, t.traced = nil, make(chan struct{})
	t.mu.Unlock()
	_, err = chromium.Call(t.ctx, t.Tab, tracing.Start, tracing.StartParams{
		TraceConfig: &tracing.TraceConfig{IncludedCategories: traceCategories},
	})
	if err != nil {
		return o, 0, err
	}
	if err := t.visit(s, page); err != nil {
		return o, 0, err
	}
	if page == firstPage && s.notice != "" {
		if _, err := t.await("visible"); err != nil {
			return o, 0, err
		}
	}
	if o, err = t.quiet(); err != nil {
		return o, 0, err
	}
	if _, err := chromium.Call(t.ctx, t.Tab, tracing.End, cdp.Empty{}); err != nil {
		return o, 0, err
	}
	select {
	case <-t.traced:
	case <-t.ctx.Done():
		return o, 0, t.ctx.Err()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return o, scriptWork(t.trace, t.origin), nil
}

// collect takes the trace.
func (t *tab) collect(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e := event.(type) {
	case *tracing.EventDataCollected:
		for _, value := range e.Value {
			var one traceEvent
			if json.Unmarshal(value, &one) == nil { // other categories have other arguments
				t.trace = append(t.trace, one)
			}
		}
	case *tracing.EventTracingComplete:
		close(t.traced)
	}
}
