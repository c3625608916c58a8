package page

import (
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

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
	return `((style) => [style.backgroundColor, style.borderTopLeftRadius])(getComputedStyle(` + button + `))`
}

// openStyled opens a page whose stylesheet has a rule for the banner's element, and a frame
// that waits.
func openStyled(t *testing.T, rule string) *harness.Page {
	t.Helper()
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", harness.PortalPage(`data-portal="`+harness.Aude+`"`)+
		`<style>cookies-preferences { `+rule+` }</style>`+waitingFrame))
	p.WaitNotice()
	p.Wait(buttonInFrame)
	return p
}

// TestInvalidAccent: a value that is not a colour is ignored, in the notice, in the preferences
// and in frames that wait.
func TestInvalidAccent(t *testing.T) {
	t.Parallel()
	looks := func(accent string) (buttons [3][2]string) {
		p := openStyled(t, "--cookies-accent: "+accent)
		buttons[0] = harness.Eval[[2]string](p, look(`$("cookies-refuse")`))
		buttons[1] = harness.Eval[[2]string](p, look(buttonInFrame))
		p.Click("cookies-customize")
		p.WaitDialog()
		buttons[2] = harness.Eval[[2]string](p, look(`$("cookies-save")`))
		return buttons
	}
	ours := looks("initial")
	for _, accent := range []string{"8a1c3f", "var(--absent)"} {
		if buttons := looks(accent); buttons != ours {
			t.Errorf("with %s the buttons are %s, ours are %s", accent, buttons, ours)
		}
	}
	for i, button := range looks("#8a1c3f") {
		if button[0] == ours[i][0] {
			t.Errorf("with a colour, button %d is still %s", i, button[0])
		}
	}
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
	const again = `(document.getElementById("video").outerHTML = ` + "`" + waitingFrame + "`" + `, null)`
	check("beside the notice")
	p.Click("cookies-refuse")
	p.WaitClosed()
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
		p := harness.OpenListening(t, `data-portal="`+harness.Aude+`" data-theme="`+theme+`"`)
		p.WaitNotice()
		return harness.Eval[string](p, `getComputedStyle(shadow.querySelector(".notice")).backgroundColor`)
	}
	if light, dark, auto := background("light"), background("dark"), background("auto"); light == dark || light != auto {
		t.Errorf("light is %s, dark %s, auto %s for a visitor who prefers light", light, dark, auto)
	}
}
