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
	accept := func(p *harness.Page) { p.Click("cookies-accept"); p.WaitClosed() }
	refuse := func(p *harness.Page) { p.Click("cookies-refuse"); p.WaitClosed() }
	script := func(name string) func(*harness.Page) {
		return func(p *harness.Page) {
			harness.Eval[any](p, `(cookiesPreferences.`+name+`(), null)`)
		}
	}
	preferencesOpen := func(p *harness.Page) { p.Click("open"); p.WaitDialog() }
	acceptedBefore := func(p *harness.Page) {
		accept(p)
		p.Reload()
		harness.CheckHistoryGates(p, true)
		preferencesOpen(p)
	}
	programRuns := func(p *harness.Page) {
		acceptedBefore(p)
		p.Press(kb.Escape)
		p.WaitClosed()
	}

	for _, c := range []struct {
		name             string
		before, nextPage func(*harness.Page)
		statistics       string // whether they are allowed at the end
	}{
		{"accepted", nil, accept, "true"},
		{"refused, with the program", (*harness.Page).Start, refuse, "false"},
		{"accepted, with the preferences open", preferencesOpen, accept, "true"},
		{"withdrawn, with the program", programRuns, script("refuse"), "false"},
		{"forgotten, with the preferences open", acceptedBefore, script("forget"), "undefined"},
	} {
		t.Run(c.name, func(t *testing.T) {
			harness.ServeText(t, "/video", "text/html", "<title>Vidéo</title><p>Une vidéo")
			harness.ServeText(t, "/suite", "text/html",
				harness.HistoryPage("/banner/banner.js", "", "portail"))
			p := harness.NewPage(t)
			p.Open(harness.ServeText(t, "/portail", "text/html",
				harness.HistoryPage("/banner/banner.js", "", "suite")))
			p.WaitNotice()
			if c.before != nil {
				c.before(p)
			}
			harness.Leave(p)
			c.nextPage(p)
			harness.ComeBack(p)
			harness.CheckHistoryGates(p, c.statistics == "true")
			harness.CheckChangeEvent(p, c.statistics)
			if c.statistics == "undefined" {
				p.WaitNotice()
				refuse(p)
			} else if harness.Eval[bool](p, `$("cookies-dialog") !== null`) {
				p.Press(kb.Escape) // what the visitor opened stays open until they close it
			}
			harness.CheckNotAsked(p)
		})
	}
}

// TestBackForwardCacheUnrecorded: a page that comes back before the program has recorded what was
// accepted on the next page does not ask, and follows once it has.
func TestBackForwardCacheUnrecorded(t *testing.T) {
	t.Parallel()
	src, let := harness.HeldProgram(t)
	harness.ServeText(t, "/video", "text/html", "<title>Vidéo</title><p>Une vidéo")
	harness.ServeText(t, "/suite", "text/html",
		harness.HistoryPage(src, `data-trackers="matomo"`, "portail"))
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html",
		harness.HistoryPage(src, `data-trackers="matomo"`, "suite")))
	p.WaitNotice()
	harness.Leave(p)
	p.Click("cookies-accept")
	p.WaitClosed()
	harness.ComeBack(p)
	p.WaitClosed()
	let()
	harness.CheckChangeEvent(p, "true")
	harness.CheckHistoryGates(p, true)
	harness.CheckNotAsked(p)
	harness.CheckAllowed(p, harness.Everything...)
}
