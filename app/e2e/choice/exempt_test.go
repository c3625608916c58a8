package choice

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/build"
	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// exemptPage measures with Matomo and with Piano, both exempt from consent: stand-ins record the
// calls that their makers document. What waits for either notes that it ran.
func exemptPage(attributes string) string {
	const standIns = `<script>
		window._paq = [];
		window.modes = [];
		window.pa = {consent: {setMode: (mode) => modes.push(mode)}};
	</script></head>`
	const waits = `<script type="text/plain" data-cookies="matomo">window.matomo = true</script>
		<script type="text/plain" data-cookies="piano">window.piano = true</script></main>`
	return strings.NewReplacer("</head>", standIns, "</main>", waits).
		Replace(harness.Listening(harness.ForAude + ` data-exempt="matomo piano" ` + attributes))
}

// exempt is a page's visitor, and what is expected of it.
type exempt struct {
	*harness.Page
	matomo, piano []string // the calls since the page was loaded
}

// load forgets the calls of the page before.
func (e *exempt) load(do func()) { e.matomo, e.piano = nil, nil; do() }

// check checks whether each measures, and that these calls have come, Piano's after a dash.
func (e *exempt) check(when string, matomo, piano bool, calls ...string) {
	e.T.Helper()
	for _, call := range calls {
		if mode, isPiano := strings.CutPrefix(call, "-"); isPiano {
			e.piano = append(e.piano, mode)
		} else {
			e.matomo = append(e.matomo, call)
		}
	}
	e.Wait(fmt.Sprintf("_paq.length >= %d && modes.length >= %d", len(e.matomo), len(e.piano)))
	e.Settle()
	got := harness.Eval[struct {
		Matomo, Piano bool
		Calls, Modes  []string
	}](e.Page, `({
		matomo: cookiesPreferences.allows("matomo"), piano: cookiesPreferences.allows("piano"),
		calls: _paq.flat(), modes,
	})`)
	if got.Matomo != matomo || got.Piano != piano {
		e.T.Errorf("%s: Matomo measures: %v, want %v; Piano: %v, want %v",
			when, got.Matomo, matomo, got.Piano, piano)
	}
	if !slices.Equal(got.Calls, e.matomo) || !slices.Equal(got.Modes, e.piano) {
		e.T.Errorf("%s: Matomo was called by %q, want %q; Piano by %q, want %q",
			when, got.Calls, e.matomo, got.Modes, e.piano)
	}
}

// ran checks whether what waits for each has run on the page.
func (e *exempt) ran(when string, matomo, piano bool) {
	e.T.Helper()
	e.Wait(fmt.Sprintf("(!%v || window.matomo) && (!%v || window.piano)", matomo, piano))
	e.Settle()
	got := harness.Eval[[]bool](e.Page, `[Boolean(window.matomo), Boolean(window.piano)]`)
	if got[0] != matomo || got[1] != piano {
		e.T.Errorf("%s: what waits for Matomo and for Piano has run: %v", when, got)
	}
}

// set opens the preferences, moves switches and presses a button.
func (e *exempt) set(button string, switches ...string) {
	e.T.Helper()
	e.OpenDialog("open")
	for _, name := range switches {
		e.Click("cookies-toggle-" + name)
	}
	e.Choose(button)
}

// traces are cookies that trackers leave, of which the first two are exempt here.
const traces = `(document.cookie = "_pk_id.1.1fff=1; Path=/", document.cookie = "_pcid=1; Path=/",
	document.cookie = "_ga=1; Path=/", null)`

// TestExemptMeasurement: measurement that is exempt from consent runs until the visitor objects,
// whatever else they accept or refuse, and again once they take that back. Matomo and Piano are
// called as documented, and Matomo never waits for a consent.
func TestExemptMeasurement(t *testing.T) {
	t.Parallel()
	for _, attributes := range []string{"", `data-integrations="matomo datalayer"`,
		`data-trackers="matomo ga"`} {
		t.Run(attributes, func(t *testing.T) {
			t.Parallel()
			e := &exempt{Page: harness.OpenPortal(t, exemptPage(attributes))}
			e.ran("before a choice", true, true)
			e.check("before a choice", true, true)
			if e.Cookie() != nil {
				t.Error("the cookie is written before a choice")
			}

			e.Choose("cookies-accept")
			e.check("accepted", true, true, "setCookieConsentGiven", "-opt-in")
			e.load(e.Reload)
			e.check("on the next page", true, true, "setCookieConsentGiven", "-opt-in")
			harness.Eval[any](e.Page, traces)

			e.set("cookies-refuse-all")
			e.check("refused", true, true, "forgetCookieConsentGiven", "-essential")
			e.WaitCookies("_pcid", "_pk_id.1.1fff")
			e.load(e.Reload)
			e.ran("refused", true, true)
			e.check("refused, on the next page", true, true)

			e.set("cookies-save", "matomo")
			e.check("objected", false, true, "optUserOut")
			e.WaitCookies("_pcid")
			if harness.Eval[bool](e.Page, `cookiesPreferences.get().matomo`) {
				t.Error("the objection is not in the record")
			}
			e.load(e.Reload)
			e.ran("objected", false, true)
			e.check("objected, on the next page", false, true, "optUserOut")
			e.set("cookies-accept-all")
			e.check("accepted after an objection", false, true, "-opt-in")
			e.set("cookies-refuse-all", "piano")
			e.check("refused with an objection", false, false, "-opt-out")

			e.set("cookies-save", "matomo", "piano")
			e.check("objections withdrawn", true, true, "forgetUserOptOut", "-essential")
			e.set("cookies-accept-all")
			e.check("accepted in the end", true, true, "setCookieConsentGiven", "-opt-in")
		})
	}
}

// TestExemptObjections: Global Privacy Control objects until the visitor says otherwise, an
// objection outlives the charter that it was made about, and ends with the choice.
func TestExemptObjections(t *testing.T) {
	t.Parallel()
	t.Run("GPC", func(t *testing.T) {
		t.Parallel()
		p := harness.NewPage(t)
		p.AskNotToBeTracked()
		harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", exemptPage("")))
		e := &exempt{Page: p}
		e.ran("before a choice", false, false)
		e.check("before a choice", false, false, "optUserOut", "-opt-out")
		e.Choose("cookies-accept")
		e.check("accepted", false, false)
		e.set("cookies-save", "matomo")
		e.check("the switch turned on", true, false, "setCookieConsentGiven", "forgetUserOptOut")
		e.load(e.Reload)
		e.ran("the switch turned on", true, false)
		e.check("on the next page", true, false, "setCookieConsentGiven", "-opt-out")
	})
	for name, c := range map[string]struct {
		age     time.Duration
		objects bool
	}{"charter changed": {time.Hour, true}, "181 days later": {181 * 24 * time.Hour, false}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			value := preferences.Encode(preferences.Preferences{
				Allowed: preferences.SetOf(preferences.Statistics, preferences.Piano),
				Charter: "v1", Timestamp: time.Now().Add(-c.age).UnixMilli(),
			})
			page := exemptPage(`data-version="v2"`)
			page = strings.Replace(page, "<script>", `<script>
				if (!document.cookie) document.cookie = "cookies_preferences=`+value+`; Path=/";`, 1)
			e := &exempt{Page: harness.OpenPortal(t, page)}
			var first, after []string
			if c.objects {
				first = []string{"optUserOut"}
			} else {
				after = []string{"setCookieConsentGiven"}
			}
			e.ran("before a choice", !c.objects, true)
			e.check("before a choice", !c.objects, true, first...)
			e.Choose("cookies-accept")
			e.check("accepted", !c.objects, true, append(after, "-opt-in")...)
		})
	}
}

// TestExemptSwitches: the preferences say why the exempt measurement needs no consent, and have a
// switch to object to each tool, which moves alone, without the program and with it. A page without
// the statistics has it too.
func TestExemptSwitches(t *testing.T) {
	t.Parallel()
	for _, attributes := range []string{"", `data-categories="internal"`, `data-trackers="ga piano"`} {
		t.Run(attributes, func(t *testing.T) {
			t.Parallel()
			src, let := harness.HeldProgram(t)
			p := harness.OpenPortal(t, harness.HeldPage(src, `data-exempt="piano matomo" `+attributes))
			const shows = `[...$("cookies-exempt").parentNode.querySelectorAll("input")].map((it) =>
				[it.id, it.checked, it.parentElement.innerText.includes(it.checked ? "actif" : "désactivé")])`
			check := func(matomo, piano bool) {
				t.Helper()
				p.Wait(fmt.Sprintf(`JSON.stringify(%s) === JSON.stringify([
					["cookies-toggle-matomo", %v, true], ["cookies-toggle-piano", %v, true]])`,
					shows, matomo, piano))
			}
			p.OpenDialog("cookies-customize")
			p.Wait(`$("cookies-dialog").innerText.includes("Vous pouvez vous y opposer")`)
			const switches = `shadow.querySelectorAll("#cookies-toggle-piano").length`
			if got := harness.Eval[int](p, switches); got != 1 {
				t.Errorf("Piano has %d switches", got)
			}
			check(true, true)
			p.Click("cookies-toggle-internal")
			p.Click("cookies-toggle-matomo")
			check(false, true)
			flows.CheckHandOver(p, let)
			check(false, true)
			p.Click("cookies-toggle-piano")
			p.Click("cookies-toggle-matomo")
			check(true, false)
			p.Choose("cookies-save")
			if got := harness.Eval[[]bool](p, `["internal", "matomo", "piano", "statistics"]
				.map((name) => cookiesPreferences.get()[name])`); !slices.Equal(got,
				[]bool{true, true, false, false}) {
				t.Errorf("saved are %v", got)
			}
			p.OpenDialog("open")
			p.Wait(`$("cookies-dialog").innerText.includes("Piano Analytics.")`) // refused
			check(true, false)
			p.Choose("cookies-accept-all")
			p.Wait(`cookiesPreferences.allows("matomo") && !cookiesPreferences.allows("piano")`)
		})
	}
}

// exemptCharter declares a cookie of Matomo's exempt from consent.
const exemptCharter = "Charte cookies\n\nCookies statistiques\n\n" +
	"Prestataire\tNom du cookie\tDurée\tFinalité\n" +
	"Matomo\t_pk_id\t13 mois\tMesure d’audience, exemptée de consentement\n"

// TestExemptCookies: the cookies that the charter declares exempt are with the exempt measurement,
// even if the portal asks about no statistics, and not below a switch that doesn't move them; those
// of a tool that the page doesn't declare stay. The program draws the same.
func TestExemptCookies(t *testing.T) {
	t.Parallel()
	const others = "Matomo\t_pk_ref\t6 mois\tProvenance\nGoogle\t_ga\t2 ans\tAudience\n"
	none, all := banner.TextNoneExempt, banner.TextAllExempt
	for name, c := range map[string]struct {
		attributes, charter  string
		exempt, asked, never []string // that the details of either have, and neither
	}{
		"some": {`data-exempt="matomo"`, others,
			[]string{"_pk_id", "13 mois"}, []string{"_pk_ref", "_ga"}, []string{none, all}},
		"all": {`data-exempt="matomo"`, "",
			[]string{"_pk_id"}, []string{all}, []string{none}},
		"another tool": {`data-exempt="piano"`, others,
			[]string{none}, []string{"_pk_id", "_pk_ref"}, []string{all}},
		"no statistics": {`data-exempt="matomo" data-categories="internal third_party"`, others,
			[]string{"_pk_id"}, nil, []string{none}},
		"services": {`data-exempt="matomo" data-services="youtube"`, "",
			[]string{"_pk_id"}, []string{all}, []string{none}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := exemptCharter + c.charter
			rendered, err := build.CharterJSON([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			src, let := harness.HeldProgram(t)
			harness.Serve(t, "/charters/"+harness.Aude+".json",
				func(w http.ResponseWriter, _ *http.Request) { w.Write(rendered) })
			harness.ServeText(t, "/charters/"+harness.Aude+".txt", "text/plain; charset=utf-8", text)
			p := harness.OpenPortal(t, harness.HeldPage(src, c.attributes))
			check := func(when string) {
				t.Helper()
				const panels = `["exempt", "statistics"].map((name) =>
					$(` + "`cookies-details-${name}-panel`" + `)?.textContent ?? "")`
				p.Wait(`!shadow.querySelector(".details-panel .loading")`)
				got := harness.Eval[[]string](p, panels)
				for i, want := range [][]string{c.exempt, c.asked} {
					for _, part := range want {
						if !strings.Contains(got[i], part) || strings.Contains(got[1-i], part) {
							t.Errorf("%s: %q is not where it should: %q", when, part, got)
						}
					}
				}
				for _, part := range c.never {
					if strings.Contains(got[0]+got[1], part) {
						t.Errorf("%s: the details say %q", when, part)
					}
				}
			}
			p.OpenDialog("cookies-customize")
			check("without the program")
			flows.CheckHandOver(p, let)
			check("with the program")
		})
	}
}
