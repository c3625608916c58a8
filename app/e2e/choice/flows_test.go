package choice

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// TestAcceptAndRefuse makes the two choices of the notice on each portal.
func TestAcceptAndRefuse(t *testing.T) {
	t.Parallel()
	for button, want := range map[string]preferences.Preferences{
		"cookies-accept": harness.Choice(t, preferences.Statistics, preferences.Internal, preferences.ThirdParty),
		"cookies-refuse": harness.Choice(t),
	} {
		for _, host := range charter.Portals() {
			t.Run(button+" on "+host, func(t *testing.T) {
				p, since := harness.NewPage(t), time.Now()
				p.Open("/portail/" + host)
				p.WaitNotice()
				p.Click(button)
				p.WaitClosed()
				want.Charter = harness.VersionOf(t, host)
				harness.CheckCookie(t, p, want, since)
				harness.CheckQuiet(t, p)
				harness.CheckCookie(t, p, want, since)
			})
		}
	}
}

// TestDialogChoices makes « Tout accepter » and « Tout refuser » in the
// preferences, whatever the toggles show.
func TestDialogChoices(t *testing.T) {
	t.Parallel()
	for button, want := range map[string]preferences.Preferences{
		"cookies-accept-all": harness.Choice(t, preferences.Statistics, preferences.Internal, preferences.ThirdParty),
		"cookies-refuse-all": harness.Choice(t),
	} {
		t.Run(button, func(t *testing.T) {
			p, since := harness.NewPage(t), time.Now()
			p.Open("/portail/" + harness.Aude)
			p.WaitNotice()
			p.Click("cookies-customize")
			p.WaitDialog()
			p.Click("cookies-toggle-internal")
			p.Click(button)
			p.WaitClosed()
			harness.CheckCookie(t, p, want, since)
			harness.CheckQuiet(t, p)
		})
	}
}

// TestSaveMix saves each of the eight mixes of the three categories.
func TestSaveMix(t *testing.T) {
	t.Parallel()
	for mix := range 1 << len(preferences.Categories) {
		var names []preferences.Name
		for i, n := range preferences.Categories {
			if mix&(1<<i) != 0 {
				names = append(names, n)
			}
		}
		t.Run(fmt.Sprint(names), func(t *testing.T) {
			p, since := harness.NewPage(t), time.Now()
			p.Open("/portail/" + harness.Aude)
			p.WaitNotice()
			p.Click("cookies-customize")
			p.WaitDialog()
			for _, n := range names {
				p.Click("cookies-toggle-" + string(n))
				p.Wait(`$("cookies-toggle-` + string(n) + `").parentElement.innerText.includes("autorisé")`)
			}
			if p.Cookie() != nil {
				t.Error("toggling wrote the cookie")
			}
			p.Click("cookies-save")
			p.WaitClosed()
			want := harness.Choice(t, names...)
			harness.CheckCookie(t, p, want, since)
			read := harness.Eval[map[string]any](p, harness.PublishedReader)
			for _, n := range append(preferences.Categories[:], preferences.Trackers[:]...) {
				if read[string(n)] != want.Allows(n) {
					t.Errorf("the published reader gets %s: %v, want %v", n, read[string(n)], want.Allows(n))
				}
			}
			harness.CheckQuiet(t, p)
		})
	}
}

// TestPublicSuffix: a data-domain that browsers refuse loses no choice.
func TestPublicSuffix(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	address := strings.Replace(harness.ServeText(t, "/portail", "text/html", harness.PortalPage(`data-portal="`+harness.Aude+`" data-domain="test"`)),
		"http://127.0.0.1", "http://donnees.ville.test", 1)
	p.Open(strings.Replace(address, "/portail", "/absent", 1))
	p.Expect("404")
	harness.Eval[any](p, `(document.cookie = "cookies_preferences=" + encodeURIComponent(JSON.stringify(
		{functional_cookies: true, internal: true, timestamp: Date.now() - 1000})) + "; Path=/; Max-Age=1000", null)`)
	p.Open(address)
	p.Settle()
	if !harness.Eval[bool](p, `cookiesPreferences.allows("internal")`) {
		t.Error("the choice is gone")
	}
}

// TestAskedAgain: who has chosen is asked again when a category or a tracker has
// been added since, and only then.
func TestAskedAgain(t *testing.T) {
	t.Parallel()
	page := func(name, attributes string) string {
		return harness.ServeText(t, "/"+name, "text/html", harness.PortalPage(`data-portal="`+harness.Aude+`" `+attributes))
	}
	pages := map[string]string{
		"default":    page("default", ""),
		"matomo":     page("matomo", `data-trackers="matomo"`),
		"two":        page("two", `data-trackers="matomo xiti"`),
		"xiti":       page("xiti", `data-trackers="xiti"`),
		"statistics": page("statistics", `data-categories="statistics"`),
	}
	for _, c := range []struct {
		on          string
		again, once []string // pages that ask again, and that don't
	}{
		{"matomo", []string{"two", "xiti"}, []string{"matomo", "default", "statistics"}},
		{"two", nil, []string{"two", "matomo", "xiti", "default", "statistics"}},
		{"statistics", []string{"matomo", "default"}, []string{"statistics"}},
		{"default", nil, []string{"default", "matomo", "two", "statistics"}},
	} {
		for _, button := range []string{"cookies-accept", "cookies-refuse"} {
			t.Run(button+" on "+c.on, func(t *testing.T) {
				p := harness.NewPage(t)
				p.Open(pages[c.on])
				p.WaitNotice()
				p.Click(button)
				p.Wait(`cookiesPreferences.get()`)
				for _, name := range c.once {
					p.Open(pages[name])
					p.Settle()
					if harness.Eval[bool](p, `cookiesPreferences.get() === null || Boolean($("cookies-accept"))`) {
						t.Errorf("the page %s asks again", name)
					}
				}
				for _, name := range c.again {
					p.Open(pages[name])
					p.WaitNotice()
					if harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`) {
						t.Errorf("on the page %s, what was accepted elsewhere is allowed while it asks", name)
					}
				}
				if len(c.again) == 0 {
					return
				}
				// With the program running too, whose own reader then judges.
				p.Click("cookies-customize")
				p.WaitDialog()
				p.Click("cookies-refuse-all")
				p.WaitClosed()
				p.Reload()
				p.Settle()
				if harness.Eval[bool](p, `cookiesPreferences.get() === null || Boolean($("cookies-accept"))`) {
					t.Error("once answered, it asks again")
				}
			})
		}
	}
}

// TestEsc: Esc commits nothing, closes one dialog, and gives the focus back.
func TestEsc(t *testing.T) { flows.Esc(t) }

// TestChangeOfMind accepts, reopens from the portal's footer, sees what is
// allowed, gives it up on Esc, and then changes it.
func TestChangeOfMind(t *testing.T) { flows.ChangeOfMind(t) }
