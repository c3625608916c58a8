package page

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
)

// longPage is a portal's page of many links, some of which the notice covers.
const longPage = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Portail</title>
<script src="/banner/banner.js" defer data-portal="opendata.aude.fr"></script>
<style>a, button.fixed { display: block; height: 60px } .fixed { position: fixed; bottom: 20px; width: 200px }</style></head>
<body><main id="main" tabindex="-1"><a id="first" href="#a">Un lien</a><div style="height: 1400px"></div>
<a id="before" href="#b">Un lien</a><a id="last" href="#c">Le dernier</a></main>%s</body></html>`

func openLong(t *testing.T, more string) *harness.Page {
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/longue", "text/html", fmt.Sprintf(longPage, more)))
	p.WaitNotice()
	return p
}

// TestMouseMovesNothing: what is pressed with the mouse, or focused by a script,
// stays where it is, beside the notice or half under it.
func TestMouseMovesNothing(t *testing.T) {
	t.Parallel()
	p := openLong(t, "")
	harness.Eval[any](p, `(scrollTo(0, 700), main.focus({preventScroll: true}), null)`)
	p.ClickAt([2]float64{300, 300})
	if y := harness.Eval[float64](p, `scrollY`); y != 700 {
		t.Errorf("a click in the text scrolls the page to %.0f", y)
	}
	harness.Eval[any](p, `(scrollTo(0, document.querySelector("#last").getBoundingClientRect().top + scrollY - innerHeight + 200), null)`)
	y := harness.Eval[float64](p, `scrollY`)
	box := harness.Eval[[2]float64](p, `(({x, y}) => [x + 20, y + 10])($("last").getBoundingClientRect())`)
	p.ClickAt(box)
	p.Wait(`location.hash === "#c"`)
	if after := harness.Eval[float64](p, `scrollY`); after != y {
		t.Errorf("a click on a link scrolls the page from %.0f to %.0f", y, after)
	}
}

// TestPageIsNoLongerAfterwards: the room that the last link takes at the page's
// end is gone with the notice, however that goes.
func TestPageIsNoLongerAfterwards(t *testing.T) {
	t.Parallel()
	for _, end := range []string{`$("cookies-refuse").click()`, `cookiesPreferences.refuse()`} {
		p := openLong(t, "")
		height := harness.Eval[float64](p, `document.documentElement.scrollHeight`)
		for range 7 {
			p.Press(kb.Tab)
		}
		p.Wait(`document.activeElement.id === "last"`)
		p.Wait(`document.activeElement.getBoundingClientRect().bottom <= shadow.querySelector(".notice").getBoundingClientRect().top`)
		if longer := harness.Eval[float64](p, `document.documentElement.scrollHeight`); longer <= height {
			t.Fatalf("the page is %.0f px high, was %.0f: there is nothing to test", longer, height)
		}
		harness.Eval[any](p, `(`+end+`, null)`)
		p.Wait(`document.documentElement.scrollHeight === ` + fmt.Sprint(height))
	}
}

// TestFixedControls: what is fixed under the notice cannot be scrolled out from
// there; the page does not grow in the attempt.
func TestFixedControls(t *testing.T) {
	t.Parallel()
	p := openLong(t, `<button class="fixed" id="haut">Haut</button>`)
	height := harness.Eval[float64](p, `document.documentElement.scrollHeight`)
	for range 8 {
		p.Press(kb.Tab)
	}
	p.Wait(`document.activeElement.id === "haut"`)
	for range 3 {
		p.Press(kb.Shift)
	}
	if now := harness.Eval[float64](p, `document.documentElement.scrollHeight`); now > height+400 {
		t.Errorf("the page is %.0f px high, was %.0f", now, height)
	}
}
