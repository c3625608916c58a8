package robust

import (
	"fmt"
	"slices"
	"time"

	cdppage "github.com/chromedp/cdproto/page"

	"cookies-preferences/app/e2e/harness"
)

// wrongClock is a script that has the page's clock go wrong by so much.
func wrongClock(ahead time.Duration) string {
	return fmt.Sprintf(`window.Date = class extends Date {
		constructor(...parts) { super(...parts.length ? parts : [Date.now()]); }
		static now() { return super.now() + %d; }
	};`, ahead.Milliseconds())
}

// clockFailures: clocks that are wrong, on all of a visitor's pages or on one; and
// those that stand still.
func clockFailures() (cases []hardship) {
	always := func(name string, ahead func() time.Duration) hardship {
		return hardship{name: name, arrange: func(p *harness.Page) func() {
			p.Ahead = ahead()
			harness.Call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: wrongClock(p.Ahead)})
			return func() {}
		}}
	}
	year := func(year int) func() time.Duration {
		return func() time.Duration { return time.Until(time.Date(year, 1, 1, 0, 0, 1, 0, time.UTC)) }
	}
	stands := `const since = performance.now(); Performance.prototype.now = () => since;`
	back := `const { now } = Performance.prototype; const since = performance.now(); Performance.prototype.now = () => 2 * since - now.call(performance);`
	return slices.Concat(
		trying(always("the clock says 1970", year(1970)), "accept", "save"),
		trying(always("the clock says 2050", year(2050)), "accept", "save"),
		trying(hardship{name: "the clock is set back an hour after the choice", before: wrongClock(time.Hour)}, "accept", "save"),
		trying(hardship{name: "performance.now stands still", before: stands}, "accept", "save"),
		trying(hardship{name: "performance.now goes backwards", before: back}, "accept", "save"),
	)
}
