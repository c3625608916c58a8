package flows

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestProgramMissing: without the program the page works, everything optional
// is refused, and the integrator is told; a later attempt starts anew.
func ProgramMissing(t *testing.T) {
	Besides(t)
	var broken atomic.Bool // read by the server, set by the test
	broken.Store(true)
	src := harness.ServeBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		if !strings.Contains(name, ".wasm") {
			return true
		}
		if broken.Load() {
			http.NotFound(w, r)
			return false
		}
		w.Header().Set("Content-Type", "text/plain") // a host that does not know the type
		return true
	})
	page := strings.Replace(harness.Listening(`data-portal="`+harness.Aude+`"`), "/banner/banner.js", src, 1)

	p := harness.NewPage(t)
	p.Expect("404")
	p.Open(harness.ServeText(t, "/portail", "text/html", page))
	p.WaitNotice()
	p.Click("cookies-customize")
	harness.CheckError(t, p, "program", strings.TrimSuffix(src, harness.Built.Script)+harness.Built.WASM, "404")
	p.Wait(`$("cookies-status").innerText.includes("L’ouverture a échoué")`)
	if harness.Eval[bool](p, `cookiesPreferences.get() !== null || cookiesPreferences.allows("statistics") ||
		!cookiesPreferences.allows("functional_cookies") || $("cookies-customize").hasAttribute("aria-busy")`) {
		t.Error("without the program there must be no consent, and nothing that waits for it")
	}
	broken.Store(false)
	p.Click("open")
	p.WaitDialog() // the program was fetched again
	p.Click("cookies-refuse-all")
	p.WaitClosed()
	if p.Cookie() == nil {
		t.Error("the choice was not recorded")
	}
}
