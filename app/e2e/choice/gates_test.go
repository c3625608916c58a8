package choice

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

// TestGatedFrames: a frame and an image have no address before the choice, lose
// it with the consent, and take none that is a script.
func TestGatedFrames(t *testing.T) {
	t.Parallel()
	harness.ServeText(t, "/video", "text/html", "<title>Vidéo</title><p>Une vidéo")
	p := harness.ServeGates(t, `data-portal="`+harness.Aude+`"`, `
		<iframe id="video" title="Vidéo" width="400" height="225" data-cookies="third_party" data-src="video"></iframe>
		<img id="pixel" alt="" data-cookies="statistics" data-src="/statique/icon.svg">
		<iframe id="script" title="Script" data-cookies="third_party" data-src="javascript:parent.ran.push(1)"></iframe>`)
	p.WaitNotice()
	addresses := func() []string {
		return harness.Eval[[]string](p, `["video", "pixel", "script"].map((id) => $(id).getAttribute("src") ?? "")`)
	}
	if got := addresses(); !slices.Equal(got, []string{"", "", ""}) {
		t.Errorf("before the choice, the addresses are %q", got)
	}
	p.Click("cookies-accept")
	p.Wait(`$("video").contentDocument?.title === "Vidéo"`)
	if got := addresses(); !slices.Equal(got, []string{"video", "/statique/icon.svg", ""}) {
		t.Errorf("after it, the addresses are %q", got)
	}
	entries := harness.Eval[int](p, `history.length`)
	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	p.Wait(`$("video").contentDocument?.title !== "Vidéo"`)
	if got := addresses(); !slices.Equal(got, []string{"", "", ""}) {
		t.Errorf("after the withdrawal, the addresses are %q", got)
	}
	if now := harness.Eval[int](p, `history.length`); now != entries {
		t.Errorf("the withdrawal made %d entries in the history", now-entries)
	}
}

// TestWrongGate: a name that is none is reported, once.
func TestWrongGate(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`"`), "</main>",
		strings.Repeat(`<script type="text/plain" data-cookies="stats">errors.push("ran")</script>`, 2)+"</main>", 1)))
	p.WaitNotice()
	harness.CheckError(t, p, "attribute", `data-cookies="stats"`, "statistics")
	p.Click("cookies-accept")
	p.WaitClosed()
	p.Settle()
	if n := harness.Eval[int](p, `errors.length`); n != 1 {
		t.Errorf("there are %d errors, want one", n)
	}
}

// TestOddGates: what a browser does not run holds up nothing, and what a script's
// author has put on it stays.
func TestOddGates(t *testing.T) {
	t.Parallel()
	for _, n := range []string{"0", "1", "2"} {
		harness.ServeText(t, "/"+n+".js", "text/javascript", "ran.push("+n+")")
	}
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`"`), "</main>", `
		<script>window.ran = []</script>
		<script type="text/plain" data-cookies="statistics" nomodule src="0.js"></script>
		<script type="text/plain" data-cookies="statistics" data-type="application/json" src="1.js"></script>
		<script type="text/plain" data-cookies="statistics" data-type="text/plain">never</script>
		<script type="text/plain" data-cookies="statistics" src="2.js" onload="ran.push('loaded')"></script>
		<script type="text/plain" data-cookies="statistics">ran.push("last")</script></main>`, 1)))
	p.WaitNotice()
	p.Click("cookies-accept")
	p.Wait(`ran.includes("last") && ran.includes("loaded")`)
	if got := harness.Eval[[]any](p, `ran`); fmt.Sprint(got) != "[2 loaded last]" {
		t.Errorf("%v ran, want 2, its onload, and the last", got)
	}
}

// TestGatedScripts: none runs before the choice; then exactly those allowed, once,
// in the document's order, those that came later too.
func TestGatedScripts(t *testing.T) { flows.GatedScripts(t) }
