package browsertest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
)

// idleTime is for how long a page is left open.
const idleTime = 8 * time.Hour

// idleStates are what a page is left in.
var idleStates = []struct {
	name  string
	reach func(p *page)
}{
	{"the notice", func(*page) {}},
	{"no banner: the choice is known", func(p *page) {
		p.click("cookies-refuse")
		p.waitClosed()
		p.reload()
	}},
	{"the preferences", func(p *page) {
		p.click("cookies-customize")
		p.waitDialog()
	}},
	{"the charter", func(p *page) {
		p.click("cookies-read-charter")
		p.wait(`shadow.querySelector(".charter")`)
	}},
	{"no banner, and the program runs", func(p *page) {
		p.click("cookies-customize")
		p.waitDialog()
		p.click("cookies-save")
		p.waitClosed()
	}},
}

// testIdle leaves a page open for a day's work, in each state. The browser's own
// clock goes through these hours at once.
func testIdle(t *testing.T) (rows [][]string) {
	address := serveText(t, "/portail", "text/html", portalPage(`data-portal="`+aude+`"`))
	watch := cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: mustRead("app/e2e/browsertest/testdata/timers.js")}
	for _, state := range idleStates {
		t.Run(state.name, func(t *testing.T) {
			p := newPage(t)
			call(p, cdppage.AddScriptToEvaluateOnNewDocument, watch)
			call(p, performance.Enable, performance.EnableParams{})
			p.open(address)
			p.waitNotice()
			p.settle()
			state.reach(p)
			p.wait(`watch.pending.size === 0`)
			p.settle()
			before := p.idle()
			p.passTime(idleTime)
			p.idle().check(t, before)
			rows = append(rows, []string{"timers that fire or are left, requests, drawing, animations", "8 hours of a page that is left open: " + state.name, "none"})
		})
	}
	return rows
}

// idle is what a page has done since it was left alone.
type idle struct {
	Now            float64 // the page's clock, in ms
	Pending, Fired []string
	Animations     int
	Requests       int
	Layouts        float64
	Styles         float64
}

// idle reads what a page has done, and has it count anew.
func (p *page) idle() (i idle) {
	p.t.Helper()
	i = eval[idle](p, `({
		now: performance.now(),
		pending: [...watch.pending.values()],
		fired: watch.fired.splice(0),
		animations: document.getAnimations().length + (shadow.getAnimations?.().length ?? 0),
	})`)
	requests, _ := p.seen()
	i.Requests = len(requests)
	metrics := p.metrics()
	i.Layouts, i.Styles = metrics["LayoutCount"], metrics["RecalcStyleCount"]
	return i
}

// check holds a page to having done nothing since, but for the test's own timer.
func (i idle) check(t *testing.T, before idle) {
	t.Helper()
	if passed := time.Duration(i.Now-before.Now) * time.Millisecond; passed < idleTime {
		t.Fatalf("%v have passed, want %v", passed, idleTime)
	}
	if len(i.Pending) > 0 || len(i.Fired) != 1 || !strings.Contains(i.Fired[0], "14400000") {
		t.Errorf("timers that fired: %q, want the test's own; that are left: %q", i.Fired, i.Pending)
	}
	if i.Requests != before.Requests || i.Animations > 0 {
		t.Errorf("there are %d requests, and %d animations", i.Requests-before.Requests, i.Animations)
	}
	if i.Layouts != before.Layouts || i.Styles != before.Styles {
		t.Errorf("the page was laid out %v times, and its styles worked out %v times", i.Layouts-before.Layouts, i.Styles-before.Styles)
	}
}

// passTime has a time pass for the page, at once; a timer of the test's own, half
// way, shows that timers fire.
func (p *page) passTime(d time.Duration) {
	p.t.Helper()
	eval[any](p, fmt.Sprintf(`(setTimeout(() => {}, %d), null)`, (d/2).Milliseconds()))
	over := make(chan struct{}, 1)
	err := chromedp.Listen(p.ctx, func(event any) {
		if _, ok := event.(*emulation.EventVirtualTimeBudgetExpired); ok {
			over <- struct{}{}
		}
	})
	if err != nil {
		p.t.Fatal(err)
	}
	budget := float64(d.Milliseconds())
	call(p, emulation.SetVirtualTimePolicy, emulation.SetVirtualTimePolicyParams{
		Policy: emulation.VirtualTimePolicyAdvance, Budget: &budget,
	})
	select {
	case <-over:
	case <-time.After(p.patience):
		p.t.Fatal("the time did not pass")
	}
}
