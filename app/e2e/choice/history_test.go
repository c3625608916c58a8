package choice

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
)

// TestBackForwardCache: a page that the browser brings back as it was left follows what was chosen
// on the next page: it does not ask again, opens or closes what waits, and announces one change.
// Neither the program nor open preferences keep the browser from bringing it back.
func TestBackForwardCache(t *testing.T) {
	t.Parallel()
	run := func(call string) func(*harness.Page) {
		return func(p *harness.Page) { harness.Eval[any](p, `(cookiesPreferences.`+call+`, null)`) }
	}
	acceptedWithPreferencesOpen := func(p *harness.Page) {
		p.Choose("cookies-accept")
		p.Reload()
		harness.CheckHistoryGates(p, true)
		p.OpenDialog("open")
		p.Wait(harness.Started)
	}
	for _, c := range []struct {
		name             string
		before, nextPage func(*harness.Page)
		statistics       string // whether they are allowed at the end
	}{
		{"accepted", func(*harness.Page) {},
			func(p *harness.Page) { p.Click("cookies-accept"); p.WaitClosed() }, "true"},
		{"withdrawn, with the program", func(p *harness.Page) {
			acceptedWithPreferencesOpen(p)
			p.Press(kb.Escape)
			p.WaitClosed()
		}, run("refuse()"), "false"},
		{"forgotten, with the preferences open", acceptedWithPreferencesOpen,
			run("forget()"), "undefined"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			harness.ServeText(t, "/video", "text/html", "<title>Vidéo</title><p>Une vidéo")
			harness.ServeText(t, "/suite", "text/html",
				harness.HistoryPage("/banner/banner.js", "", "portail"))
			p := harness.OpenPortal(t, harness.HistoryPage("/banner/banner.js", "", "suite"))
			c.before(p)
			harness.Leave(p)
			c.nextPage(p)
			harness.ComeBack(p)
			harness.CheckHistoryGates(p, c.statistics == "true")
			harness.CheckChangeEvent(p, c.statistics)
			if c.statistics == "undefined" {
				p.WaitNotice()
				p.Click("cookies-refuse")
			}
			harness.CheckNotAsked(p)
		})
	}
}
