package browsertest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

const aude = "opendata.aude.fr"

// versionOf is the version that a record on a built-in portal carries.
func versionOf(t *testing.T, host string) string {
	t.Helper()
	text, ok := charter.Portal(host)
	if !ok {
		t.Fatalf("no charter is published for %s", host)
	}
	return charter.Version(text)
}

// checkCookie holds the browser's cookie to DESIGN's attributes and to a choice.
func checkCookie(t *testing.T, p *page, want preferences.Preferences, since time.Time) {
	t.Helper()
	c := p.cookie()
	if c == nil {
		t.Fatal("there is no cookie")
	}
	got, ok := preferences.Decode(c.Value, time.Now())
	if !ok {
		t.Fatalf("the cookie is no choice: %s", c.Value)
	}
	if at := got.Time(); at.Before(since.Add(-time.Second)) || at.After(time.Now().Add(time.Second)) {
		t.Errorf("the choice is dated %v, made after %v", at, since)
	}
	want.Timestamp = got.Timestamp
	if got != want {
		t.Errorf("the cookie says %+v, want %+v", got, want)
	}
	if c.Value != preferences.Encode(want) {
		t.Errorf("the raw cookie is %s\nwant %s", c.Value, preferences.Encode(want))
	}
	if c.Path != "/" || c.Domain != "127.0.0.1" || c.SameSite != "Lax" || c.Secure || c.HTTPOnly {
		t.Errorf("the attributes are %+v", *c)
	}
	life := time.Unix(0, int64(c.Expires*1e9)).Sub(got.Time())
	if d := life - preferences.Lifetime; d < -3*time.Second || d > 3*time.Second {
		t.Errorf("the cookie lives %v from the choice, want %v", life, preferences.Lifetime)
	}
	if size := len(c.Name) + len(c.Value); size > 512 {
		t.Errorf("the cookie has %d octets", size)
	}
}

// checkQuiet reloads and holds the page to asking nothing and fetching no WASM.
func checkQuiet(t *testing.T, p *page) {
	t.Helper()
	p.reload()
	if n := p.wasmRequests(); n != 0 {
		t.Errorf("a return visit requested the program %d times", n)
	}
	if eval[bool](p, `document.querySelector("cookies-preferences") !== null`) {
		t.Error("a return visit puts up the banner")
	}
}

func choice(t *testing.T, names ...preferences.Name) preferences.Preferences {
	t.Helper()
	p := preferences.Preferences{Charter: versionOf(t, aude)}
	for _, n := range names {
		p = p.With(n, true)
	}
	return p.FollowStatistics()
}

// TestAcceptAndRefuse makes the two choices of the notice on each portal.
func TestAcceptAndRefuse(t *testing.T) {
	t.Parallel()
	for button, want := range map[string]preferences.Preferences{
		"cookies-accept": choice(t, preferences.Statistics, preferences.Internal, preferences.ThirdParty),
		"cookies-refuse": choice(t),
	} {
		for _, host := range charter.Portals() {
			t.Run(button+" on "+host, func(t *testing.T) {
				p, since := newPage(t), time.Now()
				p.open("/portail/" + host)
				p.waitNotice()
				p.click(button)
				p.waitClosed()
				want.Charter = versionOf(t, host)
				checkCookie(t, p, want, since)
				checkQuiet(t, p)
				checkCookie(t, p, want, since)
			})
		}
	}
}

// TestDialogChoices makes « Tout accepter » and « Tout refuser » in the
// preferences, whatever the toggles show.
func TestDialogChoices(t *testing.T) {
	t.Parallel()
	for button, want := range map[string]preferences.Preferences{
		"cookies-accept-all": choice(t, preferences.Statistics, preferences.Internal, preferences.ThirdParty),
		"cookies-refuse-all": choice(t),
	} {
		t.Run(button, func(t *testing.T) {
			p, since := newPage(t), time.Now()
			p.open("/portail/" + aude)
			p.waitNotice()
			p.click("cookies-customize")
			p.waitDialog()
			p.click("cookies-toggle-internal")
			p.click(button)
			p.waitClosed()
			checkCookie(t, p, want, since)
			checkQuiet(t, p)
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
			p, since := newPage(t), time.Now()
			p.open("/portail/" + aude)
			p.waitNotice()
			p.click("cookies-customize")
			p.waitDialog()
			for _, n := range names {
				p.click("cookies-toggle-" + string(n))
				p.wait(`$("cookies-toggle-` + string(n) + `").parentElement.innerText.includes("autorisé")`)
			}
			if p.cookie() != nil {
				t.Error("toggling wrote the cookie")
			}
			p.click("cookies-save")
			p.waitClosed()
			want := choice(t, names...)
			checkCookie(t, p, want, since)
			read := eval[map[string]any](p, publishedReader)
			for _, n := range append(preferences.Categories[:], preferences.Trackers[:]...) {
				if read[string(n)] != want.Allows(n) {
					t.Errorf("the published reader gets %s: %v, want %v", n, read[string(n)], want.Allows(n))
				}
			}
			checkQuiet(t, p)
		})
	}
}

// TestEsc: Esc commits nothing, closes one dialog, and gives the focus back.
func TestEsc(t *testing.T) {
	besides(t)
	p := newPage(t)
	p.open("/portail/" + aude)
	p.waitNotice()
	p.click("cookies-customize")
	p.waitDialog()
	p.click("cookies-toggle-statistics")
	p.press("\x1b")
	p.wait(`$("cookies-dialog") === null`)
	if p.cookie() != nil {
		t.Error("Esc wrote the cookie")
	}
	if id := p.focused(); id != "cookies-customize" {
		t.Errorf("Esc leaves the focus on %q", id)
	}
	p.waitNotice()

	// The draft went with it: every optional toggle is off again.
	p.click("cookies-customize")
	p.waitDialog()
	if eval[bool](p, `$("cookies-toggle-statistics").checked`) {
		t.Error("the draft outlived Esc")
	}
	p.press("\x1b")
	p.wait(`$("cookies-dialog") === null`)
	p.reload()
	p.waitNotice() // Esc was no choice: the visitor is still asked
}

// TestChangeOfMind accepts, reopens from the portal's footer, sees what is
// allowed, gives it up on Esc, and then changes it.
func TestChangeOfMind(t *testing.T) {
	besides(t)
	const opener = `document.querySelector(".ods-manage-cookies-preferences__show-button, [data-cookies-preferences='open']")`
	p, since := newPage(t), time.Now()
	p.open("/portail/" + aude)
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	all := choice(t, preferences.Statistics, preferences.Internal, preferences.ThirdParty)
	checkCookie(t, p, all, since)
	first := p.cookie().Value
	p.reload()

	eval[any](p, opener+`.id = "opener"`)
	p.click("opener")
	p.waitDialog()
	for _, n := range preferences.Categories {
		if !eval[bool](p, `$("cookies-toggle-`+string(n)+`").checked`) {
			t.Errorf("reopened, %s is not shown as allowed", n)
		}
	}
	p.click("cookies-toggle-third_party")
	p.press("\x1b")
	p.waitClosed()
	if got := p.cookie().Value; got != first {
		t.Errorf("Esc changed the cookie to %s", got)
	}
	if id := p.focused(); id != "opener" {
		t.Errorf("Esc leaves the focus on %q, want the opener", id)
	}

	p.click("opener")
	p.waitDialog()
	p.click("cookies-toggle-third_party")
	since = time.Now()
	p.click("cookies-save")
	p.waitClosed()
	checkCookie(t, p, choice(t, preferences.Statistics, preferences.Internal), since)
	if id := p.focused(); id != "opener" {
		t.Errorf("saving leaves the focus on %q, want the opener", id)
	}
	checkQuiet(t, p)
}

// TestPublicSuffix: a data-domain that browsers refuse loses no choice.
func TestPublicSuffix(t *testing.T) {
	t.Parallel()
	p := newPage(t)
	address := strings.Replace(serveText(t, "/portail", "text/html", portalPage(`data-portal="`+aude+`" data-domain="test"`)),
		"http://127.0.0.1", "http://donnees.ville.test", 1)
	p.open(strings.Replace(address, "/portail", "/absent", 1))
	p.expect("404")
	eval[any](p, `(document.cookie = "cookies_preferences=" + encodeURIComponent(JSON.stringify(
		{functional_cookies: true, internal: true, timestamp: Date.now() - 1000})) + "; Path=/; Max-Age=1000", null)`)
	p.open(address)
	p.settle()
	if !eval[bool](p, `cookiesPreferences.allows("internal")`) {
		t.Error("the choice is gone")
	}
}

// TestAskedAgain: who has chosen is asked again when a category or a tracker has
// been added since, and only then.
func TestAskedAgain(t *testing.T) {
	t.Parallel()
	page := func(name, attributes string) string {
		return serveText(t, "/"+name, "text/html", portalPage(`data-portal="`+aude+`" `+attributes))
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
				p := newPage(t)
				p.open(pages[c.on])
				p.waitNotice()
				p.click(button)
				p.wait(`cookiesPreferences.get()`)
				for _, name := range c.once {
					p.open(pages[name])
					p.settle()
					if eval[bool](p, `cookiesPreferences.get() === null || Boolean($("cookies-accept"))`) {
						t.Errorf("the page %s asks again", name)
					}
				}
				for _, name := range c.again {
					p.open(pages[name])
					p.waitNotice()
					if eval[bool](p, `cookiesPreferences.allows("statistics")`) {
						t.Errorf("on the page %s, what was accepted elsewhere is allowed while it asks", name)
					}
				}
				if len(c.again) == 0 {
					return
				}
				// With the program running too, whose own reader then judges.
				p.click("cookies-customize")
				p.waitDialog()
				p.click("cookies-refuse-all")
				p.waitClosed()
				p.reload()
				p.settle()
				if eval[bool](p, `cookiesPreferences.get() === null || Boolean($("cookies-accept"))`) {
					t.Error("once answered, it asks again")
				}
			})
		}
	}
}
