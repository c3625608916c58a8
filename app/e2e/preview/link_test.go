package preview

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/preview/workshop"
)

// TestWorkshopLink: the page's address holds all settings, for a colleague or a later visit.
func TestWorkshopLink(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	// Safari throws when a page changes its address too often, as fast typing would.
	harness.Eval[any](p, `(() => {
		const replaceState = history.replaceState;
		let refusals = 3;
		history.replaceState = function (...state) {
			if (refusals-- > 0) throw new DOMException("100 times per 30 seconds", "SecurityError");
			replaceState.apply(this, state);
		};
		return null;
	})()`)
	ids := []string{"trackers-matomo", "categories-internal", "theme-dark", "screen-768"}
	for _, id := range ids {
		p.Click(id)
	}
	p.Retype("charter", own)
	waitPreview(p, previewsDraft)
	p.Until("the charter in the address", func() bool {
		state, _ := workshop.ParseLink(harness.Eval[string](p, `location.hash.slice(1)`))
		return state.Settings.Charter == own
	})

	other := harness.NewPage(t)
	other.Open(harness.Eval[string](p, `location.href`))
	waitPreview(other, asks+` && root.querySelector(".cookies").dataset.theme === "dark"`)
	if got := harness.Eval[string](other, `$("charter").value`); got != own {
		t.Errorf("the charter is %q", got)
	}
	const checked = `[...document.querySelectorAll("input:checked")].map(({id}) => id)`
	const want = "portal-opendata-aude-fr categories-statistics categories-third_party " +
		"trackers-matomo theme-dark screen-768"
	if got := strings.Join(harness.Eval[[]string](other, checked), " "); got != want {
		t.Errorf("checked are %s, want %s", got, want)
	}
	tag := harness.Eval[string](other, `$("tag").innerText`)
	for _, s := range []string{`data-categories="statistics third_party" `, `data-theme="dark"`} {
		if !strings.Contains(tag, s) {
			t.Errorf("the tag lacks %s: %s", s, tag)
		}
	}
	s := workshop.Default(harness.Aude)
	s.Theme, s.Trackers = "light", []string{"ga"}
	pasted := harness.StateLink(s, workshop.View{})
	harness.Eval[any](other, `(location.hash = "`+pasted+`", null)`)
	other.Wait(`$("theme-light").checked && $("trackers-ga").checked`)
	waitPreview(other, `page.location.search.includes("data-theme=light") && `+asks)

	for _, part := range []string{"panic", "goroutine", "exit code", "already exited"} {
		other.Expect(part)
	}
	harness.Eval[any](other, `(cookiesWorkshop.forget = () => { throw new Error("panic"); }, null)`)
	other.Click("restart")
	other.Wait(`document.querySelector(".ended")?.innerText.startsWith("L’atelier s’est arrêté.")`)
	other.Reload()
	other.Wait(`$("trackers-ga")?.checked`)
}
