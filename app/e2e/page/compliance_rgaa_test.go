package page

import (
	"slices"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestFrenchOnAnEnglishPage: whatever the page's language, all that the banner
// says is marked as French, but for the English terms of the charter (RGAA 8.7).
func TestFrenchOnAnEnglishPage(t *testing.T) {
	t.Parallel()
	harness.InEachState(t, "en", func(t *testing.T, p *harness.Page) {
		type said struct{ Lang, Text string }
		texts := harness.Eval[[]said](p, `[...shadow.querySelectorAll("*")].filter((e) => e.localName !== "style")
			.flatMap((e) => [...e.childNodes].filter((n) => n.nodeType === 3 && n.data.trim())
				.map((n) => ({Lang: e.closest("[lang]")?.lang ?? "", Text: n.data.trim()})))`)
		if len(texts) == 0 {
			t.Error("the banner says nothing")
		}
		for _, s := range texts {
			want := "fr"
			if s.Text == "first-party" || s.Text == "third party" {
				want = "en"
			}
			if s.Lang != want {
				t.Errorf("%q is marked as %q", s.Text, s.Lang)
			}
		}
	})
}

// TestIDs: ids are unique, and what refers to one finds it (RGAA 8.2).
func TestIDs(t *testing.T) {
	t.Parallel()
	harness.InEachState(t, "fr", func(t *testing.T, p *harness.Page) {
		ids := harness.Eval[[]string](p, `[...shadow.querySelectorAll("[id]")].map((e) => e.id).sort()`)
		if len(ids) == 0 || len(slices.Compact(slices.Clone(ids))) != len(ids) {
			t.Errorf("the ids are %q", ids)
		}
		lost := harness.Eval[[]string](p, `["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details"]
			.flatMap((key) => [...shadow.querySelectorAll("[" + key + "]")].flatMap((e) => e.getAttribute(key).split(" ")))
			.filter((id) => !shadow.getElementById(id))`)
		if len(lost) > 0 {
			t.Errorf("nothing is %q", lost)
		}
	})
}
