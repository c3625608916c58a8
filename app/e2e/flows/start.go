package flows

import (
	"net/http"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestWithdrawalWithoutTheProgram: where the preferences cannot open, a visitor who
// has accepted can refuse all the same.
func WithdrawalWithoutTheProgram(t *testing.T) {
	Besides(t)
	src := harness.ServeBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(name, ".wasm") {
			http.NotFound(w, r)
			return false
		}
		return true
	})
	p := harness.NewPage(t)
	p.Expect("404")
	p.Open(harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, "")))
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	p.Click("open")
	p.WaitNotice()
	p.Wait(`$("cookies-status").innerText.includes("L’ouverture a échoué")`)
	if !harness.Eval[bool](p, `cookiesPreferences.allows("statistics")`) {
		t.Error("the choice in force is gone")
	}
	p.Click("cookies-refuse")
	p.WaitClosed()
	harness.CheckAllowed(t, p)
}
