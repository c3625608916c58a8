package choice

import (
	"fmt"
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// checkRan holds the script that waits to having run just so often.
func checkRan(t *testing.T, p *harness.Page, times int) {
	t.Helper()
	if ran := harness.Eval[[]string](p, `ran`); len(ran) != times {
		t.Errorf("the script that waits ran %d times, want %d", len(ran), times)
	}
}

// TestBackForwardCache: a page that comes back as it was left follows what was
// chosen meanwhile: it asks nothing twice, keeps nothing open, is told once. And it
// does come back as it was left: nothing of the banner keeps it from that, its
// program and its preferences included.
func TestBackForwardCache(t *testing.T) {
	t.Parallel()
	accept := func(p *harness.Page) { p.Click("cookies-accept"); p.WaitClosed() }
	refuse := func(p *harness.Page) { p.Click("cookies-refuse"); p.WaitClosed() }
	program := func(p *harness.Page) { // opened and closed: the program runs
		p.Click("open")
		p.WaitDialog()
		p.Press("\x1b")
		p.Wait(`$("cookies-dialog") === null`)
	}
	dialog := func(p *harness.Page) { p.Click("open"); p.WaitDialog() }
	chosen := func(p *harness.Page) {
		accept(p)
		p.Reload()
		harness.CheckHistoryGates(p.T, p, true)
	}
	then := func(acts ...func(*harness.Page)) func(*harness.Page) {
		return func(p *harness.Page) {
			for _, act := range acts {
				act(p)
			}
		}
	}
	script := func(name string) func(*harness.Page) {
		return func(p *harness.Page) { harness.Eval[any](p, `(cookiesPreferences.`+name+`(), null)`) }
	}

	accepted := func(t *testing.T, p *harness.Page) {
		harness.CheckNotAsked(t, p)
		harness.CheckHistoryGates(t, p, true)
		harness.CheckTold(t, p, "true")
		checkRan(t, p, 1)
	}
	refused := func(t *testing.T, p *harness.Page) {
		harness.CheckNotAsked(t, p)
		harness.CheckHistoryGates(t, p, false)
		harness.CheckTold(t, p, "false")
		checkRan(t, p, 0)
	}
	withdrawn := func(t *testing.T, p *harness.Page) {
		harness.CheckNotAsked(t, p)
		harness.CheckHistoryGates(t, p, false)
		harness.CheckTold(t, p, "false")
	}
	forgotten := func(t *testing.T, p *harness.Page) {
		p.WaitNotice()
		if harness.Eval[bool](p, `$("cookies-dialog") !== null`) {
			t.Error("the preferences are open over the notice")
		}
		harness.CheckHistoryGates(t, p, false)
		harness.CheckTold(t, p, "undefined")
		refuse(p)
		harness.CheckAllowed(t, p)
		harness.CheckNotAsked(t, p)
	}

	for _, test := range []struct {
		name      string
		before    func(*harness.Page) // on the page, once its notice is up
		meanwhile func(*harness.Page) // on the next page
		after     func(*testing.T, *harness.Page)
	}{
		{"accepted", nil, accept, accepted},
		{"refused", nil, refuse, refused},
		{"accepted, with the program", program, accept, accepted},
		{"refused, with the program", program, refuse, refused},
		{"accepted, with the preferences open", dialog, accept, func(t *testing.T, p *harness.Page) {
			p.Wait(`$("cookies-accept") === null`)
			harness.CheckTold(t, p, "true")
			harness.CheckHistoryGates(t, p, true)
			checkRan(t, p, 1)
			p.Press("\x1b") // what the visitor had opened is theirs to close
			harness.CheckNotAsked(t, p)
			harness.CheckAllowed(t, p, append(preferences.Categories[:], preferences.Trackers[:]...)...)
		}},
		{"withdrawn", chosen, script("refuse"), withdrawn},
		{"withdrawn, with the program", then(chosen, program), script("refuse"), withdrawn},
		{"forgotten", chosen, script("forget"), forgotten},
		{"forgotten, chosen on the page", accept, script("forget"), forgotten},
		{"forgotten, with the program", then(chosen, program), script("forget"), forgotten},
		{"forgotten, with the preferences open", then(chosen, dialog), script("forget"), forgotten},
	} {
		t.Run(test.name, func(t *testing.T) {
			harness.ServeText(t, "/video", "text/html", "<title>Vidéo</title><p>Une vidéo")
			address := harness.ServeText(t, "/portail", "text/html", harness.HistoryPage("/banner/banner.js", "", "suite"))
			harness.ServeText(t, "/suite", "text/html", harness.HistoryPage("/banner/banner.js", "", "portail"))
			p := harness.NewPage(t)
			p.Open(address)
			p.WaitNotice()
			if test.before != nil {
				test.before(p)
			}
			harness.Leave(p)
			test.meanwhile(p)
			harness.ComeBack(t, p)
			test.after(t, p)
		})
	}
}

// TestBackForwardCacheUnrecorded: a page that comes back before the program has
// recorded what was accepted on the next one asks nothing, and sees to it.
func TestBackForwardCacheUnrecorded(t *testing.T) {
	t.Parallel()
	for _, running := range []bool{false, true} {
		t.Run(fmt.Sprint(running), func(t *testing.T) {
			src, let := harness.HeldProgram(t)
			harness.ServeText(t, "/video", "text/html", "<title>Vidéo</title><p>Une vidéo")
			here := src
			if running {
				here = "/banner/banner.js"
			}
			address := harness.ServeText(t, "/portail", "text/html", harness.HistoryPage(here, `data-trackers="matomo"`, "suite"))
			harness.ServeText(t, "/suite", "text/html", harness.HistoryPage(src, `data-trackers="matomo"`, "portail"))
			p := harness.NewPage(t)
			p.Open(address)
			p.WaitNotice()
			if running {
				p.Start()
			}
			harness.Leave(p)
			p.Click("cookies-accept")
			p.WaitClosed()
			harness.ComeBack(t, p)
			p.Wait(`!$("cookies-accept")?.checkVisibility()`)
			let()
			harness.CheckTold(t, p, "true")
			harness.CheckHistoryGates(t, p, true)
			checkRan(t, p, 1)
			harness.CheckNotAsked(t, p)
			harness.CheckAllowed(t, p, harness.Everything...)
		})
	}
}

// TestAnotherTabWithTheProgram: a tab whose notice the program has taken over
// follows the others too: what waits to be recorded there closes it, what is
// forgotten there asks again.
func TestAnotherTabWithTheProgram(t *testing.T) { flows.AnotherTabWithTheProgram(t) }
