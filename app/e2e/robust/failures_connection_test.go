package robust

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
)

// connectionFailures: the connection is lost, or stalls.
func connectionFailures(t *testing.T) []hardship {
	return []hardship{
		{name: "offline once the page is there", want: cannotOpen,
			announced: []string{"net::ERR_INTERNET_DISCONNECTED"},
			arrange:   func(p *harness.Page) func() { return func() { offline(p, false) } },
			during:    func(p *harness.Page) { offline(p, true) }},
		{name: "program stalls", want: cannotOpen, host: instead(".wasm", stalls(t)),
			before: hurried},
		{name: "program stalls, accept", want: recordedLater, accept: true,
			host: instead(".wasm", stalls(t)), before: hurried},
		{name: "module stalls", want: cannotOpen, host: instead("go-", stalls(t)), before: hurried},
	}
}

// offline takes the tab's connection away, or gives it back.
func offline(p *harness.Page, gone bool) {
	p.T.Helper()
	all := []*network.Conditions{{Offline: gone, DownloadThroughput: -1, UploadThroughput: -1}}
	harness.Call(p, network.EmulateNetworkConditionsByRule,
		network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: all})
}

// hurried makes the ten seconds that the banner waits for the program a fifth of a second.
const hurried = `(() => {
	const { setTimeout } = window;
	window.setTimeout = (callback, delay, ...rest) =>
		setTimeout(callback, delay >= 10_000 ? 200 : delay, ...rest);
})();`

// TestReopenedOnASlowConnection: when the reopened preferences are late, a message says so, and the
// visitor can answer without the program. When it comes all the same, the preferences open in the
// notice's place, unless the visitor has answered.
func TestReopenedOnASlowConnection(t *testing.T) {
	t.Parallel()
	for _, answered := range []bool{false, true} {
		src, release := harness.HeldProgram(t)
		page := strings.Replace(harness.HeldPage(src, ""), "<script>", "<script>"+hurried, 1)
		p := harness.NewPage(t)
		p.Open(harness.ServeText(t, "/portail", "text/html", page))
		p.WaitNotice()
		p.Click("cookies-accept")
		p.WaitClosed()
		p.Reload()
		p.Click("open")
		waitToRead(p, cannotOpen)
		if answered {
			p.Click("cookies-refuse")
			p.WaitClosed()
			release()
			p.Settle()
			if harness.Eval[bool](p, `$("cookies-dialog") !== null || $("cookies-accept") !== null`) {
				t.Error("what was answered is asked again")
			}
		} else {
			release()
			p.WaitDialog()
			p.Click("cookies-refuse-all")
			p.WaitClosed()
		}
		harness.CheckAllowed(p)
	}
}

// TestToldWithoutTheProgram: a visitor who opens the preferences with the keyboard while the
// program is missing gets a message in an existing live region, and keeps the focus on the control
// (RGAA 7.3, 7.5).
func TestToldWithoutTheProgram(t *testing.T) {
	t.Parallel()
	src := harness.ServeBuild(t, instead(".wasm", status(404)))
	address := harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, ""))
	for _, c := range []struct {
		trigger string
		chosen  bool // before
	}{{"Personnaliser", false}, {"Gérer mes cookies", false}, {"Gérer mes cookies", true}} {
		p := harness.NewPage(t)
		p.Expect("404")
		harness.Record(p)
		p.Open(address)
		p.WaitNotice()
		if c.chosen {
			p.Click("cookies-refuse")
			p.WaitClosed()
			p.Reload()
		}
		p.TabTo("button", c.trigger)
		p.Press(kb.Enter)
		p.Wait(`announcements.length`)
		for _, text := range p.Announced() {
			if strings.HasPrefix(text, harness.Mute) {
				t.Errorf("%s, chosen: %v: screen readers may leave out %s", c.trigger, c.chosen, text)
			}
		}
		if n := p.AxFocused(); n.Name != c.trigger {
			t.Errorf("%s, chosen: %v: the focus is left on %s", c.trigger, c.chosen, n.French())
		}
	}
}
