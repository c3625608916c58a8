package choice

import (
	"net/http"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

// TestWithdrawal: a withdrawn consent removes its trackers' cookies and calls their opt-outs.
func TestWithdrawal(t *testing.T) { flows.Withdrawal(t) }

// TestGPC: Global Privacy Control is mentioned, and is no choice.
func TestGPC(t *testing.T) { flows.GPC(t) }

// TestWithdrawalMissing: if the file that ends withdrawn consents can't be fetched, the refusal is
// still recorded, and an error event reports it.
func TestWithdrawalMissing(t *testing.T) {
	t.Parallel()
	p := openWithout(t, "withdrawal-", "", "")
	p.Choose("cookies-accept")
	harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
	harness.CheckError(p, "withdrawal", "withdrawal-", "stays")
	harness.CheckAllowed(p)
}

// openWithout opens a page with an element, whose host lacks the files whose names begin so.
func openWithout(t *testing.T, file, attributes, element string) *harness.Page {
	t.Helper()
	src := harness.ServeBuild(t, func(name string, w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasPrefix(name, file) {
			return true
		}
		http.NotFound(w, r)
		return false
	})
	p := harness.NewPage(t)
	p.Expect("404")
	harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", strings.Replace(
		harness.HeldPage(src, attributes), "</main>", element+"</main>", 1)))
	return p
}

// TestReloadNeeded: after refusing what already runs on the page, the visitor reads that a reload
// ends it, whether the program runs or not.
func TestReloadNeeded(t *testing.T) {
	t.Parallel()
	p := harness.OpenPortal(t, strings.Replace(
		harness.Listening(harness.ForAude), "</main>",
		`<script type="text/plain" data-cookies="matomo">window.ran = true</script></main>`, 1))
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
	p.OpenDialog("open")
	p.Choose("cookies-refuse-all")
	p.Wait(message + `.includes("Rechargez la page")`)
}

// TestWithdrawalOfServices: when the consent to third parties is withdrawn, the cookies that the
// services of the catalogue have left on the portal's host go. Those of the other categories and
// the portal's own stay.
func TestWithdrawalOfServices(t *testing.T) {
	t.Parallel()
	p := harness.OpenPortal(t, harness.Listening(harness.ForAude))
	p.Choose("cookies-accept")
	p.Wait(`cookiesPreferences.allows("third_party")`)
	stay := []string{"_cs_id", "_ga", "sessionid", "csrftoken", "_cs_optout", "MUID"}
	for _, name := range append([]string{"_clck", "crisp-client%2Fsession%2Fx", "_uetvid",
		"tawk_uuid_x", "hubspotutk"}, stay...) {
		harness.Eval[any](p, `(document.cookie = "`+name+`=1; Path=/; Max-Age=1000", null)`)
	}
	p.OpenDialog("open")
	p.Click("cookies-toggle-third_party")
	p.Choose("cookies-save")
	p.WaitCookies(stay...)
}
