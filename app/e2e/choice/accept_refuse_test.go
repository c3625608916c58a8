package choice

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// TestAcceptAndRefuse makes both choices of the notice, on each portal: one click, and the record
// is the same after it as on the next visit, which asks nothing.
func TestAcceptAndRefuse(t *testing.T) {
	t.Parallel()
	for i, host := range charter.Portals() {
		t.Run(host, func(t *testing.T) {
			button, want := "cookies-refuse", harness.Choice(t)
			if i == 0 {
				button, want = "cookies-accept", harness.Choice(t,
					preferences.Statistics, preferences.Internal, preferences.ThirdParty)
			}
			want.Charter = harness.VersionOf(t, host)
			p, since := harness.NewPage(t), time.Now()
			harness.ShowNotice(p, "/portail/"+host)
			p.Choose(button)
			harness.CheckCookie(p, want, since)
			harness.CheckQuiet(p)
			harness.CheckCookie(p, want, since)
		})
	}
}

// TestDialogChoices: « Tout accepter » and « Tout refuser » in the preferences count, whatever the
// switches show.
func TestDialogChoices(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, harness.ForAude)
	p.OpenDialog("cookies-customize")
	p.Click("cookies-toggle-internal")
	p.Choose("cookies-accept-all")
	harness.CheckAllowed(p, harness.Optional...)
	p.OpenDialog("open")
	p.Click("cookies-toggle-internal")
	p.Choose("cookies-refuse-all")
	harness.CheckAllowed(p)
}

// TestDoubleClick: a double click makes one choice, on the notice and in the preferences, and on
// « Personnaliser » none.
func TestDoubleClick(t *testing.T) {
	t.Parallel()
	doubleClick := func(p *harness.Page, id string) {
		spot := p.Middle(id)
		p.MoveTo(spot)
		for click := 1; click <= 2; click++ {
			p.Hold(spot, click)
			p.Release(spot, click)
		}
	}
	p := harness.OpenListening(t, harness.ForAude)
	doubleClick(p, "cookies-customize")
	p.WaitDialog()
	p.Settle()
	if harness.Eval[bool](p, `!$("cookies-dialog").open ||
		cookiesPreferences.get() !== null || $("cookies-toggle-statistics").checked`) {
		t.Error("a double click on « Personnaliser » did more than open the preferences")
	}
	p.Click("cookies-close")
	p.WaitNotice()
	harness.CountWrites(p)
	doubleClick(p, "cookies-refuse")
	p.WaitClosed()
	harness.CheckOneRecord(p)
	harness.CheckAllowed(p)
	p.OpenDialog("open")
	p.Click("cookies-toggle-internal")
	harness.Eval[any](p, `(written.length = changes.length = 0, null)`)
	doubleClick(p, "cookies-save")
	p.WaitClosed()
	harness.CheckOneRecord(p)
	harness.CheckAllowed(p, preferences.Internal)
}

// TestPointerUp: pressing a button does nothing until it is released on that button, without the
// program and with it (RGAA 13.11, WCAG 2.5.2).
func TestPointerUp(t *testing.T) {
	t.Parallel()
	const state = `[cookiesPreferences.get() !== null, $("cookies-dialog")?.open === true,
		$("cookies-accept")?.checkVisibility(), $("cookies-toggle-statistics")?.checked === true,
		shadow.querySelector(".charter") !== null,
		shadow.querySelector("[open] .declared") !== null,
	].join()`
	src, let := harness.HeldProgram(t)
	p := harness.OpenPortal(t, harness.HeldPage(src, ""))
	check := func(ids ...string) {
		t.Helper()
		before, away := harness.Eval[string](p, state), [2]float64{3, 3}
		for _, id := range ids {
			spot := p.Middle(id)
			p.MoveTo(spot)
			p.Hold(spot, 1)
			p.Settle()
			if !harness.Eval[bool](p, `$("`+id+`").matches(":active")`) {
				t.Errorf("%s is not pressed", id)
			}
			p.MoveTo(away)
			p.Release(away, 1)
			p.Settle()
			if got := harness.Eval[string](p, state); got != before {
				t.Errorf("after %s, %s has become %s", id, before, got)
			}
		}
	}
	check("cookies-accept", "cookies-refuse", "cookies-customize", "cookies-read-charter")
	p.OpenDialog("cookies-customize")
	controls := []string{"cookies-close", "cookies-toggle-statistics", "cookies-details-statistics",
		"cookies-dialog-charter", "cookies-accept-all", "cookies-refuse-all", "cookies-save"}
	check(controls...)
	let()
	p.Wait(harness.Started)
	check(controls...)
}

// TestOnlyAChoiceIsConsent: scrolling, keys, Esc, following a link, closing the preferences and
// silence are no consent, and don't remove the notice (RGAA 13.1).
func TestOnlyAChoiceIsConsent(t *testing.T) {
	t.Parallel()
	attributes := harness.ForAude
	next := harness.ServeText(t, "/suite", "text/html", harness.PortalPage(attributes))
	p := harness.OpenPortal(t, strings.Replace(
		harness.PortalPage(attributes), "</main>",
		`<p style="height: 4000px"><a id="next" href="`+next+`">Suite</a></p></main>`, 1))
	type act struct {
		name string
		do   func()
	}
	acts := []act{
		{"scrolling", func() { p.Scroll(1500); p.Wait(`Math.round(scrollY) >= 1500`) }},
		{"Esc", func() { p.Press(kb.Escape) }},
		{"typing", func() {
			p.TabTo("link", "Un lien")
			p.Press("a" + kb.End)
			p.Wait(`scrollY + innerHeight >= document.documentElement.scrollHeight - 1`)
		}},
		{"a link in the page", func() { p.Click("link"); p.Wait(`location.hash === "#ancre"`) }},
		{"closing the preferences", func() {
			p.OpenDialog("cookies-customize")
			p.Click("cookies-toggle-statistics")
			p.Click("cookies-close")
			p.Wait(`!$("cookies-dialog")?.open`)
		}},
		{"a link to another page", func() {
			p.Click("next")
			p.Wait(`location.pathname.endsWith("suite")`)
		}},
	}
	if harness.EngineOf(t) == harness.Chromium {
		acts = append(acts, act{"an hour of silence", func() { p.PassTime(time.Hour) }})
	}
	for _, act := range acts {
		act.do()
		p.WaitNotice()
		if p.Cookie() != nil || harness.Eval[bool](p, `cookiesPreferences.get() !== null ||
			["statistics", "internal", "third_party", "matomo"].some(cookiesPreferences.allows)`) {
			t.Errorf("%s counts as a choice", act.name)
		}
	}
}

// TestContentAfterRefusal: a visitor who refuses finds everything in the portal that a visitor who
// accepts finds.
func TestContentAfterRefusal(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	p.Open("/portail/" + harness.Aude)
	var contents []string
	for _, button := range []string{"cookies-accept", "cookies-refuse"} {
		p.WaitNotice()
		p.Choose(button)
		p.Reload()
		contents = append(contents, harness.Eval[string](p, `[...document.querySelectorAll(
			"header, .hero, .section, .footer, a[href]")].filter((e) => e.checkVisibility())
			.map((e) => e.innerText + (e.getAttribute("href") ?? "")).join("\n")`))
		harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
	}
	if contents[0] != contents[1] || len(contents[0]) < 2000 {
		t.Errorf("after an acceptance the portal has\n%s\nand after a refusal\n%s",
			contents[0], contents[1])
	}
}

// TestChangeOfMind: Esc is no choice; the preferences, reopened, show the choice and change it.
func TestChangeOfMind(t *testing.T) { flows.ChangeOfMind(t) }

// TestDoubleTap: the second tap of a double tap on « Personnaliser » is not a choice, though phones
// don't count taps.
func TestDoubleTap(t *testing.T) {
	t.Parallel()
	p := harness.OpenPortal(t, harness.PortalPage(harness.ForAude))
	p.Start()
	for _, choice := range []string{"accept-all", "refuse-all", "save"} {
		if !harness.Eval[bool](p, `(async () => {
			await new Promise((opened) => { // at once: a busy machine draws late
				const look = () => $("cookies-dialog")?.open && opened();
				new MutationObserver(look)
					.observe(shadow, {subtree: true, childList: true, attributes: true});
				$("cookies-customize").click();
				look();
			});
			$("cookies-`+choice+`").dispatchEvent(new PointerEvent("click", {
				pointerType: "touch", detail: 1, bubbles: true, composed: true,
			}));
			await new Promise(requestAnimationFrame);
			return $("cookies-dialog")?.open && document.cookie === "";
		})()`) {
			t.Errorf("the second tap is taken for %s", choice)
		}
		p.Press(kb.Escape)
		p.Wait(`!$("cookies-dialog")?.open`)
	}
}
