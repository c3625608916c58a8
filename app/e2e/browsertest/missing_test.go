package browsertest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestToldWithoutTheProgram: who opens the preferences by keyboard, and gets none
// because the program does not come, is told so in a region that was there before,
// and keeps the focus on what they pressed (RGAA 7.3, 7.5).
func TestToldWithoutTheProgram(t *testing.T) {
	t.Parallel()
	for name, program := range map[string]http.HandlerFunc{
		"missing": http.NotFound,
		"broken": func(w http.ResponseWriter, _ *http.Request) { // it compiles, and has nothing to run
			w.Header().Set("Content-Type", "application/wasm")
			fmt.Fprint(w, "\x00asm\x01\x00\x00\x00")
		},
	} {
		t.Run(name, func(t *testing.T) { toldWithout(t, program) })
	}
}

func toldWithout(t *testing.T, program http.HandlerFunc) {
	src := serveBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(name, ".wasm") {
			program(w, r)
			return false
		}
		return true
	})
	address := serveText(t, "/portail", "text/html", heldPage(src, ""))
	for _, c := range []struct {
		opener string
		chosen bool // before
	}{{"Personnaliser", false}, {"Gérer mes cookies", false}, {"Gérer mes cookies", true}} {
		p := newPage(t)
		p.expect("404")
		record(p)
		p.open(address)
		p.waitNotice()
		if c.chosen {
			p.click("cookies-refuse")
			p.waitClosed()
			p.reload()
		}
		p.tabTo("button", c.opener)
		p.press(kb.Enter)
		p.wait(`announcements.length`)
		for _, text := range p.announced() {
			if strings.HasPrefix(text, mute) {
				t.Errorf("%s, chosen: %v: screen readers may leave out what is told: %s", c.opener, c.chosen, text)
			}
		}
		if n := p.axFocused(); n.name != c.opener {
			t.Errorf("%s, chosen: %v: the focus is left on %s", c.opener, c.chosen, n.french())
		}
	}
}
