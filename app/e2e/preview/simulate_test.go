package preview

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/preview/workshop"
	"cookies-preferences/banner/preferences"
)

// simulate presses one of the preview's buttons, and waits for the page that it loads.
func simulate(p *harness.Page, button string) {
	p.T.Helper()
	before := strconv.Quote(harness.Eval[string](p, harness.InPreview(`page.location.href`)))
	p.Click(button)
	waitPreview(p, `page.location.href !== `+before+` && page.document.readyState === "complete"`)
}

// TestWorkshopSimulations: each button simulates what it says, and the banner in the preview
// does what a visitor would see then.
func TestWorkshopSimulations(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	s := workshop.Default(harness.Aude)
	s.Accent = "#8a1c3f"
	harness.ShowWorkshop(p, harness.StateLink(s, workshop.View{Dark: true}))
	waitPreview(p, `page.getComputedStyle(root.host).getPropertyValue("--cookies-accent")
		=== "`+s.Accent+`"`)
	waitPreview(p, `page.document.documentElement.matches(".dark")
		&& root.querySelector(".cookies").dataset.theme === "dark"`)

	checkRecorded(p)
	simulate(p, "restart")
	waitPreview(p, asks)
	if c := p.Cookie(); c != nil {
		t.Errorf("after « Recommencer » there is a cookie: %+v", c)
	}

	simulate(p, "cookies-blocked")
	waitPreview(p, asks)
	if !harness.Eval[bool](p, harness.InPreview(`["localStorage", "sessionStorage"].every(
		(storage) => { try { return !page[storage]; } catch { return true; } })`)) {
		t.Error("a browser that blocks cookies has storage")
	}
	harness.ClickInPreview(p, "cookies-accept")
	waitPreview(p, `find("cookies-status")?.innerText.includes("cookies")`)
	happens(p, "Cookie refusé par le navigateur")
	if c := p.Cookie(); c != nil {
		t.Errorf("the browser blocks cookies and has %+v", c)
	}

	simulate(p, "past-179") // unblocks the cookies: a blocking browser has no past choice
	waitPreview(p, silent)
	happens(p, "il y a 179\u00a0jours")
	p.Wait(`$("reading").innerText.startsWith("Choix du ")`)
	p.Wait(`$("cookies-blocked").getAttribute("aria-pressed") === "false"`)
	left := time.Until(p.Cookie().Expires)
	if left < 23*time.Hour || left > 25*time.Hour {
		t.Errorf("%s remain of the 180 days", left)
	}
	simulate(p, "past-charter")
	waitPreview(p, asks)
	p.Wait(`$("reading").innerText.startsWith("Le choix porte sur une autre version")`)
	simulate(p, "past-181")
	waitPreview(p, asks)
	p.Wait(`$("reading").innerText.startsWith("Le cookie n’est pas valable")`)

	simulate(p, "slow-connection")
	waitPreview(p, asks)
	waitPreview(p, `page.performance.getEntriesByType("resource").some(
		({name, duration}) => name.endsWith("/banner.js") && duration > 190)`)
	simulate(p, "slow-connection")

	p.Expect("404")
	simulate(p, "program-missing")
	waitPreview(p, asks)
	harness.ClickInPreview(p, "cookies-customize")
	happens(p, "cookies_preferences:error")
	happens(p, "Fichier absent ou refusé")
	waitPreview(p, `find("cookies-status")?.innerText !== ""`)
	harness.ClickInPreview(p, "cookies-refuse")
	waitPreview(p, `page.cookiesPreferences.get()?.statistics === false`)
	simulate(p, "program-missing")

	simulate(p, "restart")
	simulate(p, "gpc")
	waitPreview(p, `root?.querySelector(".notice")?.innerText.includes("suiv")`)
	simulate(p, "gpc")
	p.Until("a link without simulations", func() bool {
		state, _ := workshop.ParseLink(harness.Eval[string](p, `location.hash.slice(1)`))
		return state.View == workshop.View{Width: workshop.Widths[0], Dark: true}
	})
}

// checkRecorded accepts everything in the preview: the timeline reports the cookie, which is
// shown as the browser has it, and decoded.
func checkRecorded(p *harness.Page) {
	p.T.Helper()
	harness.ClickInPreview(p, "cookies-accept")
	happens(p, "Cookie enregistré\u00a0: "+preferences.CookieName+" (durée\u00a0: 180\u00a0jours)")
	timeline := harness.Eval[string](p, `$("timeline").innerText`)
	if strings.Contains(timeline, "effacé\u00a0:") {
		p.T.Errorf("the timeline reports a cookie as erased that never was there:\n%s", timeline)
	}
	p.Wait(`$("cookie-raw").innerText === document.cookie`)
	if !harness.Eval[bool](p, `JSON.stringify(JSON.parse($("cookie-decoded").innerText))
		=== decodeURIComponent(document.cookie.split("=")[1])`) {
		p.T.Error("the decoded cookie is not the one in the browser")
	}
}
