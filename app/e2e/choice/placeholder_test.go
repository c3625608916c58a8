package choice

import (
	"html"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// TestPlaceholder: a frame that waits says whose content it is, and « Autoriser » opens it.
func TestPlaceholder(t *testing.T) { flows.Placeholder(t) }

// TestPlaceholderOfHiddenCategory: a placeholder can't allow what the portal doesn't ask about.
func TestPlaceholderOfHiddenCategory(t *testing.T) {
	t.Parallel()
	p := harness.FramePage(t, `data-categories="statistics"`)
	p.WaitNotice()
	p.Wait(harness.InFrame("video", "#cookies-manage"))
	p.Wait(harness.InFrame("boxed", "#cookies-allow"))
	if harness.Eval[bool](p, harness.InFrame("video", "#cookies-allow")+` !== null`) {
		t.Error("there is a button for what cannot be allowed")
	}
}

// TestAllowedTrackerAllowsItsCategory: « Autoriser » for a declared tracker records what its switch
// records, before a choice and after a refusal: the tracker with its category, and no other.
func TestAllowedTrackerAllowsItsCategory(t *testing.T) {
	t.Parallel()
	p := harness.FramePage(t, `data-trackers="matomo xiti"`)
	var records []string
	record := func() {
		t.Helper()
		harness.CheckAllowed(p, preferences.Statistics, preferences.Matomo)
		value, _, _ := strings.Cut(p.Cookie().Value, "timestamp")
		records = append(records, value)
		harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	}
	for range 2 {
		p.Wait(harness.InFrame("boxed", "#cookies-allow"))
		p.ClickOn(harness.InFrame("boxed", "#cookies-allow"))
		p.Wait(`cookiesPreferences.allows("matomo")`)
		record()
	}
	p.OpenDialog("open")
	p.Click("cookies-toggle-matomo")
	p.Choose("cookies-save")
	record()
	if slices.Sort(records); records[0] != records[2] {
		t.Errorf("the records differ: %q", records)
	}
}

// TestPlaceholderKeepsTheSandbox: no content of a sandboxed frame runs while the frame waits, and
// its sandbox is back when it opens.
func TestPlaceholderKeepsTheSandbox(t *testing.T) {
	t.Parallel()
	const escape = `<meta charset="utf-8"><title>Échappé</title>
		<script>parent.document.documentElement.dataset.escaped = "1"</script><p>Échappé`
	inside := harness.ServeText(t, "/interne", "text/html", escape)
	frame := func(id, attributes string) string {
		return `<iframe id="` + id + `" name="` + id + `" title="Cadre" width="400" height="200"
			data-cookies="third_party" data-src="` + inside + `" ` + attributes + `></iframe>`
	}
	p := harness.NewPage(t)
	p.Expect("Blocked script execution") // Chromium says so
	harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", strings.Replace(
		harness.Listening(harness.ForAude), "</main>",
		frame("text", `sandbox srcdoc="`+html.EscapeString(escape)+`"`)+
			frame("named", `sandbox="allow-popups"`)+
			`<a id="into" target="named" href="`+inside+`">Un lien dans le cadre</a></main>`, 1)))
	p.Wait(harness.InFrame("named", "#cookies-allow"))
	p.Click("into")
	p.Wait(`$("named").contentDocument?.title === "Échappé"`)
	p.Settle()
	p.Click("cookies-accept")
	p.Wait(`$("named").getAttribute("src") && $("named").contentDocument === null`)
	p.Settle()
	got := harness.Eval[[]string](p, `[document.documentElement.dataset.escaped ?? "",
		$("text").getAttribute("sandbox"), $("named").getAttribute("sandbox")]`)
	if want := []string{"", "", "allow-popups"}; !slices.Equal(got, want) {
		t.Errorf("a script has escaped, or a sandbox has changed: %q, want %q", got, want)
	}
}
