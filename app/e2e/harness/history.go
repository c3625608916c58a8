package harness

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// historyPage is a page with the banner's script at src, a script and a frame
// that wait, and a link to another page, "next". It notes in shows, for each time
// that it is shown, whether it came from the back/forward cache.
func HistoryPage(src, attributes, next string) string {
	page := strings.Replace(HeldPage(src, attributes), "<script>", `<script>
		window.ran = []; window.shows = [];
		addEventListener("pageshow", (event) => shows.push(event.persisted));`, 1)
	return strings.Replace(page, "</main>", `
		<script type="text/plain" data-cookies="statistics">ran.push("statistics")</script>
		<iframe id="video" title="Vidéo" width="400" height="225" data-cookies="third_party" data-src="video"></iframe>
		<p><a id="next" href="`+next+`">Page suivante</a></p></main>`, 1)
}

// checkHistoryGates waits until what waits on such a page is open, or closed.
func CheckHistoryGates(t *testing.T, p *Page, open bool) {
	t.Helper()
	p.Wait(fmt.Sprintf(`($("video").contentDocument?.title === "Vidéo") === %v && $("video").hasAttribute("src") === %[1]v`, open))
	p.Wait(fmt.Sprintf(`["statistics", "third_party"].every((name) => cookiesPreferences.allows(name) === %v)`, open))
}

// checkTold waits for the one change that a page is told of when it is come back
// to, and for the choice that it says.
func CheckTold(t *testing.T, p *Page, statistics string) {
	t.Helper()
	p.Wait(`changes.length > 0`)
	p.Settle()
	if n := Eval[int](p, `changes.length`); n != 1 {
		t.Errorf("the page is told of %d changes, want one", n)
	}
	for _, choice := range []string{`changes[0].preferences`, `cookiesPreferences.get()`} {
		if got := Eval[string](p, `String(`+choice+`?.statistics)`); got != statistics {
			t.Errorf("%s allows statistics: %s, want %s", choice, got, statistics)
		}
	}
}

// checkNotAsked waits until nothing asks, and holds a page to it.
func CheckNotAsked(t *testing.T, p *Page) {
	t.Helper()
	p.WaitClosed()
	p.Settle()
	p.WaitClosed()
}

// leave follows the link to the next page, which may be under an open dialog.
func Leave(p *Page) {
	p.T.Helper()
	p.Settle()
	Eval[any](p, `(changes.length = 0, setTimeout(() => $("next").click()), null)`)
	p.arrive(`location.pathname.endsWith("/suite") && window.cookiesPreferences`)
	p.Settle()
}

// arrive waits for what is true once the tab is on another page. What is asked of
// a page that goes, or is on its way back, may never be answered: it is asked again.
func (p *Page) arrive(expression string) {
	p.T.Helper()
	deadline := time.Now().Add(p.Patience)
	for {
		ctx, cancel := context.WithTimeout(p.Ctx, 2*time.Second)
		arrived, err := p.Driver.evaluate(ctx, "Promise.resolve(Boolean("+expression+"))", false)
		cancel()
		if string(arrived) == "true" {
			return
		}
		if time.Now().After(deadline) {
			p.T.Fatalf("waited in vain for the page where %s: %v", expression, err)
		}
		time.Sleep(15 * time.Millisecond)
	}
}

// comeBack goes back to the page before, and holds the browser to having kept it
// as it was left.
func ComeBack(t *testing.T, p *Page) {
	t.Helper()
	reasons := p.Driver.whyNotKept(p)
	p.Drive(p.Driver.back)
	p.arrive(`location.pathname.endsWith("/portail") && window.shows &&
		(shows.length > 1 || performance.getEntriesByType("navigation")[0].type === "back_forward")`)
	shows := Eval[[]bool](p, `shows`)
	if reasons := reasons(); len(reasons) > 0 || !slices.Equal(shows, []bool{false, true}) {
		t.Fatalf("the page did not come back as it was left: shown from the cache %v, reasons against %q", shows, reasons)
	}
}
