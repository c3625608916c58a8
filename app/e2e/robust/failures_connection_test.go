package robust

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
)

// connectionFailures: the connection is lost, or stalls.
func connectionFailures(t *testing.T) []hardship {
	return []hardship{
		{name: "offline once the page is there", want: cannotOpen,
			announced: []string{"net::ERR_INTERNET_DISCONNECTED"},
			arrange:   func(p *harness.Page) func() { return func() { p.Offline(false) } },
			during:    func(p *harness.Page) { p.Offline(true) }},
		{name: "dialog stalls", want: cannotOpen, host: instead("dialog-", stalls(t)),
			before: hurried},
		{name: "program stalls", host: instead(".wasm", stalls(t))},
		{name: "module stalls", host: instead("go-", stalls(t))},
	}
}

// hurried makes the ten seconds that the banner waits for a file a fifth of a second.
const hurried = `(() => {
	const { setTimeout } = window;
	window.setTimeout = (callback, delay, ...rest) =>
		setTimeout(callback, delay >= 9_000 ? 200 : delay, ...rest);
})();`

// TestReopenedOnASlowConnection: when the reopened preferences are late, a message says so, and the
// notice is there to answer without them. The next attempt opens them once they have come.
func TestReopenedOnASlowConnection(t *testing.T) {
	t.Parallel()
	src, release := harness.Held(t, "dialog-")
	page := strings.Replace(harness.HeldPage(src, ""), "<script>", "<script>"+hurried, 1)
	p := harness.OpenPortal(t, page)
	p.Choose("cookies-accept")
	p.Reload()
	p.Click("open")
	waitToRead(p, cannotOpen)
	p.WaitNotice()
	release()
	p.OpenDialog("open")
	p.Choose("cookies-refuse-all")
	harness.CheckAllowed(p)
}

// TestToldWithoutTheDialog: a visitor who opens the preferences with the keyboard while their file
// is missing gets a message in an existing live region, and keeps the focus on the control
// (RGAA 7.3, 7.5).
func TestToldWithoutTheDialog(t *testing.T) {
	t.Parallel()
	src := harness.ServeBuild(t, instead("dialog-", status(404)))
	address := harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, ""))
	for _, trigger := range []string{"Personnaliser", "Gérer mes cookies"} {
		p := harness.NewPage(t)
		p.Expect("404")
		harness.Record(p)
		harness.ShowNotice(p, address)
		if trigger == "Gérer mes cookies" {
			p.Choose("cookies-refuse")
			p.Reload()
		}
		p.TabTo("button", trigger)
		p.Press(kb.Enter)
		p.Wait(harness.Unavailable)
		for _, text := range p.Announced() {
			if strings.HasPrefix(text, harness.Mute) {
				t.Errorf("%s: screen readers may leave out %s", trigger, text)
			}
		}
		if n := p.AxFocused(); n.Name != trigger {
			t.Errorf("%s: the focus is left on %s", trigger, n.French())
		}
	}
}
