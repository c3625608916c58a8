//go:build !js

package bench

import (
	"fmt"
	"math"
)

// Target is something that the banner is meant to hold.
type Target struct {
	Text  string // what is asked
	Found string // what was measured
	Held  bool
}

// Missed counts the targets that are not held.
func (r *Report) Missed() (n int) {
	for _, t := range r.Targets {
		if !t.Held {
			n++
		}
	}
	return n
}

// judge holds the throttled loads to the targets, on both pages. Where the figures
// that one needs were not measured, it is left out.
func (r *Report) judge() []Target {
	var targets []Target
	for _, c := range []condition{throttled, onPortal} {
		targets = append(targets, r.judgeUnder(c)...)
	}
	return targets
}

func (r *Report) judgeUnder(c condition) []Target {
	of := func(subject string, f figure) float64 { return r.median(c.name, subject, f) }
	mine := func(f figure) float64 { return of(ours.name, f) }
	var targets []Target
	// atMost compares a figure with its limit; against says what else was
	// measured to get to that.
	atMost := func(text string, value, limit float64, unit, against string) {
		if math.IsNaN(value) || math.IsNaN(limit) {
			return
		}
		targets = append(targets, Target{c.name + ": " + text, amount(value, unit) + against, value <= limit})
	}
	for _, f := range []figure{visible, refused} {
		best, peer := r.bestPeer(c.name, f)
		atMost(fmt.Sprintf("%s ≤ 0.90 × the best peer", f), ratio(mine(f), best), 0.90, "×",
			fmt.Sprintf(" (%s against %s, %s)", amount(mine(f), "ms"), amount(best, "ms"), peer))
		limit := of(floor.name, f)
		atMost(fmt.Sprintf("%s ≤ 1.2 × floor", f), ratio(mine(f), limit), 1.2, "×",
			fmt.Sprintf(" (%s against %s; *least* %s)", amount(mine(f), "ms"), amount(limit, "ms"), amount(of(least.name, f), "ms")))
	}
	atMost("first contentful paint ≤ 1.05 × bare", ratio(mine(paint), of(bare.name, paint)), 1.05, "×",
		fmt.Sprintf(" (%s against %s)", amount(mine(paint), "ms"), amount(of(bare.name, paint), "ms")))
	atMost("layout shift 0", mine(shift), 0, "", "")
	// The notice has some 20 elements, the pages have 600 and 1,200.
	atMost("the page is not styled anew for the notice", mine(styled)-of(floor.name, styled), 100, "", " elements styled more than floor")
	atMost("script work before a click < 50 ms", mine(work), math.Nextafter(50, 0), "ms", "")
	atMost("no long task once our script is there, before a click", mine(ownTasks), 0, "ms", "")
	atMost("return visit: script work < 5 ms", mine(returnWork), math.Nextafter(5, 0), "ms", "")
	pages := 1.0 // requests of the plain page without us
	if c.name == onPortal.name {
		pages = of(bare.name, returnRequests)
	}
	atMost("return visit: no request but the page's and banner.js", mine(returnRequests), pages+1, "", "")
	atMost("click to closed ≤ 50 ms", mine(closed), 50, "ms", "")
	atMost("click to closed, Go running ≤ 50 ms", mine(runningClosed), 50, "ms", "")
	atMost("click to written through Go ≤ 150 ms", mine(goWritten), 150, "ms", "")
	return targets
}

// bestPeer returns the least median among the peers, and whose it is.
func (r *Report) bestPeer(condition string, f figure) (best float64, name string) {
	best = math.NaN()
	for _, s := range []subject{tarteaucitron, orejime, klaro, vanilla} {
		if value := r.median(condition, s.name, f); !math.IsNaN(value) && !(value >= best) {
			best, name = value, s.name
		}
	}
	return best, name
}
