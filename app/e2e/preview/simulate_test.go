package preview

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/preview/workshop"
	"cookies-preferences/banner/preferences"
)

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
	harness.Simulate(p, "restart")
	waitPreview(p, asks)
	if c := p.Cookie(); c != nil {
		t.Errorf("after « Recommencer » there is a cookie: %+v", c)
	}

	harness.Simulate(p, "cookies-blocked")
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

	p.Wait(`$("past-181").disabled`) // a browser that blocks cookies has no past choice
	harness.Simulate(p, "cookies-blocked")
	harness.Simulate(p, "past-charter")
	waitPreview(p, asks)
	p.Wait(`$("reading").innerText.startsWith("Le choix porte sur une autre version")`)
	harness.Simulate(p, "past-181")
	waitPreview(p, asks)
	p.Wait(`$("reading").innerText.startsWith("Le cookie n’est pas valable")`)

	harness.Simulate(p, "restart")
	harness.Simulate(p, "gpc")
	waitPreview(p, `root?.querySelector(".notice")?.innerText.includes("suiv")`)
	harness.Simulate(p, "gpc")
	p.Until("a link without simulations", func() bool {
		state, _ := workshop.ParseLink(harness.Eval[string](p, `location.hash.slice(1)`))
		return state.View == workshop.View{Width: workshop.Widths[0], Dark: true}
	})
}

// checkRecorded accepts everything in the preview: the timeline reports the cookie, which is
// shown as the browser has it.
func checkRecorded(p *harness.Page) {
	p.T.Helper()
	harness.ClickInPreview(p, "cookies-accept")
	happens(p, "Cookie enregistré\u00a0: "+preferences.CookieName+" (durée\u00a0: 180\u00a0jours)")
	timeline := harness.Eval[string](p, `$("timeline").innerText`)
	if strings.Contains(timeline, "effacé\u00a0:") {
		p.T.Errorf("the timeline reports a cookie as erased that never was there:\n%s", timeline)
	}
	p.Wait(`$("cookie-raw").innerText === document.cookie`)
}
