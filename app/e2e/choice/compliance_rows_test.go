package choice

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
)

// TestOnlyAChoiceIsConsent: scrolling, keys, Esc, following a link, closing and
// silence are no consent, and take nothing away (COMPLIANCE C5; RGAA 13.1).
func TestOnlyAChoiceIsConsent(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	next := harness.ServeText(t, "/suite", "text/html", harness.PortalPage(`data-portal="`+harness.Aude+`"`))
	p.Open(harness.ServeText(t, "/portail", "text/html", strings.Replace(harness.PortalPage(`data-portal="`+harness.Aude+`"`), "</main>",
		`<p style="height: 4000px"><a id="next" href="`+next+`">Suite</a></p></main>`, 1)))
	p.WaitNotice()
	press := func(keys string) func() { return func() { p.Press(keys) } }
	for _, act := range []struct {
		name string
		do   func()
	}{
		{"scrolling", func() { p.Scroll(1500); p.Wait(`Math.round(scrollY) >= 1500`) }},
		{"Esc", press(kb.Escape)},
		{"keys", func() {
			p.TabTo("link", "Un lien")
			p.Press("a" + kb.End)
			p.Wait(`scrollY + innerHeight >= document.documentElement.scrollHeight - 1`)
		}},
		{"a link in the page", func() { p.Click("link"); p.Wait(`location.hash === "#ancre"`) }},
		{"closing the preferences", func() {
			p.Click("cookies-customize")
			p.WaitDialog()
			p.Click("cookies-toggle-statistics")
			p.Click("cookies-close")
			p.Wait(`$("cookies-dialog") === null`)
		}},
		{"going on", func() { p.Click("next"); p.Wait(`location.pathname.endsWith("suite")`) }},
		{"an hour of silence", func() { anHour(p) }},
	} {
		act.do()
		p.WaitNotice()
		if harness.Eval[bool](p, `cookiesPreferences.get() !== null || ["statistics", "internal", "third_party", "matomo"].some(cookiesPreferences.allows)`) || p.Cookie() != nil {
			t.Errorf("%s counts as a choice", act.name)
		}
	}
}

// anHour lets the page's clock and timers go on by an hour.
func anHour(p *harness.Page) {
	p.T.Helper()
	over := make(chan struct{}, 1)
	if err := chromedp.Listen(p.Context(), func(event any) {
		if _, ok := event.(*emulation.EventVirtualTimeBudgetExpired); ok {
			over <- struct{}{}
		}
	}); err != nil {
		p.T.Fatal(err)
	}
	hour := 3_600_000.0
	harness.Call(p, emulation.SetVirtualTimePolicy, emulation.SetVirtualTimePolicyParams{Policy: emulation.VirtualTimePolicyAdvance, Budget: &hour})
	select {
	case <-over:
	case <-time.After(p.Patience):
		p.T.Fatal("the hour does not pass")
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
			p := harness.OpenListening(t, `data-portal="`+harness.Aude+`" `+attributes)
			p.WaitNotice()
			words := harness.Eval[string](p, `shadow.querySelector(".notice").innerText`)
			p.Click("cookies-customize")
			p.Wait(`shadow.querySelector(".details")`)
			words += harness.Eval[string](p, `$("cookies-dialog").innerText`)
			if strings.Contains(strings.ToLower(words), "légitime") {
				t.Errorf("the banner speaks of legitimate interest: %s", words)
			}
			var names []string
			for _, n := range p.AxFind("switch", "") {
				names = append(names, n.Name)
				exempt := n.Name == "Nécessaires"
				if n.Is(accessibility.PropertyNameChecked) != exempt || n.Is(accessibility.PropertyNameDisabled) != exempt {
					t.Errorf("at first there is %s", n.French())
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
	p := harness.NewPage(t)
	p.Open("/portail/" + harness.Aude)
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	bare := harness.ServeText(t, "/page", "text/html", harness.PortalPage(`data-portal="`+harness.Aude+`"`))
	for _, path := range []string{"/portail/" + harness.Aude, bare} {
		p.Open(path)
		v := harness.Journey{Page: p, Visitor: harness.ByTree{Page: p}}
		v.Use("button", "Gérer mes cookies")
		v.InPreferences()
		v.Shows(true, true, true)
		v.Leave()
		p.WaitClosed()
	}
	v := harness.Journey{Page: p, Visitor: harness.ByTree{Page: p}}
	v.Use("button", "Gérer mes cookies")
	v.InPreferences()
	v.Use("button", "Tout refuser")
	p.WaitClosed()
	harness.CheckAllowed(t, p)
}

// TestContentAfterRefusal: who refuses finds in the portal all that is there for
// who accepts, and all of it works (COMPLIANCE C11).
func TestContentAfterRefusal(t *testing.T) {
	t.Parallel()
	content := make(map[string]string)
	for _, button := range []string{"cookies-accept", "cookies-refuse"} {
		p := harness.NewPage(t)
		p.Open("/portail/" + harness.Aude)
		p.WaitNotice()
		p.Click(button)
		p.WaitClosed()
		p.Reload()
		p.Settle()
		content[button] = harness.Eval[string](p, `[...document.querySelectorAll("header, .hero, .section, .footer, a[href]")]
			.filter((e) => !e.closest("[inert]") && e.checkVisibility()).map((e) => e.innerText + (e.getAttribute("href") ?? "")).join("\n")`)
	}
	if content["cookies-refuse"] != content["cookies-accept"] || len(content["cookies-refuse"]) < 2000 {
		t.Errorf("after a refusal the portal has\n%s\nand after an acceptance\n%s", content["cookies-refuse"], content["cookies-accept"])
	}
}
