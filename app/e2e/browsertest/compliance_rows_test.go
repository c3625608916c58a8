package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestOnlyAChoiceIsConsent: scrolling, keys, Esc, following a link, closing and
// silence are no consent, and take nothing away (COMPLIANCE C5; RGAA 13.1).
func TestOnlyAChoiceIsConsent(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	next := serveText(t, "/suite", "text/html", portalPage(`data-portal="`+aude+`"`))
	p.open(serveText(t, "/portail", "text/html", strings.Replace(portalPage(`data-portal="`+aude+`"`), "</main>",
		`<p style="height: 4000px"><a id="next" href="`+next+`">Suite</a></p></main>`, 1)))
	p.waitNotice()
	press := func(keys string) func() { return func() { p.press(keys) } }
	for _, act := range []struct {
		name string
		do   func()
	}{
		{"scrolling", func() { p.do(scroll(1500)); p.wait(`Math.round(scrollY) >= 1500`) }},
		{"Esc", press(kb.Escape)},
		{"keys", func() {
			p.tabTo("link", "Un lien")
			p.press("a" + kb.End)
			p.wait(`scrollY + innerHeight >= document.documentElement.scrollHeight - 1`)
		}},
		{"a link in the page", func() { p.click("link"); p.wait(`location.hash === "#ancre"`) }},
		{"closing the preferences", func() {
			p.click("cookies-customize")
			p.waitDialog()
			p.click("cookies-toggle-statistics")
			p.click("cookies-close")
			p.wait(`$("cookies-dialog") === null`)
		}},
		{"going on", func() { p.click("next"); p.wait(`location.pathname.endsWith("suite")`) }},
		{"an hour of silence", func() { anHour(p) }},
	} {
		act.do()
		p.waitNotice()
		if eval[bool](p, `cookiesPreferences.get() !== null || ["statistics", "internal", "third_party", "matomo"].some(cookiesPreferences.allows)`) || p.cookie() != nil {
			t.Errorf("%s counts as a choice", act.name)
		}
	}
}

// anHour lets the page's clock and timers go on by an hour.
func anHour(p *page) {
	p.t.Helper()
	over := make(chan struct{}, 1)
	if err := chromedp.Listen(p.ctx, func(event any) {
		if _, ok := event.(*emulation.EventVirtualTimeBudgetExpired); ok {
			over <- struct{}{}
		}
	}); err != nil {
		p.t.Fatal(err)
	}
	hour := 3_600_000.0
	call(p, emulation.SetVirtualTimePolicy, emulation.SetVirtualTimePolicyParams{Policy: emulation.VirtualTimePolicyAdvance, Budget: &hour})
	select {
	case <-over:
	case <-time.After(p.patience):
		p.t.Fatal("the hour does not pass")
	}
}

// TestTogglesAtFirst: there is one switch for each category and each declared
// tracker, all off but that of the exempt cookies, which says that it cannot be
// moved; and none, nor any word, of « legitimate interest » (COMPLIANCE C6, C8,
// C12, C18).
func TestTogglesAtFirst(t *testing.T) {
	t.Parallel()
	for attributes, optional := range map[string][]string{
		"":                             {"Statistiques", "Internes", "Tiers"},
		`data-trackers="matomo xiti"`:  {"Statistiques", "Matomo", "XiTi", "Internes", "Tiers"},
		`data-categories="statistics"`: {"Statistiques"},
	} {
		t.Run(attributes, func(t *testing.T) {
			p := openListening(t, `data-portal="`+aude+`" `+attributes)
			p.waitNotice()
			words := eval[string](p, `shadow.querySelector(".notice").innerText`)
			p.click("cookies-customize")
			p.wait(`shadow.querySelector(".details")`)
			words += eval[string](p, `$("cookies-dialog").innerText`)
			if strings.Contains(strings.ToLower(words), "légitime") {
				t.Errorf("the banner speaks of legitimate interest: %s", words)
			}
			var names []string
			for _, n := range p.axFind("switch", "") {
				names = append(names, n.name)
				exempt := n.name == "Nécessaires"
				if n.is(accessibility.PropertyNameChecked) != exempt || n.is(accessibility.PropertyNameDisabled) != exempt {
					t.Errorf("at first there is %s", n.french())
				}
			}
			if want := append([]string{"Nécessaires"}, optional...); !slices.Equal(names, want) {
				t.Errorf("there are switches for %q, want %q", names, want)
			}
		})
	}
}

// TestEveryPageReopens: the preferences are one control away on every kind of page
// of the portal, show the choice, and take it back (COMPLIANCE C9).
func TestEveryPageReopens(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	p.open("/portail/" + aude)
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	bare := serveText(t, "/page", "text/html", portalPage(`data-portal="`+aude+`"`))
	for _, path := range []string{"/portail/" + aude, bare} {
		p.open(path)
		v := journey{page: p, visitor: byTree{p}}
		v.use("button", "Gérer mes cookies")
		v.inPreferences()
		v.shows(true, true, true)
		v.leave()
		p.waitClosed()
	}
	v := journey{page: p, visitor: byTree{p}}
	v.use("button", "Gérer mes cookies")
	v.inPreferences()
	v.use("button", "Tout refuser")
	p.waitClosed()
	checkAllowed(t, p)
}

// TestContentAfterRefusal: who refuses finds in the portal all that is there for
// who accepts, and all of it works (COMPLIANCE C11).
func TestContentAfterRefusal(t *testing.T) {
	t.Parallel()
	content := make(map[string]string)
	for _, button := range []string{"cookies-accept", "cookies-refuse"} {
		p := newPage(t)
		p.open("/portail/" + aude)
		p.waitNotice()
		p.click(button)
		p.waitClosed()
		p.reload()
		p.settle()
		content[button] = eval[string](p, `[...document.querySelectorAll("header, .hero, .section, .footer, a[href]")]
			.filter((e) => !e.closest("[inert]") && e.checkVisibility()).map((e) => e.innerText + (e.getAttribute("href") ?? "")).join("\n")`)
	}
	if content["cookies-refuse"] != content["cookies-accept"] || len(content["cookies-refuse"]) < 2000 {
		t.Errorf("after a refusal the portal has\n%s\nand after an acceptance\n%s", content["cookies-refuse"], content["cookies-accept"])
	}
}

// TestCrossSiteFrame: in a frame on another site, where a SameSite=Lax cookie can
// be neither read nor set, accepting loads nothing, and the visitor is told
// (COMPLIANCE K9, K11).
func TestCrossSiteFrame(t *testing.T) {
	t.Parallel()
	inner := serveText(t, "/cadre", "text/html", strings.Replace(portalPage(`data-portal="`+aude+`"`), "</main>", `</main>
		<script type="text/plain" data-cookies="statistics">window.ran = true</script><script>
			const until = async (met) => { while (!met()) await new Promise((done) => setTimeout(done, 20)); };
			const find = (id) => document.querySelector("cookies-preferences")?.shadowRoot.getElementById(id);
			(async () => {
				await until(() => find("cookies-accept"));
				find("cookies-accept").click();
				await until(() => find("cookies-status")?.innerText.trim());
				parent.postMessage({
					cookie: document.cookie, allowed: cookiesPreferences.allows("statistics"),
					ran: Boolean(window.ran), told: find("cookies-status").innerText.trim(),
				}, "*");
			})();
		</script>`, 1))
	inner = strings.Replace(inner, "http://127.0.0.1", "http://donnees.ville.test", 1)
	outer := serveText(t, "/autre", "text/html", fmt.Sprintf(`<!doctype html><html lang="fr"><title>Autre site</title>
		<script>addEventListener("message", (event) => { window.got = event.data; })</script>
		<iframe title="Portail" width="800" height="600" src="%s"></iframe>`, inner))
	p := newPage(t)
	p.open(strings.Replace(outer, "http://127.0.0.1", "http://autre.test", 1))
	p.wait(`window.got`)
	type result struct {
		Cookie, Told string
		Allowed, Ran bool
	}
	got := eval[result](p, `got`)
	if got.Cookie != "" || got.Allowed || got.Ran || !strings.Contains(got.Told, "n’a pas pu être enregistré") {
		t.Errorf("in another site's frame, accepting makes %+v", got)
	}
}
