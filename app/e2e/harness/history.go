package harness

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"cookies-preferences/app/internal/browser"
)

// HistoryPage is a page with the banner's script at src, a gated script, a gated frame and
// a link to the next page. Each time it is shown, it notes in window.shows whether it came
// from the back/forward cache.
func HistoryPage(src, attributes, next string) string {
	page := strings.Replace(HeldPage(src, attributes), "<script>", `<script>
		window.ran = []; window.shows = [];
		addEventListener("pageshow", (event) => shows.push(event.persisted));`, 1)
	return strings.Replace(page, "</main>", `
		<script type="text/plain" data-cookies="statistics">ran.push("statistics")</script>
		<iframe id="video" title="Vidéo" width="400" height="225"
			data-cookies="third_party" data-src="video"></iframe>
		<p><a id="next" href="`+next+`">Page suivante</a></p></main>`, 1)
}

// CheckHistoryGates waits until the gates of such a page are open, or closed.
func CheckHistoryGates(p *Page, open bool) {
	p.T.Helper()
	p.Wait(fmt.Sprintf(`($("video").contentDocument?.title === "Vidéo") === %v &&
		$("video").hasAttribute("src") === %[1]v &&
		["statistics", "third_party"].every((n) => cookiesPreferences.allows(n) === %[1]v)`, open))
}

// CheckChangeEvent waits for the one change event of a page that the visitor returns to, and checks
// the choice in it.
func CheckChangeEvent(p *Page, statistics string) {
	p.T.Helper()
	p.Wait(`changes.length > 0`)
	p.Settle()
	if n := Eval[int](p, `changes.length`); n != 1 {
		p.T.Errorf("the page got %d change events, want one", n)
	}
	for _, choice := range []string{`changes[0].preferences`, `cookiesPreferences.get()`} {
		if got := Eval[string](p, `String(`+choice+`?.statistics)`); got != statistics {
			p.T.Errorf("%s allows statistics: %s, want %s", choice, got, statistics)
		}
	}
}

// CheckNotAsked checks that the notice goes and does not come back.
func CheckNotAsked(p *Page) {
	p.T.Helper()
	p.WaitClosed()
	p.Settle()
	p.WaitClosed()
}

// Leave follows the link to the next page, which may be under an open dialog.
func Leave(p *Page) {
	p.T.Helper()
	p.Settle()
	Eval[any](p, `(changes.length = 0, setTimeout(() => $("next").click()), null)`)
	p.Arrive(`location.pathname.endsWith("/suite") && window.cookiesPreferences`)
	p.Settle()
}

// Arrive waits until an expression is true on the tab's next page. The page being left may never
// answer, so each evaluation has two seconds.
func (p *Page) Arrive(expression string) {
	p.T.Helper()
	p.Until(expression, func() bool {
		there, err := tryEval[bool](p, browser.PageWorld, 2*time.Second, "Boolean("+expression+")")
		return err == nil && there
	})
}

// ComeBack goes back to the previous page, and checks that the browser has kept it as it
// was left.
func ComeBack(p *Page) {
	p.T.Helper()
	p.Drive(p.Driver.Back)
	p.Arrive(`location.pathname.endsWith("/portail") && window.shows &&
		(shows.length > 1 ||
			performance.getEntriesByType("navigation")[0].type === "back_forward")`)
	if shows := Eval[[]bool](p, `shows`); !slices.Equal(shows, []bool{false, true}) {
		p.T.Fatalf("the page was not kept: shown from the cache %v", shows)
	}
}
