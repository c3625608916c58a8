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
	return t, t.throttle(slow)
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

// conditions are a speed of the processor and of the network.
type conditions struct {
	name    string
	slower  float64 // how many times the processor is as slow
	latency float64 // ms from request to response
	rate    float64 // of downloads, in bytes per second; -1 for no limit
}

var (
	mobile = conditions{"9 Mbit/s", 4, 60, 9e6 / 8}
	slow   = conditions{"1.6 Mbit/s", 4, 150, 1.6e6 / 8}
	fast   = conditions{"unthrottled", 1, 0, -1}
)

// throttle makes the processor and the network slow.
func (t *tab) throttle(c conditions) error {
	_, err := chromium.Call(t.ctx, t.Tab, emulation.SetCPUThrottlingRate,
		emulation.SetCPUThrottlingRateParams{Rate: c.slower})
	if err != nil {
		return err
	}
	_, err = chromium.Call(t.ctx, t.Tab, network.EmulateNetworkConditionsByRule,
		network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{ // no pattern: every request
				Latency:            c.latency,
				DownloadThroughput: c.rate,
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
		"dialog": s.dialog, "control": s.control,
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

// moments are when the probe saw something first, in ms since navigation.
type moments map[string]float64

// await returns all moments once those of the names have come.
func (t *tab) await(names ...string) (moments, error) {
	list, err := json.Marshal(names)
	if err != nil {
		return nil, err
	}
	return browser.Evaluate[moments](t.ctx, t, "bench.moments("+string(list)+")")
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

// press is how long a visitor's press on a control takes: fingers need 50 to 200 ms.
const press = 80 * time.Millisecond

// click presses the mouse in the middle of an element, where it wasn't before, and releases it.
func (t *tab) click(path string) error {
	spot, err := browser.Evaluate[[]float64](t.ctx, t, "bench.spot("+strconv.Quote(path)+")")
	switch {
	case err != nil:
		return err
	case len(spot) != 2:
		return fmt.Errorf("the page has no %q", path)
	}
	return t.ClickFor(t.ctx, spot[0], spot[1], press)
}

// settle goes to one of a subject's pages, and waits for its notice if it asks, and for quiet.
func (t *tab) settle(s subject, page string, asks bool) (observed, error) {
	if err := t.visit(s, page); err != nil {
		return observed{}, err
	}
	if asks {
		if _, err := t.await("visible"); err != nil {
			return observed{}, err
		}
	}
	return t.quiet()
}

// traceVisit settles on a page that asks if it is the first. It returns the work of the page's
// scripts too.
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
	if o, err = t.settle(s, page, page == firstPage && s.notice != ""); err != nil {
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
