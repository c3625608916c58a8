package access

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestFrenchOnAnEnglishPage: whatever the page's language, every text of the banner is marked
// as French, but for the English terms of the charter (RGAA 8.7).
func TestFrenchOnAnEnglishPage(t *testing.T) {
	t.Parallel()
	page := harness.PortalPage(`data-portal="` + harness.Aude + `" data-trackers="matomo xiti"`)
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", strings.Replace(page, `lang="fr"`, `lang="en"`, 1)))
	p.WaitNotice()
	check := func(layer string, atLeast int) {
		t.Helper()
		texts := harness.Eval[[]struct{ Lang, Text string }](p, `[...shadow.querySelectorAll(":not(style)")]
			.flatMap((e) => [...e.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE && n.data.trim())
				.map((n) => ({Lang: e.closest("[lang]")?.lang ?? "", Text: n.data.trim()})))`)
		if len(texts) < atLeast {
			t.Errorf("%s has only %d texts", layer, len(texts))
		}
		for _, s := range texts {
			want := "fr"
			if s.Text == "first-party" || s.Text == "third party" {
				want = "en"
			}
			if s.Lang != want {
				t.Errorf("%s: %q is marked as %q", layer, s.Text, s.Lang)
			}
		}
	}
	check("the notice", 5)
	p.Click("cookies-customize")
	p.Wait(`$("cookies-dialog")?.open && shadow.querySelectorAll(".details").length === 4`)
	check("the preferences", 20)
	p.Click("cookies-dialog-charter")
	p.Wait(`shadow.querySelector(".charter table")`)
	check("the charter", 40)
	p.Click("cookies-close")
	p.Click("cookies-refuse-all")
	p.Wait(`$("cookies-status")?.innerText`)
	check("the message", 1)
}
