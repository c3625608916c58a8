package choice

import (
	"slices"
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

// TestGatedScripts: no optional script runs before the choice; then those that are allowed do,
// once, in document order.
func TestGatedScripts(t *testing.T) { flows.GatedScripts(t) }

// TestGatedFrames: a frame or an image has no address before the choice, loses it with the
// consent, and never gets one that is a script.
func TestGatedFrames(t *testing.T) {
	t.Parallel()
	harness.ServeText(t, "/video", "text/html", "<title>Vidéo</title><p>Une vidéo")
	p := harness.ServeGates(t, harness.ForAude, `
		<iframe id="video" title="Vidéo" width="400" height="225"
			data-cookies="third_party" data-src="video"></iframe>
		<img id="pixel" alt="" data-cookies="statistics" data-src="/statique/icon.svg">
		<iframe id="script" title="Script" width="400" height="225"
			data-cookies="third_party" data-src="javascript:parent.ran.push(1)"></iframe>`)
	p.WaitNotice()
	check := func(when string, want ...string) {
		t.Helper()
		got := harness.Eval[[]string](p,
			`["video", "pixel", "script"].map((id) => $(id).getAttribute("src") ?? "")`)
		if !slices.Equal(got, want) {
			t.Errorf("%s, the addresses are %q, want %q", when, got, want)
		}
	}
	check("before the choice", "", "", "")
	p.Click("cookies-accept")
	p.Wait(`$("video").contentDocument?.title === "Vidéo"`)
	check("once accepted", "video", "/statique/icon.svg", "")
	entries := harness.Eval[int](p, `history.length`)
	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	p.Wait(`$("video").contentDocument?.title !== "Vidéo"`)
	check("once withdrawn", "", "", "")
	if now := harness.Eval[int](p, `history.length`); now != entries {
		t.Errorf("the withdrawal made %d entries in the history", now-entries)
	}
}
