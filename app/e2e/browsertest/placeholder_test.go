package browsertest

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/banner/preferences"
)

// framePage serves a page with frames that wait, under a strict policy.
func framePage(t *testing.T, attributes string) *page {
	t.Helper()
	serveText(t, "/video", "text/html", `<!doctype html><html lang="fr"><title>Vidéo</title><p>Une vidéo`)
	return serveGates(t, `data-portal="`+aude+`" `+attributes, `
		<iframe id="video" title="Vidéo" width="560" height="315" data-cookies="third_party" data-src="video"></iframe>
		<iframe id="boxed" title="Mesures" width="400" height="250" sandbox="allow-popups" data-cookies="matomo" data-src="video"></iframe>
		<iframe id="pixel" title="Mesure" width="1" height="1" data-cookies="statistics" data-src="video"></iframe>
		<p id="after">Après</p>`)
}

// inFrame is a script that finds an element in a frame.
func inFrame(frame, selector string) string {
	return fmt.Sprintf(`$("%s").contentDocument?.querySelector("%s")`, frame, selector)
}

// clickInFrame presses the middle of what is in a frame.
func clickInFrame(p *page, frame, selector string) {
	p.t.Helper()
	p.wait(inFrame(frame, selector))
	p.clickAt(eval[[2]float64](p, `(() => {
		$("`+frame+`").scrollIntoView({block: "center"});
		const outer = $("`+frame+`").getBoundingClientRect(), inner = `+inFrame(frame, selector)+`.getBoundingClientRect();
		return [outer.x + inner.x + inner.width / 2, outer.y + inner.y + inner.height / 2];
	})()`))
}

// TestPlaceholder: a frame that waits says whose content it is and why it waits,
// in its place; « Autoriser » allows its category and nothing else, and nothing
// moves, neither when it comes nor when it goes.
func TestPlaceholder(t *testing.T) {
	besides(t)
	p := framePage(t, "")
	p.waitNotice()
	p.wait(inFrame("video", "#cookies-allow"))
	p.wait(inFrame("boxed", "#cookies-allow"))
	eval[any](p, `(window.shifts = 0, new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) {
			shifts += entry.value;
		}
	}).observe({type: "layout-shift", buffered: true}), null)`)
	text := eval[string](p, inFrame("video", "body")+`.innerText`)
	for _, part := range []string{"Contenu de 127.0.0.1", "«\u00a0Tiers\u00a0»", "suivre vos visites", "Autoriser", "Gérer mes cookies"} {
		if !strings.Contains(text, part) {
			t.Errorf("the placeholder does not say %q: %s", part, text)
		}
	}
	if eval[bool](p, inFrame("pixel", "body > *")+` !== null || getComputedStyle(`+inFrame("video", "#cookies-allow")+`).minHeight !== "44px"`) {
		t.Error("a frame too small to read has a placeholder, or the other has no style")
	}

	clickInFrame(p, "video", "#cookies-allow")
	p.wait(`$("video").contentDocument?.title === "Vidéo"`)
	p.waitClosed()
	checkAllowed(t, p, preferences.ThirdParty)
	if got := p.focused(); got != "video" {
		t.Errorf("the focus is on %q, want it where the content is", got)
	}

	// « Gérer mes cookies » opens the preferences and gives the focus back.
	clickInFrame(p, "boxed", "#cookies-manage")
	p.waitDialog()
	p.click("cookies-close")
	p.waitClosed()
	if got := p.focused(); got != "boxed" {
		t.Errorf("the focus is on %q, want it back in the frame", got)
	}

	// Undeclared, a tracker follows the statistics: they are what is asked for.
	clickInFrame(p, "boxed", "#cookies-allow")
	p.wait(`$("boxed").getAttribute("src") === "video"`)
	p.wait(`$("boxed").contentDocument === null`) // its sandbox is there again
	if got := eval[string](p, `$("boxed").getAttribute("sandbox")`); got != "allow-popups" {
		t.Errorf("the frame's sandbox is %q once it has its content", got)
	}
	all := append([]preferences.Name{preferences.Statistics, preferences.ThirdParty}, preferences.Trackers[:]...)
	checkAllowed(t, p, all...)

	eval[any](p, `(cookiesPreferences.refuse(), null)`)
	p.wait(inFrame("video", "#cookies-allow"))
	p.wait(inFrame("boxed", "#cookies-allow"))
	if shift := eval[float64](p, `shifts`); shift != 0 {
		t.Errorf("the layout shifted by %v", shift)
	}
}

// TestPlaceholderBeforeTheProgram: what is allowed on placeholders before the
// program is there outlives the page, all of it.
func TestPlaceholderBeforeTheProgram(t *testing.T) {
	besides(t)
	src, let := heldProgram(t)
	serveText(t, "/video", "text/html", `<title>Vidéo</title>`)
	address := serveText(t, "/portail", "text/html", strings.Replace(heldPage(src, ""), "</main>", `
		<iframe id="video" title="Vidéo" width="560" height="315" data-cookies="third_party" data-src="video"></iframe>
		<iframe id="map" title="Carte" width="560" height="315" data-cookies="internal" data-src="video"></iframe></main>`, 1))
	p := newPage(t)
	p.open(address)
	p.waitNotice()
	clickInFrame(p, "video", "#cookies-allow")
	p.waitClosed()
	clickInFrame(p, "map", "#cookies-allow")
	p.open(address)
	p.settle()
	p.waitClosed()
	let()
	p.wait(`cookiesPreferences.get()?.third_party && cookiesPreferences.get()?.internal`)
	p.wait(`$("video").contentDocument?.title === "Vidéo" && $("map").contentDocument?.title === "Vidéo"`)
	checkAllowed(t, p, preferences.ThirdParty, preferences.Internal)
}

// TestPlaceholderOfWhatIsNotAsked: what visitors cannot choose on a portal cannot
// be allowed by a placeholder.
func TestPlaceholderOfWhatIsNotAsked(t *testing.T) {
	t.Parallel()
	p := framePage(t, `data-categories="statistics"`)
	p.waitNotice()
	p.wait(inFrame("video", "#cookies-manage"))
	p.wait(inFrame("boxed", "#cookies-allow"))
	if eval[bool](p, inFrame("video", "#cookies-allow")+` !== null`) {
		t.Error("there is a button for what cannot be allowed")
	}
}

// TestPlaceholderWithTheProgram: « Autoriser » closes a notice that the program
// has taken over, and ends nothing.
func TestPlaceholderWithTheProgram(t *testing.T) {
	besides(t)
	p := framePage(t, "")
	p.waitNotice()
	p.start()
	clickInFrame(p, "video", "#cookies-allow")
	p.waitClosed()
	p.wait(`cookiesPreferences.allows("third_party")`)
	checkAllowed(t, p, preferences.ThirdParty)
	p.click("open")
	p.waitDialog()
	if _, warnings := p.seen(); len(warnings) > 0 {
		t.Errorf("the console has %q", warnings)
	}
}

// TestPlaceholderLetsNothingOut: nothing that a sandboxed frame holds, or is led to,
// runs while it waits, and it has its own sandbox back when it is opened.
func TestPlaceholderLetsNothingOut(t *testing.T) {
	t.Parallel()
	const escape = `<script>parent.document.documentElement.dataset.escaped = "1"</script><title>Échappé</title><p>Échappé`
	inside := serveText(t, "/interne", "text/html", escape)
	address := serveText(t, "/portail", "text/html", strings.Replace(listening(`data-portal="`+aude+`"`), "</main>", `
		<iframe id="text" sandbox title="Texte" width="400" height="200" data-cookies="third_party" data-src="`+inside+`" srcdoc="`+html.EscapeString(escape)+`"></iframe>
		<iframe id="named" name="named" sandbox="allow-popups" title="Nom" width="400" height="200" data-cookies="third_party" data-src="`+inside+`"></iframe>
		<a id="into" target="named" href="`+inside+`">Un lien dans le cadre</a></main>`, 1))
	p := newPage(t)
	p.expect("Blocked script execution") // Chromium says so
	p.open(address)
	p.waitNotice()
	p.wait(inFrame("named", "#cookies-allow"))
	p.click("into")
	p.wait(`$("named").contentDocument?.title === "Échappé"`)
	p.settle()
	p.click("cookies-accept")
	p.wait(`$("named").getAttribute("src") && $("named").contentDocument === null`)
	p.settle()
	got := eval[[]string](p, `[document.documentElement.dataset.escaped ?? "", $("text").getAttribute("sandbox"), $("named").getAttribute("sandbox")]`)
	if want := []string{"", "", "allow-popups"}; !slices.Equal(got, want) {
		t.Errorf("a script has escaped, or a sandbox is another: %q, want %q", got, want)
	}
}
