package choice

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// means are the ways in which a visitor uses a control.
var means = map[string]func(p *harness.Page, id string){
	"mouse": (*harness.Page).Click,
	"keys": func(p *harness.Page, id string) {
		p.T.Helper()
		for range 60 {
			if p.Focused() == id {
				p.Press(" ")
				return
			}
			p.TabKey(false)
		}
		p.T.Fatalf("Tab never goes to %s", id)
	},
	"touch": func(p *harness.Page, id string) {
		p.T.Helper()
		spot := p.Middle(id)
		harness.Call(p, input.DispatchTouchEvent, input.DispatchTouchEventParams{
			Type:        input.DispatchTouchEventTypeTouchStart,
			TouchPoints: []*input.TouchPoint{{X: spot[0], Y: spot[1]}}})
		harness.Call(p, input.DispatchTouchEvent, input.DispatchTouchEventParams{
			Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}})
	},
}

// meansIn are those that the engine's driver has.
func meansIn(t *testing.T) map[string]func(p *harness.Page, id string) {
	t.Helper()
	own := maps.Clone(means)
	if harness.EngineOf(t) != harness.Chromium {
		delete(own, "touch")
	}
	return own
}

// moves are the switches that the visitor moves, in this order, and ticked is what they then show.
var (
	moves  = []string{"statistics", "internal", "internal", "third_party"}
	ticked = []preferences.Name{preferences.Statistics, preferences.Matomo, preferences.ThirdParty}
)

// openHeld opens a page whose program waits, and counts the records that it writes.
func openHeld(t *testing.T) (p *harness.Page, let func()) {
	t.Helper()
	src, let := harness.HeldProgram(t)
	p = harness.OpenPortal(t, harness.HeldPage(src, `data-trackers="matomo"`))
	harness.CountWrites(p)
	return p, let
}

// whatIsTicked returns what the switches show as allowed.
func whatIsTicked(p *harness.Page) []preferences.Name {
	p.T.Helper()
	return harness.Eval[[]preferences.Name](p, `[...shadow.querySelectorAll(
		"input:enabled:checked")].map((e) => e.id.replace("cookies-toggle-", ""))`)
}

func checkTicked(p *harness.Page, want []preferences.Name) {
	p.T.Helper()
	if got := whatIsTicked(p); !slices.Equal(got, want) {
		p.T.Errorf("ticked is %q, want %q", got, want)
	}
}

// save saves what is ticked, and checks that just this is recorded, once.
func save(p *harness.Page, use func(*harness.Page, string), want []preferences.Name) {
	p.T.Helper()
	checkTicked(p, want)
	// A tap on « Enregistrer » counts once it can't be the second of the two that opened the dialog.
	p.Wait(`performance.now() > (window.soon ??= performance.now() + 400)`)
	use(p, "cookies-save")
	p.WaitClosed()
	harness.CheckOneRecord(p)
	harness.CheckAllowed(p, want...)
}

// takeOver moves the switches and saves; the program comes at one of these steps.
func takeOver(t *testing.T, at int, wait bool, use func(*harness.Page, string)) {
	t.Helper()
	p, let := openHeld(t)
	use(p, "cookies-customize")
	p.WaitDialog()
	for i, name := range moves {
		if i == at {
			let()
		}
		if i == at && wait {
			p.Wait(harness.Started)
		}
		use(p, "cookies-toggle-"+name)
	}
	save(p, use, ticked)
	if at == len(moves) {
		let()
	}
	p.OpenDialog("open")
	if at <= len(moves) {
		p.Wait(harness.Started)
	}
	checkTicked(p, ticked)
}

// TestTakeOver: whenever the program takes the dialog over, and by whatever means the visitor uses
// it, the draft is what the switches show, and exactly one record is written.
func TestTakeOver(t *testing.T) {
	t.Parallel()
	for name, use := range meansIn(t) {
		for moment, c := range map[string]struct {
			at   int
			wait bool
		}{
			"before it": {len(moves), false},
			"during it": {0, false},
			"after it":  {0, true},
			"late":      {2, true},
			"never":     {len(moves) + 1, false},
		} {
			t.Run(moment+" by "+name, func(t *testing.T) {
				t.Parallel()
				takeOver(t, c.at, c.wait, use)
			})
		}
	}
}

// TestLongTakeOver: the program comes while the visitor acts, 20 times by each means.
func TestLongTakeOver(t *testing.T) {
	t.Parallel()
	for name, use := range meansIn(t) {
		for run := range 20 {
			t.Run(fmt.Sprint(name, run), func(t *testing.T) {
				t.Parallel()
				takeOver(t, run%len(moves), false, use)
			})
		}
	}
}

// TestTakeOverInTheTask: a click that comes in the very task of the take-over counts.
func TestTakeOverInTheTask(t *testing.T) {
	t.Parallel()
	p, let := openHeld(t)
	p.OpenDialog("cookies-customize")
	p.Click("cookies-toggle-statistics")
	harness.Eval[any](p, `(new MutationObserver((_, observer) => {
		if (!(`+harness.Started+`)) return;
		observer.disconnect();
		$("cookies-toggle-third_party").click();
	}).observe(shadow, { subtree: true, attributes: true }), null)`)
	let()
	p.Wait(`$("cookies-toggle-third_party").checked`)
	p.Settle()
	save(p, (*harness.Page).Click, ticked)
}

// TestTakeOverEnds: if the program ends when a switch is moved, what is ticked is still the draft.
func TestTakeOverEnds(t *testing.T) {
	t.Parallel()
	p, let := openHeld(t)
	p.Expect("refused by the page")
	let()
	p.OpenDialog("cookies-customize")
	p.Wait(harness.Started)
	p.Click("cookies-toggle-third_party")
	harness.Eval[any](p, `(() => {
		const { createTextNode } = Document.prototype;
		Document.prototype.createTextNode = function () {
			Document.prototype.createTextNode = createTextNode;
			throw new Error("refused by the page");
		};
	})()`)
	p.Click("cookies-toggle-statistics")
	p.Wait(`errors.length > 0`)
	seen := whatIsTicked(p)
	if len(seen) < 2 {
		t.Errorf("when the program has ended, only %q is ticked", seen)
	}
	save(p, (*harness.Page).Click, seen)
	p.OpenDialog("open")
	p.Wait(harness.Started)
	checkTicked(p, seen)
}

// TestTakeOverEscape: Esc, while the program takes the dialog over, writes nothing and gives the
// focus back.
func TestTakeOverEscape(t *testing.T) {
	t.Parallel()
	p, let := openHeld(t)
	p.OpenDialog("cookies-customize")
	p.Click("cookies-toggle-statistics")
	let()
	p.Press(kb.Escape)
	p.Wait(`!$("cookies-dialog")?.open`)
	p.CheckFocus("cookies-customize")
	p.OpenDialog("cookies-customize")
	p.Wait(harness.Started)
	checkTicked(p, []preferences.Name{})
	if n := harness.Eval[int](p, `written.length`); n > 0 {
		t.Errorf("Esc wrote %d records", n)
	}
}
