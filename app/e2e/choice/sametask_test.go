package choice

import (
	"fmt"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// TestSameTask: whatever the page declares, and without the program, the task of the click writes
// the very cookie that Go encodes, writes nothing else, and takes the notice or the dialog away.
func TestSameTask(t *testing.T) {
	t.Parallel()
	charter := harness.ServeText(t, "/charte.txt", "text/plain; charset=utf-8", "Charte")
	statistics := []preferences.Name{preferences.Statistics}
	version := harness.VersionOf(t, harness.Aude)
	const trackers = ` data-trackers="ga matomo xiti at piano eulerian"`
	for attributes, config := range map[string]banner.Config{
		"":                              {Version: version},
		trackers:                        {Version: version, Trackers: preferences.Trackers},
		` data-categories="statistics"`: {Version: version, Categories: statistics},
		trackers + ` data-categories="statistics" data-version="2026-11"`: {
			Version: "2026-11", Categories: statistics, Trackers: preferences.Trackers},
		` data-charter="` + charter + `"`: {},
	} {
		t.Run(attributes, func(t *testing.T) {
			t.Parallel()
			src, _ := harness.HeldProgram(t)
			p := harness.OpenPortal(t, strings.Replace(harness.HeldPage(src, attributes), "</main>",
				`<iframe id="frame" width="400" height="200" title="Cadre"
					data-cookies="statistics" data-src="`+charter+`"></iframe></main>`, 1))
			for _, act := range []struct {
				script  string
				allowed []preferences.Name
			}{
				{`$("cookies-accept").click()`, harness.Optional},
				{`$("cookies-refuse").click()`, nil},
				{`$("cookies-accept-all").click()`, harness.Optional},
				{`$("cookies-refuse-all").click()`, nil},
				{`$("cookies-toggle-statistics").click(), $("cookies-save").click()`,
					append(statistics, preferences.Trackers...)},
				{harness.InFrame("frame", "#cookies-allow") + `.click()`, statistics},
			} {
				p.WaitNotice()
				p.Wait(harness.InFrame("frame", "#cookies-allow"))
				if strings.Contains(act.script, "-all") || strings.Contains(act.script, "save") {
					p.OpenDialog("cookies-customize")
				}
				now := harness.Eval[int64](p,
					`(window.now = Date.now(), Date.now = () => now, now)`)
				got := harness.Eval[string](p, fmt.Sprintf(`(%s, document.cookie +
					localStorage.length + Boolean($("cookies-dialog")?.open) +
					Boolean($("cookies-accept")?.checkVisibility()))`, act.script))
				record := banner.RecordOf(config, preferences.Preferences{
					Allowed: preferences.SetOf(act.allowed...)})
				record.Timestamp = now
				want := preferences.CookieName + "=" + preferences.Encode(record) + "0falsefalse"
				if got != want {
					t.Errorf("%s: at once the page has\n%s, want\n%s", act.script, got, want)
				}
				harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
			}
		})
	}
}
