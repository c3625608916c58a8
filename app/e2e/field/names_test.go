package field

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestHTTPBesideHTTPS: over http, browsers keep the cookie that https has set. The visitor reads that
// the choice was not kept, which an error event says too, and nothing is allowed.
func TestHTTPBesideHTTPS(t *testing.T) {
	t.Parallel()
	v := visitHTTPS(t)
	v.open("")
	v.Choose("cookies-accept")
	v.site = harness.Named(harness.Site.URL, "donnees.ville.test")
	v.open("")
	v.Click("cookies-accept")
	v.Wait(`errors.length > 0`)
	harness.CheckError(v.Page, "cookie_blocked", "did not keep the cookie")
	v.Wait(`$("cookies-status").innerText.includes("n’a pas conservé votre choix")`)
	if harness.Eval[bool](v.Page, `cookiesPreferences.allows("statistics")`) {
		t.Error("something is allowed")
	}
}

// TestOthersOfTheName: a module finds its tag among other products' scripts of the name.
func TestOthersOfTheName(t *testing.T) {
	t.Parallel()
	other := harness.ServeText(t, "/banner.js", "text/javascript", "window.ads = true")
	page := strings.Replace(harness.Listening(harness.ForAude), `<script src="/banner/banner.js" defer`,
		`<script src="`+other+`"></script><script type="module" src="/banner/banner.js"`, 1)
	p := harness.OpenPortal(t, page)
	if text := harness.Eval[string](p, `shadow.querySelector(".notice").innerText`); !strings.Contains(
		text, "Département de l’Aude") {
		t.Errorf("the notice is not for the portal: %s", text)
	}
	p.Choose("cookies-accept")
	if harness.Eval[int](p, `errors.length`) > 0 {
		t.Errorf("the banner reports %v", harness.Eval[any](p, `errors`))
	}
}
