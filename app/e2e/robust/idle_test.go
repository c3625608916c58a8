package robust

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/performance"

	"cookies-preferences/app/e2e/harness"
)

// TestLongIdle leaves a page open for a day's work, in each state: it does nothing. The
// browser's own clock goes through these hours at once.
func TestLongIdle(t *testing.T) {
	t.Parallel()
	const day = 8 * time.Hour
	address := harness.ServeText(t, "/portail", "text/html",
		harness.PortalPage(`data-portal="`+harness.Aude+`"`))
	for _, state := range []struct {
		name  string
		reach func(p *harness.Page)
	}{
		{"the notice", func(*harness.Page) {}},
		{"the choice is known", func(p *harness.Page) {
			p.Click("cookies-refuse")
			p.WaitClosed()
			p.Reload()
		}},
		{"the preferences", func(p *harness.Page) {
			p.Click("cookies-customize")
			p.WaitDialog()
		}},
		{"the program runs", func(p *harness.Page) {
			p.Click("cookies-customize")
			p.WaitDialog()
			p.Click("cookies-save")
			p.WaitClosed()
		}},
	} {
		t.Run(state.name, func(t *testing.T) {
			t.Parallel()
			p := harness.NewPage(t)
			p.Preload(harness.MustRead("app/e2e/robust/testdata/timers.js"))
			harness.Call(p, performance.Enable, performance.EnableParams{})
			p.Open(address)
			p.WaitNotice()
			p.Settle()
			state.reach(p)
			p.Wait(`watch.pending.size === 0`)
			p.Settle()
			before := readActivity(p)
			// A timer of the test's own, half way, shows that timers fire.
			harness.Eval[any](p, fmt.Sprintf(`(setTimeout(() => {}, %d), null)`,
				(day/2).Milliseconds()))
			p.PassTime(day)
			readActivity(p).check(t, before, day)
		})
	}
}

// activity is what a page has done since it was left alone.
type activity struct {
	Now             float64 // the page's clock, in ms
	Pending, Fired  []string
	Animations      int
	Requests        int
	Layouts, Styles float64
}

// readActivity reads what a page has done, and has it count from zero.
func readActivity(p *harness.Page) (a activity) {
	p.T.Helper()
	a = harness.Eval[activity](p, `({
		now: performance.now(),
		pending: [...watch.pending.values()],
		fired: watch.fired.splice(0),
		animations: document.getAnimations().length + (shadow.getAnimations?.().length ?? 0),
	})`)
	requests, _ := p.Seen()
	a.Requests = len(requests)
	counts := metrics(p)
	a.Layouts, a.Styles = counts["LayoutCount"], counts["RecalcStyleCount"]
	return a
}

// check fails a test whose page did anything but fire the test's own timer.
func (a activity) check(t *testing.T, before activity, d time.Duration) {
	t.Helper()
	if passed := time.Duration(a.Now-before.Now) * time.Millisecond; passed < d {
		t.Fatalf("%v have passed, want %v", passed, d)
	}
	own := fmt.Sprint((d / 2).Milliseconds())
	if len(a.Pending) > 0 || len(a.Fired) != 1 || !strings.Contains(a.Fired[0], own) {
		t.Errorf("timers that fired: %q, and that wait: %q", a.Fired, a.Pending)
	}
	if a.Requests != before.Requests || a.Animations > 0 {
		t.Errorf("%d requests, %d animations", a.Requests-before.Requests, a.Animations)
	}
	if a.Layouts != before.Layouts || a.Styles != before.Styles {
		t.Errorf("%v layouts, %v times styles", a.Layouts-before.Layouts, a.Styles-before.Styles)
	}
}
