package firefox

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/firefox"
)

// palette is a contrast theme of Windows 11: CSS's system colours, as Firefox gives them there.
type palette struct {
	scheme  string            // light or dark
	colours map[string]string // by their names in CSS
}

// palettes are the four that come with Windows. The borders of buttons that Firefox takes from
// Desert, COLOR_3DLIGHT, hardly stand out from its background.
var palettes = map[string]palette{
	"aquatic": {"dark", map[string]string{
		"Canvas": "#202020", "CanvasText": "#ffffff", "LinkText": "#75e9fc", "GrayText": "#a6a6a6",
		"Highlight": "#8ee3f0", "HighlightText": "#263b50", "ButtonFace": "#202020",
		"ButtonText": "#ffffff", "ButtonBorder": "#ffffff",
	}},
	"desert": {"light", map[string]string{
		"Canvas": "#fffaef", "CanvasText": "#3d3d3d", "LinkText": "#1c5e75", "GrayText": "#676767",
		"Highlight": "#903909", "HighlightText": "#fff5e3", "ButtonFace": "#fffaef",
		"ButtonText": "#202020", "ButtonBorder": "#c0c0c0",
	}},
	"dusk": {"dark", map[string]string{
		"Canvas": "#2d3236", "CanvasText": "#ffffff", "LinkText": "#70ebde", "GrayText": "#a6a6a6",
		"Highlight": "#a1bfde", "HighlightText": "#212d3b", "ButtonFace": "#2d3236",
		"ButtonText": "#b6f6f0", "ButtonBorder": "#ffffff",
	}},
	"night-sky": {"dark", map[string]string{
		"Canvas": "#000000", "CanvasText": "#ffffff", "LinkText": "#8080ff", "GrayText": "#a6a6a6",
		"Highlight": "#d6b4fd", "HighlightText": "#2b2b2b", "ButtonFace": "#000000",
		"ButtonText": "#ffee32", "ButtonBorder": "#ffffff",
	}},
}

// settingOf are Firefox's settings for system colours that are not ui. and the colour's name.
var settingOf = map[string]string{
	"Canvas": "browser.display.background_color", "CanvasText": "browser.display.foreground_color",
	"LinkText": "browser.anchor_color",
}

// wear gives Firefox a palette, and checks that pages get it.
func wear(p *harness.Page, colours palette) {
	p.T.Helper()
	p.Emulate(browser.Media{ColorScheme: colours.scheme, ForcedColors: true})
	for name, colour := range colours.colours {
		if setting, ok := settingOf[name]; ok {
			p.Set(setting, colour)
			continue
		}
		// The second is for the dark scheme.
		p.Set("ui."+strings.ToLower(name), colour)
		p.Set("ui."+strings.ToLower(name)+".dark", colour)
	}
}

// checkWorn checks that the page has a palette.
func checkWorn(p *harness.Page, colours palette) {
	p.T.Helper()
	for _, name := range slices.Sorted(maps.Keys(colours.colours)) {
		both := `["` + name + `", "` + colours.colours[name] + `"]`
		same := harness.Eval[[]string](p, both+`.map((colour) => {
			const probe = document.body.appendChild(document.createElement("p"));
			probe.style.cssText = "forced-color-adjust: none; color: " + colour;
			const {color} = getComputedStyle(probe);
			probe.remove();
			return color;
		})`)
		if same[0] != same[1] {
			p.T.Errorf("%s is %s, want %s", name, same[0], same[1])
		}
	}
}

// TestFirefoxPalettes: in each of the contrast themes of Windows, texts can be read, and buttons,
// switches, their states and the focus stand out (WCAG 1.4.3, 1.4.11).
func TestFirefoxPalettes(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(palettes)) {
		t.Run(name, func(t *testing.T) {
			p := harness.NewPage(t)
			for _, script := range []string{"colours.js", "measure.js"} {
				p.Preload(harness.MustRead("app/e2e/access/audit/" + script))
			}
			wear(p, palettes[name])
			p.Resize(900, 800)
			harness.ShowPlaceholder(p)
			checkWorn(p, palettes[name])
			look := func(layer string) {
				t.Helper()
				p.MoveAway()
				for kind, script := range map[string]string{
					"text": `audit.texts()`, "border": `audit.borders()`,
					"control": `audit.edges()`, "focus ring": `audit.focusRings()`,
				} {
					p.Measure(layer+", "+kind, script)
				}
				takePicture(p, "palette-"+name+"-"+layer+".png")
			}
			look("notice")
			p.OpenDialog("cookies-read-charter")
			p.Wait(`shadow.querySelector(".charter table")`)
			look("charter")
			p.Click("cookies-close")
			p.Wait(`!$("cookies-dialog")?.open`)
			p.OpenDialog("cookies-customize")
			p.Click("cookies-toggle-statistics")
			p.Click("cookies-details-functional_cookies")
			p.Wait(`shadow.querySelector(".details-panel .declared").checkVisibility()`)
			look("preferences")
			p.Click("cookies-save")
			p.Wait(`$("cookies-status").innerText`)
			look("message")
		})
	}
}

// takePicture keeps a picture of the window, if pictures are asked for.
func takePicture(p *harness.Page, name string) {
	p.T.Helper()
	if *harness.Pictures == "" {
		return
	}
	var png []byte
	p.Drive(func(ctx context.Context) (err error) {
		png, err = p.Driver.(*firefox.Tab).Picture(ctx)
		return err
	})
	harness.KeepPicture(p.T, name, png)
}
