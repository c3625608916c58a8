package browsertest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/banner/preferences"
)

// historyPage is a page with the banner's script at src, a script and a frame
// that wait, and a link to another page, "next". It notes in shows, for each time
// that it is shown, whether it came from the back/forward cache.
func historyPage(src, attributes, next string) string {
	page := strings.Replace(heldPage(src, attributes), "<script>", `<script>
		window.ran = []; window.shows = [];
		addEventListener("pageshow", (event) => shows.push(event.persisted));`, 1)
	return strings.Replace(page, "</main>", `
		<script type="text/plain" data-cookies="statistics">ran.push("statistics")</script>
		<iframe id="video" title="Vidéo" width="400" height="225" data-cookies="third_party" data-src="video"></iframe>
		<p><a id="next" href="`+next+`">Page suivante</a></p></main>`, 1)
}

// checkHistoryGates waits until what waits on such a page is open, or closed.
func checkHistoryGates(t *testing.T, p *page, open bool) {
	t.Helper()
	p.wait(fmt.Sprintf(`($("video").contentDocument?.title === "Vidéo") === %v && $("video").hasAttribute("src") === %[1]v`, open))
	p.wait(fmt.Sprintf(`["statistics", "third_party"].every((name) => cookiesPreferences.allows(name) === %v)`, open))
}

// checkRan holds the script that waits to having run just so often.
func checkRan(t *testing.T, p *page, times int) {
	t.Helper()
	if ran := eval[[]string](p, `ran`); len(ran) != times {
		t.Errorf("the script that waits ran %d times, want %d", len(ran), times)
	}
}

// checkTold waits for the one change that a page is told of when it is come back
// to, and for the choice that it says.
func checkTold(t *testing.T, p *page, statistics string) {
	t.Helper()
	p.wait(`changes.length > 0`)
	p.settle()
	if n := eval[int](p, `changes.length`); n != 1 {
		t.Errorf("the page is told of %d changes, want one", n)
	}
	for _, choice := range []string{`changes[0].preferences`, `cookiesPreferences.get()`} {
		if got := eval[string](p, `String(`+choice+`?.statistics)`); got != statistics {
			t.Errorf("%s allows statistics: %s, want %s", choice, got, statistics)
		}
	}
}

// checkNotAsked waits until nothing asks, and holds a page to it.
func checkNotAsked(t *testing.T, p *page) {
	t.Helper()
	p.waitClosed()
	p.settle()
	p.waitClosed()
}

// TestBackForwardCache: a page that comes back as it was left follows what was
// chosen meanwhile: it asks nothing twice, keeps nothing open, is told once. And it
// does come back as it was left: nothing of the banner keeps it from that, its
// program and its preferences included.
func TestBackForwardCache(t *testing.T) {
	t.Parallel()
	accept := func(p *page) { p.click("cookies-accept"); p.waitClosed() }
	refuse := func(p *page) { p.click("cookies-refuse"); p.waitClosed() }
	program := func(p *page) { // opened and closed: the program runs
		p.click("open")
		p.waitDialog()
		p.press("\x1b")
		p.wait(`$("cookies-dialog") === null`)
	}
	dialog := func(p *page) { p.click("open"); p.waitDialog() }
	chosen := func(p *page) {
		accept(p)
		p.reload()
		checkHistoryGates(p.t, p, true)
	}
	then := func(acts ...func(*page)) func(*page) {
		return func(p *page) {
			for _, act := range acts {
				act(p)
			}
		}
	}
	script := func(name string) func(*page) {
		return func(p *page) { eval[any](p, `(cookiesPreferences.`+name+`(), null)`) }
	}

	accepted := func(t *testing.T, p *page) {
		checkNotAsked(t, p)
		checkHistoryGates(t, p, true)
		checkTold(t, p, "true")
		checkRan(t, p, 1)
	}
	refused := func(t *testing.T, p *page) {
		checkNotAsked(t, p)
		checkHistoryGates(t, p, false)
		checkTold(t, p, "false")
		checkRan(t, p, 0)
	}
	withdrawn := func(t *testing.T, p *page) {
		checkNotAsked(t, p)
		checkHistoryGates(t, p, false)
		checkTold(t, p, "false")
	}
	forgotten := func(t *testing.T, p *page) {
		p.waitNotice()
		if eval[bool](p, `$("cookies-dialog") !== null`) {
			t.Error("the preferences are open over the notice")
		}
		checkHistoryGates(t, p, false)
		checkTold(t, p, "undefined")
		refuse(p)
		checkAllowed(t, p)
		checkNotAsked(t, p)
	}

	for _, test := range []struct {
		name      string
		before    func(*page) // on the page, once its notice is up
		meanwhile func(*page) // on the next page
		after     func(*testing.T, *page)
	}{
		{"accepted", nil, accept, accepted},
		{"refused", nil, refuse, refused},
		{"accepted, with the program", program, accept, accepted},
		{"refused, with the program", program, refuse, refused},
		{"accepted, with the preferences open", dialog, accept, func(t *testing.T, p *page) {
			p.wait(`$("cookies-accept") === null`)
			checkTold(t, p, "true")
			checkHistoryGates(t, p, true)
			checkRan(t, p, 1)
			p.press("\x1b") // what the visitor had opened is theirs to close
			checkNotAsked(t, p)
			checkAllowed(t, p, append(preferences.Categories[:], preferences.Trackers[:]...)...)
		}},
		{"withdrawn", chosen, script("refuse"), withdrawn},
		{"withdrawn, with the program", then(chosen, program), script("refuse"), withdrawn},
		{"forgotten", chosen, script("forget"), forgotten},
		{"forgotten, chosen on the page", accept, script("forget"), forgotten},
		{"forgotten, with the program", then(chosen, program), script("forget"), forgotten},
		{"forgotten, with the preferences open", then(chosen, dialog), script("forget"), forgotten},
	} {
		t.Run(test.name, func(t *testing.T) {
			serveText(t, "/video", "text/html", "<title>Vidéo</title><p>Une vidéo")
			address := serveText(t, "/portail", "text/html", historyPage("/banner/banner.js", "", "suite"))
			serveText(t, "/suite", "text/html", historyPage("/banner/banner.js", "", "portail"))
			p := newPage(t)
			p.open(address)
			p.waitNotice()
			if test.before != nil {
				test.before(p)
			}
			leave(p)
			test.meanwhile(p)
			comeBack(t, p)
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
			src, let := heldProgram(t)
			serveText(t, "/video", "text/html", "<title>Vidéo</title><p>Une vidéo")
			here := src
			if running {
				here = "/banner/banner.js"
			}
			address := serveText(t, "/portail", "text/html", historyPage(here, `data-trackers="matomo"`, "suite"))
			serveText(t, "/suite", "text/html", historyPage(src, `data-trackers="matomo"`, "portail"))
			p := newPage(t)
			p.open(address)
			p.waitNotice()
			if running {
				p.start()
			}
			leave(p)
			p.click("cookies-accept")
			p.waitClosed()
			comeBack(t, p)
			p.wait(`!$("cookies-accept")?.checkVisibility()`)
			let()
			checkTold(t, p, "true")
			checkHistoryGates(t, p, true)
			checkRan(t, p, 1)
			checkNotAsked(t, p)
			checkAllowed(t, p, everything...)
		})
	}
}

// leave follows the link to the next page, which may be under an open dialog.
func leave(p *page) {
	p.t.Helper()
	p.settle()
	eval[any](p, `(changes.length = 0, setTimeout(() => $("next").click()), null)`)
	p.arrive(`location.pathname.endsWith("/suite") && window.cookiesPreferences`)
	p.settle()
}

// arrive waits for what is true once the tab is on another page. What is asked of
// a page that goes, or is on its way back, may never be answered: it is asked again.
func (p *page) arrive(expression string) {
	p.t.Helper()
	deadline := time.Now().Add(p.patience)
	for {
		ctx, cancel := context.WithTimeout(p.ctx, 2*time.Second)
		arrived, err := p.driver.evaluate(ctx, "Promise.resolve(Boolean("+expression+"))", false)
		cancel()
		if string(arrived) == "true" {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("waited in vain for the page where %s: %v", expression, err)
		}
		time.Sleep(15 * time.Millisecond)
	}
}

// comeBack goes back to the page before, and holds the browser to having kept it
// as it was left.
func comeBack(t *testing.T, p *page) {
	t.Helper()
	reasons := p.driver.whyNotKept(p)
	p.drive(p.driver.back)
	p.arrive(`location.pathname.endsWith("/portail") && window.shows &&
		(shows.length > 1 || performance.getEntriesByType("navigation")[0].type === "back_forward")`)
	shows := eval[[]bool](p, `shows`)
	if reasons := reasons(); len(reasons) > 0 || !slices.Equal(shows, []bool{false, true}) {
		t.Fatalf("the page did not come back as it was left: shown from the cache %v, reasons against %q", shows, reasons)
	}
}

// TestAnotherTabWithTheProgram: a tab whose notice the program has taken over
// follows the others too: what waits to be recorded there closes it, what is
// forgotten there asks again.
func TestAnotherTabWithTheProgram(t *testing.T) {
	besides(t)
	src, let := heldProgram(t)
	p := newPage(t)
	p.open(serveText(t, "/portail", "text/html", heldPage("/banner/banner.js", `data-trackers="matomo"`)))
	p.waitNotice()
	p.start()
	other := p.tab()
	other.open(serveText(t, "/suite", "text/html", heldPage(src, `data-trackers="matomo"`)))
	other.waitNotice()
	other.click("cookies-accept")
	other.waitClosed()
	p.wait(`!$("cookies-accept")?.checkVisibility()`)
	let()
	checkTold(t, p, "true")
	p.waitClosed()
	checkAllowed(t, p, everything...)

	eval[any](p, `(changes.length = 0, null)`)
	eval[any](other, `(cookiesPreferences.forget(), null)`)
	checkTold(t, p, "undefined")
	for _, tab := range []*page{other, p} {
		tab.waitNotice()
	}
	p.click("cookies-refuse")
	for _, tab := range []*page{p, other} {
		tab.waitClosed()
	}
	checkAllowed(t, p)
}
