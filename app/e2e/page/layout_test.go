package page

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

// TestPageLayout: the banner's element takes no room in the page, and the page's rules for all
// its elements don't reach into it.
func TestPageLayout(t *testing.T) {
	t.Parallel()
	for name, style := range map[string]string{
		"grid": `body { display: grid; grid-template-rows: auto 1fr auto; min-height: 100vh; gap: 24px }
			button { all: unset !important; display: none !important }`,
		"flex": `body { display: flex; flex-direction: column; gap: 24px } div { position: fixed !important; inset: 0 }`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			with := strings.Replace(harness.PortalPage(`data-portal="`+harness.Aude+`"`), "</head>", "<style>"+style+"</style></head>", 1)
			without := strings.Replace(with, "/banner/banner.js", "data:text/javascript,", 1)
			const place = `JSON.stringify(document.getElementById("first").getBoundingClientRect())`
			p := harness.NewPage(t)
			p.Open(harness.ServeText(t, "/sans", "text/html", without))
			p.Settle()
			before := harness.Eval[string](p, place)
			p.Open(harness.ServeText(t, "/avec", "text/html", with))
			p.WaitNotice()
			if after := harness.Eval[string](p, place); after != before {
				t.Errorf("the portal was at %s and is at %s", before, after)
			}
			p.Click("cookies-refuse")
			p.WaitClosed()
		})
	}
}

// TestHiddenByABlocker: a blocker's rule that hides the banner leaves the page usable by mouse,
// wheel and keys, and everything optional refused.
func TestHiddenByABlocker(t *testing.T) {
	t.Parallel()
	page := strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`"`), "</head>",
		`<style>cookies-preferences { display: none !important } main { height: 5000px }</style></head>`, 1)
	page = strings.Replace(page, "</main>", `<script type="text/plain" data-cookies="statistics">window.ran = true</script></main>`, 1)
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", page))
	p.Wait(`window.cookiesPreferences && $("cookies-accept")`)
	checkUsable(t, p)
	p.Click("open")
	harness.CheckError(p, "hidden", "cannot be seen")
	checkUsable(t, p)
	if harness.Eval[bool](p, `cookiesPreferences.get() !== null || cookiesPreferences.allows("statistics") ||
		document.cookie !== "" || window.ran`) {
		t.Error("something was chosen, or runs")
	}
}

// checkUsable checks that a page answers the wheel, the mouse and the Tab key.
func checkUsable(t *testing.T, p *harness.Page) {
	t.Helper()
	harness.Eval[any](p, `(scrollTo(0, 0), history.replaceState(null, "", "#"), document.activeElement.blur(), null)`)
	if harness.Eval[bool](p, `document.querySelector("[inert]") !== null ||
		[document.documentElement, document.body].some((e) => getComputedStyle(e).overflow !== "visible")`) {
		t.Error("something is inert, or the page does not scroll")
	}
	p.Click("link")
	p.Wait(`location.hash === "#ancre"`)
	p.TabTo("button", "Gérer mes cookies")
	p.Scroll(600)
	p.Wait(`scrollY > 0`)
	harness.Eval[any](p, `(scrollTo(0, 0), null)`)
}

// TestInheritedStyles: styles that a page sets on <body>, and that its elements inherit,
// change nothing in the banner.
func TestInheritedStyles(t *testing.T) { flows.InheritedStyles(t) }
