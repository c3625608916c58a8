package robust

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
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
	src := harness.ServeBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(name, ".wasm") {
			program(w, r)
			return false
		}
		return true
	})
	address := harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, ""))
	for _, c := range []struct {
		opener string
		chosen bool // before
	}{{"Personnaliser", false}, {"Gérer mes cookies", false}, {"Gérer mes cookies", true}} {
		p := harness.NewPage(t)
		p.Expect("404")
		harness.Record(p)
		p.Open(address)
		p.WaitNotice()
		if c.chosen {
			p.Click("cookies-refuse")
			p.WaitClosed()
			p.Reload()
		}
		p.TabTo("button", c.opener)
		p.Press(kb.Enter)
		p.Wait(`announcements.length`)
		for _, text := range p.Announced() {
			if strings.HasPrefix(text, harness.Mute) {
				t.Errorf("%s, chosen: %v: screen readers may leave out what is told: %s", c.opener, c.chosen, text)
			}
		}
		if n := p.AxFocused(); n.Name != c.opener {
			t.Errorf("%s, chosen: %v: the focus is left on %s", c.opener, c.chosen, n.French())
		}
	}
}
