package page

import (
	"fmt"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// longPage is a portal's page that scrolls, whose last links are under the notice at its end.
const longPage = `<!doctype html><html lang="fr"><head><meta charset="utf-8">
<title>Portail</title><style>a { display: block; height: 60px }</style>
<script src="/banner/banner.js" defer data-portal="` + harness.Aude + `"></script></head>
<body><main id="main" tabindex="-1"><div style="height: 1460px"></div>
<a id="before" href="#b">Un lien</a><a id="last" href="#c">Le dernier</a></main></body></html>`

// TestScrolling: an element that the mouse presses stays where it is, beside the notice or half
// under it. What gets the focus by Tab is scrolled out from under it, below the last link too:
// the room that this adds goes with the notice.
func TestScrolling(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowNotice(p, harness.ServeText(t, "/long", "text/html", longPage))
	height := harness.Eval[float64](p, `document.documentElement.scrollHeight`)
	pressed := func(at [2]float64, hash string) {
		t.Helper()
		y := harness.Eval[float64](p, `scrollY`)
		p.ClickAt(at)
		p.Wait(`location.hash === "` + hash + `"`)
		p.Settle()
		if after := harness.Eval[float64](p, `scrollY`); after != y {
			t.Errorf("a click scrolls the page from %.0f to %.0f", y, after)
		}
	}
	harness.Eval[any](p, `(scrollTo(0, 700), main.focus({preventScroll: true}), null)`)
	pressed([2]float64{300, 300}, "") // in the text
	harness.Eval[any](p, `(scrollTo(0,
		$("last").getBoundingClientRect().top + scrollY - innerHeight + 200), null)`)
	pressed(harness.Eval[[2]float64](p,
		`(({x, y}) => [x + 20, y + 10])($("last").getBoundingClientRect())`), "#c")

	harness.Eval[any](p, `($("before").focus(), null)`)
	p.TabTo("link", "Le dernier")
	p.Wait(`document.activeElement.getBoundingClientRect().bottom <=
		shadow.querySelector(".notice").getBoundingClientRect().top`)
	if harness.Eval[float64](p, `document.documentElement.scrollHeight`) <= height {
		t.Fatal("the page is no longer: there is nothing to test")
	}
	p.Click("cookies-refuse")
	p.Wait(`document.documentElement.scrollHeight === ` + fmt.Sprint(height))
}
