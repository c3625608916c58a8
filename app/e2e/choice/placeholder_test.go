package choice

import (
	"html"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

// TestPlaceholderOfWhatIsNotAsked: what visitors cannot choose on a portal cannot
// be allowed by a placeholder.
func TestPlaceholderOfWhatIsNotAsked(t *testing.T) {
	t.Parallel()
	p := harness.FramePage(t, `data-categories="statistics"`)
	p.WaitNotice()
	p.Wait(harness.InFrame("video", "#cookies-manage"))
	p.Wait(harness.InFrame("boxed", "#cookies-allow"))
	if harness.Eval[bool](p, harness.InFrame("video", "#cookies-allow")+` !== null`) {
		t.Error("there is a button for what cannot be allowed")
	}
}

// TestPlaceholderLetsNothingOut: nothing that a sandboxed frame holds, or is led to,
// runs while it waits, and it has its own sandbox back when it is opened.
func TestPlaceholderLetsNothingOut(t *testing.T) {
	t.Parallel()
	const escape = `<script>parent.document.documentElement.dataset.escaped = "1"</script><title>Échappé</title><p>Échappé`
	inside := harness.ServeText(t, "/interne", "text/html", escape)
	address := harness.ServeText(t, "/portail", "text/html", strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`"`), "</main>", `
		<iframe id="text" sandbox title="Texte" width="400" height="200" data-cookies="third_party" data-src="`+inside+`" srcdoc="`+html.EscapeString(escape)+`"></iframe>
		<iframe id="named" name="named" sandbox="allow-popups" title="Nom" width="400" height="200" data-cookies="third_party" data-src="`+inside+`"></iframe>
		<a id="into" target="named" href="`+inside+`">Un lien dans le cadre</a></main>`, 1))
	p := harness.NewPage(t)
	p.Expect("Blocked script execution") // Chromium says so
	p.Open(address)
	p.WaitNotice()
	p.Wait(harness.InFrame("named", "#cookies-allow"))
	p.Click("into")
	p.Wait(`$("named").contentDocument?.title === "Échappé"`)
	p.Settle()
	p.Click("cookies-accept")
	p.Wait(`$("named").getAttribute("src") && $("named").contentDocument === null`)
	p.Settle()
	got := harness.Eval[[]string](p, `[document.documentElement.dataset.escaped ?? "", $("text").getAttribute("sandbox"), $("named").getAttribute("sandbox")]`)
	if want := []string{"", "", "allow-popups"}; !slices.Equal(got, want) {
		t.Errorf("a script has escaped, or a sandbox is another: %q, want %q", got, want)
	}
}

// TestPlaceholder: a frame that waits says whose content it is and why it waits,
// in its place; « Autoriser » allows its category and nothing else, and nothing
// moves, neither when it comes nor when it goes.
func TestPlaceholder(t *testing.T) { flows.Placeholder(t) }

// TestPlaceholderBeforeTheProgram: what is allowed on placeholders before the
// program is there outlives the page, all of it.
func TestPlaceholderBeforeTheProgram(t *testing.T) { flows.PlaceholderBeforeTheProgram(t) }

// TestPlaceholderWithTheProgram: « Autoriser » closes a notice that the program
// has taken over, and ends nothing.
func TestPlaceholderWithTheProgram(t *testing.T) { flows.PlaceholderWithTheProgram(t) }
