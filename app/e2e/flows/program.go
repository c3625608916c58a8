package flows

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// HandOver checks that the program hydrates the very nodes of the notice, which keep the focus,
// and answers from then on.
func HandOver(t *testing.T) {
	parallel(t)
	src, let := harness.HeldProgram(t)
	p := harness.OpenPortal(t,
		harness.HeldPage(src, `data-categories="statistics internal" data-theme="dark"`))
	before := harness.Eval[string](p, `(
		window.nodes = [...shadow.querySelectorAll("*")],
		window.blurs = 0,
		$("cookies-customize").focus(),
		shadow.addEventListener("focusout", () => { blurs++ }),
		shadow.querySelector("div").innerHTML)`)
	let()
	p.Wait(harness.Started)
	if after := harness.Eval[string](p, `shadow.querySelector("div").innerHTML`); after != before {
		t.Errorf("the program renders\n%s\nthe loader\n%s", after, before)
	}
	if harness.Eval[bool](p, `nodes.length !== shadow.querySelectorAll("*").length ||
		nodes.some((n) => !n.isConnected)`) {
		t.Error("the program replaced nodes")
	}
	if blurs := harness.Eval[int](p, `blurs`); p.Focused() != "cookies-customize" || blurs != 0 {
		t.Errorf("the focus is on %q, after %d losses", p.Focused(), blurs)
	}
	p.Press(kb.Enter)
	p.WaitDialog()
}

// Journal checks that a choice that only the program can record outlives a page that is left at
// once: the next page records it with the time it was made, and doesn't ask.
func Journal(t *testing.T) {
	parallel(t)
	src, let := harness.HeldProgram(t)
	address := harness.ServeText(t, "/portail", "text/html",
		harness.HeldPage(src, `data-trackers="matomo"`))
	p := harness.NewPage(t)
	harness.ShowNotice(p, address)
	harness.Eval[any](p, `($("cookies-accept").click(), null)`)
	left := time.Now()
	p.Open(address)
	p.Settle()
	if harness.Eval[bool](p, `$("cookies-accept") !== null || cookiesPreferences.get() !== null`) {
		t.Error("the next page asks again, or allows something before the choice is recorded")
	}
	let()
	p.Wait(`cookiesPreferences.get() !== null`)
	harness.CheckAllowed(p, harness.Everything...)
	cookie := p.Cookie()
	if cookie == nil {
		t.Fatal("there is no cookie")
	}
	if got, _ := preferences.Decode(cookie.Value, time.Now()); got.Time().After(left) {
		t.Errorf("the choice is dated %v, the page was left at %v", got.Time(), left)
	}
	if n := harness.Eval[int](p, `localStorage.length + sessionStorage.length`); n != 0 {
		t.Error("the journal outlives its use")
	}
	harness.CheckQuiet(p)
}

// ProgramMissing checks that the page works without the program, an error event reports it, and the
// visitor can accept and later refuse; the next request fetches the program again.
func ProgramMissing(t *testing.T) {
	parallel(t)
	var missing atomic.Bool
	missing.Store(true)
	src := harness.ServeBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		if !strings.Contains(name, ".wasm") {
			return true
		}
		if missing.Load() {
			http.NotFound(w, r)
			return false
		}
		w.Header().Set("Content-Type", "text/plain") // from a host that doesn't know the type
		return true
	})
	const failed = `$("cookies-status").innerText.includes("L’ouverture a échoué")`

	p := harness.NewPage(t)
	p.Expect("404")
	harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, "")))
	p.Click("cookies-customize")
	program := strings.TrimSuffix(src, harness.Built.Script) + harness.Built.WASM
	harness.CheckError(p, "program", program, "404")
	p.Wait(failed)
	if harness.Eval[bool](p, `cookiesPreferences.get() !== null ||
		cookiesPreferences.allows("statistics") ||
		!cookiesPreferences.allows("functional_cookies") ||
		$("cookies-customize").hasAttribute("aria-busy")`) {
		t.Error("something is allowed, or still waits for the program")
	}

	p.Choose("cookies-accept")
	p.Click("open")
	p.WaitNotice() // in the place of the preferences
	p.Wait(failed)
	harness.CheckAllowed(p, harness.Optional...)
	p.Choose("cookies-refuse")
	harness.CheckAllowed(p)

	missing.Store(false)
	p.OpenDialog("open")
	p.Choose("cookies-accept-all")
	harness.CheckAllowed(p, harness.Optional...)
}
