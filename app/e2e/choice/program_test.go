package choice

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

// markRequest makes the page request an address of the test's own and waits for it: by then, the
// test has seen what the page requested before.
func markRequest(p *harness.Page) {
	p.T.Helper()
	address := fmt.Sprintf("/favicon.ico?mark=%d", time.Now().UnixNano())
	harness.Eval[any](p, `fetch("`+address+`").then(() => null)`)
	p.Until("the request for "+address, func() bool {
		requests, _ := p.Seen()
		return strings.HasSuffix(strings.Join(requests, " "), address)
	})
}

func isMark(address string) bool { return strings.Contains(address, "?mark=") }

// TestProgramIsFetchedOnDemand: neither the notice nor a refusal fetches the program; the
// focus on « Personnaliser » fetches it once.
func TestProgramIsFetchedOnDemand(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, harness.ForAude)
	check := func(want int) {
		t.Helper()
		p.Settle()
		markRequest(p)
		requests, _ := p.Seen()
		modules := strings.Count(strings.Join(requests, " "), "/go-")
		if n := p.WasmRequests(); n != want || modules != want {
			t.Errorf("the program was requested %d times and its module %d times, want %d",
				n, modules, want)
		}
	}
	harness.Eval[any](p, `($("cookies-accept").focus(), null)`)
	check(0)
	p.Choose("cookies-refuse")
	check(0)
	harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
	p.WaitNotice()
	p.Start()
	check(1)
}

// TestClickBeforeTheProgram: a visitor who asks for the preferences and then refuses, before they
// have come, is neither shown them nor asked again.
func TestClickBeforeTheProgram(t *testing.T) {
	t.Parallel()
	src, let := harness.HeldProgram(t)
	p := harness.OpenPortal(t, harness.HeldPage(src, ""))
	p.Click("cookies-customize")
	p.Wait(`$("cookies-customize").getAttribute("aria-busy") === "true"`)
	p.Choose("cookies-refuse")
	let()
	p.Wait(harness.Started)
	harness.CheckNotAsked(p)
	harness.CheckAllowed(p)
}

// TestChoiceDuringStart: a refusal counts over an acceptance that still waits for the program: that
// is never in force.
func TestChoiceDuringStart(t *testing.T) {
	t.Parallel()
	src, let := harness.HeldProgram(t)
	p := harness.OpenPortal(t, harness.HeldPage(src, `data-trackers="matomo"`))
	p.Choose("cookies-accept")
	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	let()
	p.Wait(harness.Started)
	harness.CheckNotAsked(p)
	harness.CheckAllowed(p)
	if harness.Eval[bool](p, `changes.some(({ preferences }) => preferences.statistics)`) {
		t.Error("the acceptance was in force before the refusal")
	}
}

// TestHandOver: the program takes over the nodes that the loader rendered, with the focus.
func TestHandOver(t *testing.T) { flows.HandOver(t) }

// TestAnotherTabWithTheProgram: tabs follow each other, with the program and without, even before
// a choice is recorded.
func TestAnotherTabWithTheProgram(t *testing.T) { flows.AnotherTabWithTheProgram(t) }

// TestJournal: a choice that only the program can record outlives the page.
func TestJournal(t *testing.T) { flows.Journal(t) }

// TestProgramMissing: without the program the visitor can accept, and refuse later.
func TestProgramMissing(t *testing.T) { flows.ProgramMissing(t) }
