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
		harness.PortalPage(harness.ForAude))
	src := harness.ServeBuild(t, instead(".wasm", status(404)))
	without := harness.ServeText(t, "/sans", "text/html", harness.HeldPage(src, ""))
	for _, state := range []struct {
		name, address string
		reach         func(p *harness.Page)
	}{
		{"the notice", address, func(*harness.Page) {}},
		{"the choice is known", address, func(p *harness.Page) {
			p.Choose("cookies-refuse")
			p.Reload()
		}},
		{"the program is fetched ahead", address, func(p *harness.Page) {
			harness.Eval[any](p, `($("cookies-customize").focus(), null)`)
			p.Until("the program", func() bool { return p.WasmRequests() > 0 })
		}},
		{"the preferences", address, func(p *harness.Page) {
			p.OpenDialog("cookies-customize")
			p.Wait(harness.Started)
		}},
		{"the preferences, without the program", without, func(p *harness.Page) {
			p.Expect("404")
			p.OpenDialog("cookies-customize")
			p.Wait(`errors.length`)
		}},
		{"the program runs", address, func(p *harness.Page) {
			p.OpenDialog("cookies-customize")
			p.Wait(harness.Started)
			p.Choose("cookies-save")
		}},
	} {
		t.Run(state.name, func(t *testing.T) {
			t.Parallel()
			p := harness.NewPage(t)
			p.Preload(harness.MustRead("app/e2e/robust/testdata/timers.js"))
			harness.Call(p, performance.Enable, performance.EnableParams{})
			harness.ShowNotice(p, state.address)
			p.Settle()
			state.reach(p)
			p.Wait(`watch.pending.size === 0`)
			p.Settle()
			harness.Eval[any](p, `(watch.fired = [], null)`)
			before := readActivity(p)
			// A timer of the test's own, half way, shows that timers fire.
			half := fmt.Sprint((day / 2).Milliseconds())
			harness.Eval[any](p, `(setTimeout(() => {}, `+half+`), null)`)
			p.PassTime(day)
			if now := readActivity(p); now != before {
				t.Errorf("the page did %+v, and later %+v", before, now)
			}
			fired := harness.Eval[[]string](p, `watch.fired`)
			if len(fired) != 1 || !strings.Contains(fired[0], half) {
				t.Errorf("the timers %q fired, want the test's own", fired)
			}
		})
	}
}

// activity is what a page does, and has done since it was opened.
type activity struct {
	Pending, Animations, requests int
	layouts, styles               float64
}

func readActivity(p *harness.Page) activity {
	p.T.Helper()
	a := harness.Eval[activity](p, `({
		pending: watch.pending.size,
		animations: document.getAnimations().length + (shadow.getAnimations?.().length ?? 0),
	})`)
	requests, _ := p.Seen()
	m := metrics(p)
	a.requests, a.layouts, a.styles = len(requests), m["LayoutCount"], m["RecalcStyleCount"]
	return a
}
