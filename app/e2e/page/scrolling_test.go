package page

import (
	"fmt"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// longPage is a portal's page that scrolls, whose last links are under the notice at its end.
const longPage = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Portail</title>
<script src="/banner/banner.js" defer data-portal="opendata.aude.fr"></script>
<style>a { display: block; height: 60px }</style></head>
<body><main id="main" tabindex="-1"><a id="first" href="#a">Un lien</a><div style="height: 1400px"></div>
<a id="before" href="#b">Un lien</a><a id="last" href="#c">Le dernier</a></main></body></html>`

func openLong(t *testing.T) *harness.Page {
	t.Helper()
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/longue", "text/html", longPage))
	p.WaitNotice()
	return p
}

// TestMouseMovesNothing: an element that the mouse presses, or that a script focuses, stays
// where it is, beside the notice or half under it.
func TestMouseMovesNothing(t *testing.T) {
	t.Parallel()
	p := openLong(t)
	harness.Eval[any](p, `(scrollTo(0, 700), main.focus({preventScroll: true}), null)`)
	p.ClickAt([2]float64{300, 300})
	p.Settle()
	if y := harness.Eval[float64](p, `scrollY`); y != 700 {
		t.Errorf("a click in the text scrolls the page to %.0f", y)
	}
	harness.Eval[any](p, `(scrollTo(0, document.querySelector("#last").getBoundingClientRect().top + scrollY - innerHeight + 200), null)`)
	y := harness.Eval[float64](p, `scrollY`)
	box := harness.Eval[[2]float64](p, `(({x, y}) => [x + 20, y + 10])($("last").getBoundingClientRect())`)
	p.ClickAt(box)
	p.Wait(`location.hash === "#c"`)
	p.Settle()
	if after := harness.Eval[float64](p, `scrollY`); after != y {
		t.Errorf("a click on a link scrolls the page from %.0f to %.0f", y, after)
	}
}

// TestPageIsNoLongerAfterwards: the room that is added below the last link, to scroll it out
// from under the notice, goes with the notice.
func TestPageIsNoLongerAfterwards(t *testing.T) {
	t.Parallel()
	p := openLong(t)
	height := harness.Eval[float64](p, `document.documentElement.scrollHeight`)
	p.TabTo("link", "Le dernier")
	p.Wait(`document.activeElement.getBoundingClientRect().bottom <= shadow.querySelector(".notice").getBoundingClientRect().top`)
	if longer := harness.Eval[float64](p, `document.documentElement.scrollHeight`); longer <= height {
		t.Fatalf("the page is %.0f px high, was %.0f: there is nothing to test", longer, height)
	}
	p.Click("cookies-refuse")
	p.Wait(`document.documentElement.scrollHeight === ` + fmt.Sprint(height))
}
