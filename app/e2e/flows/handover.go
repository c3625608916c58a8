package flows

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestHandOver: Go takes over the very nodes that were there, with the focus and
// what is selected in them.
func HandOver(t *testing.T) {
	Besides(t)
	for _, attributes := range []string{`data-theme="auto"`, `data-categories="statistics internal" data-theme="dark"`} {
		t.Run(attributes, func(t *testing.T) {
			src, let := harness.HeldProgram(t)
			p := harness.NewPage(t)
			p.Open(harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, attributes)))
			p.WaitNotice()
			before := harness.Eval[string](p, `(window.nodes = [...shadow.querySelectorAll("*")], window.blurs = 0,
				$("cookies-customize").focus(), shadow.addEventListener("focusout", () => { blurs++ }),
				shadow.querySelector("div").innerHTML)`)
			let()
			p.Wait(harness.Started)
			if after := harness.Eval[string](p, `shadow.querySelector("div").innerHTML`); after != before {
				t.Errorf("Go draws\n%s\nwhere there was\n%s", after, before)
			}
			if harness.Eval[bool](p, `nodes.length !== shadow.querySelectorAll("*").length || nodes.some((n) => !n.isConnected)`) {
				t.Error("Go's nodes are not those that were there")
			}
			if p.Focused() != "cookies-customize" || harness.Eval[int](p, `blurs`) != 0 {
				t.Errorf("the focus is on %q, after %d losses", p.Focused(), harness.Eval[int](p, `blurs`))
			}
			p.Press(kb.Enter) // and it is Go that answers
			p.WaitDialog()
		})
	}
}

// TestJournal: a choice that only Go can record, made before it is there,
// outlives the page: the next one records it, dated when it was made, and does
// not ask.
func Journal(t *testing.T) {
	Besides(t)
	src, let := harness.HeldProgram(t)
	address := harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, `data-trackers="matomo"`))
	p := harness.NewPage(t)
	p.Open(address)
	p.WaitNotice()
	since := time.Now()
	p.Click("cookies-accept")
	p.WaitClosed()
	if p.Cookie() != nil || harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`) {
		t.Error("something is allowed before Go has recorded it")
	}
	let()
	p.Open(address)
	p.Wait(`cookiesPreferences.get() !== null`)
	if harness.Eval[bool](p, `$("cookies-accept") !== null`) {
		t.Error("the next page asks again")
	}
	harness.CheckAllowed(t, p, preferences.Statistics, preferences.Internal, preferences.ThirdParty, preferences.Matomo)
	if got, _ := preferences.Decode(p.Cookie().Value, time.Now()); got.Time().After(since.Add(2 * time.Second)) {
		t.Errorf("the choice is dated %v, it was made at %v", got.Time(), since)
	}
	if n := harness.Eval[int](p, `localStorage.length + sessionStorage.length`); n != 0 {
		t.Error("the journal outlives its use")
	}
	harness.CheckQuiet(t, p)
}
