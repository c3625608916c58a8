package choice

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestTogglesAtFirst: each category and each declared tracker has a switch. All are off, except
// that of the exempt cookies, which can't be moved; none speaks of "legitimate interest". So it is
// without the program and with it. A name without a switch stays refused when everything is
// accepted.
func TestTogglesAtFirst(t *testing.T) {
	t.Parallel()
	for attributes, c := range map[string]struct {
		switches []string
		all      []preferences.Name
	}{
		"": {[]string{harness.Switch(preferences.Statistics), harness.Switch(preferences.Internal), harness.Switch(preferences.ThirdParty)}, harness.Optional},
		`data-categories="statistics" data-trackers="matomo xiti"`: {
			[]string{harness.Switch(preferences.Statistics), "Matomo", "XiTi"},
			[]preferences.Name{preferences.Statistics, preferences.Matomo, preferences.XiTi}},
	} {
		t.Run(attributes, func(t *testing.T) {
			src, let := harness.HeldProgram(t)
			p := harness.OpenPortal(t, harness.HeldPage(src, attributes))
			words := harness.Eval[string](p, `shadow.querySelector(".notice").innerText`)
			p.OpenDialog("cookies-customize")
			words += harness.Eval[string](p, `$("cookies-dialog").innerText`)
			if strings.Contains(strings.ToLower(words), "légitime") {
				t.Errorf("the banner speaks of legitimate interest: %s", words)
			}
			check := func() {
				var names []string
				for _, n := range p.AxFind("switch", "") {
					names = append(names, n.Name)
					exempt := n.Name == harness.Switch(preferences.Functional)
					if n.Is(accessibility.PropertyNameChecked) != exempt ||
						n.Is(accessibility.PropertyNameDisabled) != exempt {
						t.Errorf("at first there is %s", n.French())
					}
				}
				if want := append([]string{harness.Switch(preferences.Functional)}, c.switches...); !slices.Equal(names, want) {
					t.Errorf("there are switches for %q, want %q", names, want)
				}
			}
			check()
			let()
			p.Wait(harness.Started)
			check()
			p.Choose("cookies-accept-all")
			harness.CheckAllowed(p, c.all...)
		})
	}
}

// TestSaveMix: each switch says its state in words and moves by itself, but for a category and its
// trackers, which follow each other, without the program and with it. « Enregistrer mes choix »
// records what the switches show.
func TestSaveMix(t *testing.T) {
	t.Parallel()
	src, let := harness.HeldProgram(t)
	p := harness.OpenPortal(t, harness.HeldPage(src, `data-trackers="xiti matomo"`))
	toggle := func(id, on string) {
		t.Helper()
		p.Click("cookies-toggle-" + id)
		p.Wait(`[...shadow.querySelectorAll("input:enabled")].every((e) => {
			const on = "` + on + `".split(" ").includes(e.id.replace("cookies-toggle-", ""));
			const words = e.parentElement.innerText;
			return e.checked === on && words.includes(on ? "autorisé" : "refusé");
		})`)
	}
	p.OpenDialog("cookies-customize")
	toggle("third_party", "third_party")
	toggle("matomo", "third_party matomo statistics")
	p.Choose("cookies-save")
	harness.CheckAllowed(p,
		preferences.Statistics, preferences.ThirdParty, preferences.Matomo)

	let()
	p.OpenDialog("open")
	p.Wait(harness.Started)
	toggle("statistics", "third_party")
	toggle("statistics", "third_party statistics matomo xiti")
	toggle("third_party", "statistics matomo xiti")
	p.Choose("cookies-save")
	harness.CheckAllowed(p, preferences.Statistics, preferences.Matomo, preferences.XiTi)
}

// TestPressesOnce: a press opens « Détails », or moves a switch by its label, once.
func TestPressesOnce(t *testing.T) { flows.PressesOnce(t) }

// TestTogglingCommitsNothing: a switch that is moved writes no cookie, requests and announces
// nothing, and leaves the focus and the page where they are (RGAA 7.4).
func TestTogglingCommitsNothing(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, harness.ForAude+` data-trackers="matomo xiti"`)
	p.OpenDialog("cookies-customize")
	p.Wait(harness.Started) // which has been requested
	p.Settle()
	p.TabTo("switch", harness.Switch(preferences.Statistics))
	requests, _ := p.Seen()
	harness.Eval[any](p, `(window.same = true, null)`) // until the page is loaded again
	for _, name := range []string{harness.Switch(preferences.Statistics), "XiTi", harness.Switch(preferences.Internal)} {
		if p.AxFocused().Name != name {
			p.TabTo("switch", name)
		}
		was := p.AxFocused().Is(accessibility.PropertyNameChecked)
		p.Press(" ")
		p.Until("the switch "+name, func() bool {
			return p.AxWait("switch", name).Is(accessibility.PropertyNameChecked) != was
		})
		if got := p.AxFocused(); got.Name != name {
			t.Errorf("after moving %s, the focus is on %s", name, got.French())
		}
	}
	markRequest(p)
	now, _ := p.Seen()
	now = slices.DeleteFunc(now[len(requests):], func(url string) bool {
		return isMark(url) || strings.Contains(url, "/keyboard-") // comes with the first key
	})
	if len(now) > 0 {
		t.Errorf("the switches requested %q", now)
	}
	if p.Cookie() != nil || harness.Eval[bool](p, `changes.length > 0 || !window.same ||
		cookiesPreferences.allows("statistics") || !$("cookies-dialog").open`) {
		t.Error("the switches committed something")
	}
}
