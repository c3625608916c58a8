package robust

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/harness"
)

// idleTime is for how long a page is left open.
const idleTime = 8 * time.Hour

// idleStates are what a page is left in.
var idleStates = []struct {
	name  string
	reach func(p *harness.Page)
}{
	{"the notice", func(*harness.Page) {}},
	{"no banner: the choice is known", func(p *harness.Page) {
		p.Click("cookies-refuse")
		p.WaitClosed()
		p.Reload()
	}},
	{"the preferences", func(p *harness.Page) {
		p.Click("cookies-customize")
		p.WaitDialog()
	}},
	{"the charter", func(p *harness.Page) {
		p.Click("cookies-read-charter")
		p.Wait(`shadow.querySelector(".charter")`)
	}},
	{"no banner, and the program runs", func(p *harness.Page) {
		p.Click("cookies-customize")
		p.WaitDialog()
		p.Click("cookies-save")
		p.WaitClosed()
	}},
}

// testIdle leaves a page open for a day's work, in each state. The browser's own
// clock goes through these hours at once.
func testIdle(t *testing.T) (rows [][]string) {
	address := harness.ServeText(t, "/portail", "text/html", harness.PortalPage(`data-portal="`+harness.Aude+`"`))
	watch := cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: harness.MustRead("app/e2e/robust/testdata/timers.js")}
	for _, state := range idleStates {
		t.Run(state.name, func(t *testing.T) {
			p := harness.NewPage(t)
			harness.Call(p, cdppage.AddScriptToEvaluateOnNewDocument, watch)
			harness.Call(p, performance.Enable, performance.EnableParams{})
			p.Open(address)
			p.WaitNotice()
			p.Settle()
			state.reach(p)
			p.Wait(`watch.pending.size === 0`)
			p.Settle()
			before := readIdle(p)
			passTime(p, idleTime)
			readIdle(p).check(t, before)
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

// readIdle reads what a page has done, and has it count anew.
func readIdle(p *harness.Page) (i idle) {
	p.T.Helper()
	i = harness.Eval[idle](p, `({
		now: performance.now(),
		pending: [...watch.pending.values()],
		fired: watch.fired.splice(0),
		animations: document.getAnimations().length + (shadow.getAnimations?.().length ?? 0),
	})`)
	requests, _ := p.Seen()
	i.Requests = len(requests)
	metrics := metrics(p)
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
func passTime(p *harness.Page, d time.Duration) {
	p.T.Helper()
	harness.Eval[any](p, fmt.Sprintf(`(setTimeout(() => {}, %d), null)`, (d/2).Milliseconds()))
	over := make(chan struct{}, 1)
	err := chromedp.Listen(p.Context(), func(event any) {
		if _, ok := event.(*emulation.EventVirtualTimeBudgetExpired); ok {
			over <- struct{}{}
		}
	})
	if err != nil {
		p.T.Fatal(err)
	}
	budget := float64(d.Milliseconds())
	harness.Call(p, emulation.SetVirtualTimePolicy, emulation.SetVirtualTimePolicyParams{
		Policy: emulation.VirtualTimePolicyAdvance, Budget: &budget,
	})
	select {
	case <-over:
	case <-time.After(p.Patience):
		p.T.Fatal("the time did not pass")
	}
}
