package choice

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

// TestWithdrawal: a withdrawn consent removes its trackers' cookies and calls their opt-outs.
func TestWithdrawal(t *testing.T) { flows.Withdrawal(t) }

// TestGPC: Global Privacy Control is mentioned, and is no choice.
func TestGPC(t *testing.T) { flows.GPC(t) }

// TestWithdrawalMissing: if the file that ends withdrawn consents can't be fetched, the refusal is
// still recorded, an error event reports it, and the next change tries again.
func TestWithdrawalMissing(t *testing.T) {
	t.Parallel()
	var missing atomic.Bool
	missing.Store(true)
	src := harness.ServeBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		if missing.Load() && strings.HasPrefix(name, "withdrawal-") {
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
	harness.Eval[any](p,
		`(document.cookie = "_ga=1; Path=/", cookiesPreferences.refuse(), null)`)
	harness.CheckError(p, "withdrawal", "withdrawal-", "stays")
	harness.CheckAllowed(p)
	if !harness.Eval[bool](p, `document.cookie.includes("_ga=")`) {
		t.Error("the cookie is gone by itself")
	}
	missing.Store(false)
	harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
	p.WaitNotice()
	p.Click("cookies-accept")
	p.WaitClosed()
	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	p.Wait(`!document.cookie.includes("_ga=")`)
}

// TestReloadNeeded: after refusing what already runs on the page, the visitor reads that a reload
// ends it, whether the program runs or not.
func TestReloadNeeded(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", strings.Replace(
		harness.Listening(`data-portal="`+harness.Aude+`"`), "</main>",
		`<script type="text/plain" data-cookies="matomo">window.ran = true</script></main>`, 1)))
	p.WaitNotice()
	p.Click("cookies-accept")
	p.Wait(`window.ran`)
	const message = `$("cookies-status").innerText`
	if got := harness.Eval[string](p, message); !strings.Contains(got, "enregistrés") ||
		strings.Contains(got, "Rechargez") {
		t.Errorf("after accepting, the message is %q", got)
	}
	harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
	p.WaitNotice()
	p.Click("cookies-refuse")
	p.Wait(message + `.includes("Rechargez la page")`)
	p.Click("open")
	p.WaitDialog()
	p.Click("cookies-refuse-all")
	p.WaitClosed()
	p.Wait(message + `.includes("Rechargez la page")`)
}
