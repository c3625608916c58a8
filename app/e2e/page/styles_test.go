package page

import (
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

// TestInheritedStyles: styles that a page sets on <html> or <body>, and that its elements inherit,
// change nothing in the banner.
func TestInheritedStyles(t *testing.T) { flows.InheritedStyles(t) }

// TestAccent: text in the portal's colour and on it can be read, whatever the colour, in the
// light and in the dark (WCAG 1.4.3, 1.4.11).
func TestAccent(t *testing.T) { flows.Accent(t) }

// waitingFrame is a frame that waits.
const waitingFrame = `<iframe id="video" title="Vidéo" width="560" height="315"
	data-cookies="third_party" data-src="video"></iframe>`

// buttonInFrame finds the button in it.
var buttonInFrame = harness.InFrame("video", "#cookies-allow")

// look is a script that returns the colour and the radius of a button.
func look(button string) string {
	return `(({backgroundColor, borderTopLeftRadius}) => [backgroundColor, borderTopLeftRadius])(
		getComputedStyle(` + button + `))`
}

// openStyled opens a page whose stylesheet has a rule for the banner's element, and a frame
// that waits.
func openStyled(t *testing.T, rule string) *harness.Page {
	t.Helper()
	p := harness.OpenPortal(t, harness.PortalPage(harness.ForAude)+
		`<style>cookies-preferences { `+rule+` }</style>`+waitingFrame)
	p.Wait(buttonInFrame)
	return p
}

// TestInvalidAccent: a value that is not a colour is ignored, in the notice and in frames that
// wait.
func TestInvalidAccent(t *testing.T) {
	t.Parallel()
	looks := func(accent string) [2][2]string {
		p := openStyled(t, "--cookies-accent: "+accent)
		return [2][2]string{harness.Eval[[2]string](p, look(`$("cookies-refuse")`)),
			harness.Eval[[2]string](p, look(buttonInFrame))}
	}
	if ours, buttons := looks("initial"), looks("8a1c3f"); buttons != ours {
		t.Errorf("with 8a1c3f the buttons are %s, ours are %s", buttons, ours)
	} else if looks("#8a1c3f")[0] == ours[0] {
		t.Errorf("with a colour, the buttons are still %s", ours)
	}
}

// TestThemeOnBody: a theme set on <body> reaches the banner, which follows when the page switches
// it; one set on the banner's element comes first.
func TestThemeOnBody(t *testing.T) {
	t.Parallel()
	const styles = `<style>body { --cookies-accent: #8a1c3f; --cookies-radius: 6px }
		.other { --cookies-radius: 3px } .none { all: unset; --cookies-radius: initial }
		.own cookies-preferences { --cookies-radius: 1px }</style>`
	p := harness.OpenPortal(t, harness.PortalPage(harness.ForAude)+styles)
	radius := func(want string) {
		t.Helper()
		p.Wait(`getComputedStyle(shadow.querySelector(".notice")).borderTopLeftRadius === "` + want + `"`)
	}
	radius("6px")
	plain := harness.OpenPortal(t, harness.PortalPage(harness.ForAude))
	colour := look(`$("cookies-refuse")`)
	if ours := harness.Eval[[2]string](plain, colour); harness.Eval[[2]string](p, colour) == ours {
		t.Errorf("with an accent on <body> the buttons are still %s", ours)
	}
	class := func(node, name string) {
		harness.Eval[any](p, `(document.`+node+`.className = "`+name+`", null)`)
	}
	class("body", "other")
	radius("3px")
	sheets := harness.Eval[int](p, `shadow.adoptedStyleSheets.length`)
	class("body", "none")
	radius("10px")
	class("body", "")
	radius("6px")
	if now := harness.Eval[int](p, `shadow.adoptedStyleSheets.length`); now != sheets {
		t.Errorf("the banner had %d stylesheets and has %d: themes pile up", sheets, now)
	}
	class("documentElement", "own")
	radius("1px")
	class("body", "other")
	radius("1px")
}

// TestThemeInFrames: frames that wait have the portal's theme beside the notice, after a
// choice and on a return visit, which has no element of ours to take it from.
func TestThemeInFrames(t *testing.T) {
	t.Parallel()
	p := openStyled(t, "--cookies-accent: #8a1c3f; --cookies-radius: 6px")
	notice := harness.Eval[[2]string](p, look(`$("cookies-refuse")`))
	check := func(when string) {
		t.Helper()
		p.Wait(buttonInFrame)
		if got := harness.Eval[[2]string](p, look(buttonInFrame)); got != notice {
			t.Errorf("%s the frame's button is %s; the notice's was %s", when, got, notice)
		}
	}
	const again = "(document.getElementById(`video`).outerHTML = `" + waitingFrame + "`, null)"
	check("beside the notice")
	p.Choose("cookies-refuse")
	harness.Eval[any](p, again)
	check("after the choice")
	p.Reload()
	check("on a return visit")
	harness.Eval[any](p, again)
	check("in a frame that came later")
	if harness.Eval[bool](p, `document.querySelector("cookies-preferences") !== null`) {
		t.Error("the banner's element stays in a page that asks nothing")
	}
}

// TestTheme: data-theme decides, whatever the visitor's system prefers.
func TestTheme(t *testing.T) {
	t.Parallel()
	background := func(theme string) string {
		p := harness.OpenListening(t, harness.ForAude+` data-theme="`+theme+`"`)
		return harness.Eval[string](p,
			`getComputedStyle(shadow.querySelector(".notice")).backgroundColor`)
	}
	light, dark, auto := background("light"), background("dark"), background("auto")
	if light == dark || light != auto {
		t.Errorf("light is %s, dark %s, auto %s for a visitor who prefers light", light, dark, auto)
	}
}
