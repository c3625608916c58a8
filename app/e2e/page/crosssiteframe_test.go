package page

import (
	"fmt"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestCrossSiteFrame: in a frame on another site, where a SameSite=Lax cookie can be neither read
// nor set, accepting loads nothing, and a message says why.
func TestCrossSiteFrame(t *testing.T) {
	t.Parallel()
	portal := harness.PortalPage(`data-portal="` + harness.Aude + `"`)
	inner := harness.ServeText(t, "/cadre", "text/html", strings.Replace(portal, "</main>", `</main>
		<script type="text/plain" data-cookies="statistics">window.ran = true</script>
		<script type="module">
			const drawn = () => new Promise(requestAnimationFrame);
			const shadow = () => document.querySelector("cookies-preferences")?.shadowRoot;
			while (!shadow()?.getElementById("cookies-accept")) await drawn();
			const status = shadow().getElementById("cookies-status");
			shadow().getElementById("cookies-accept").click();
			while (!status.innerText.trim()) await drawn();
			parent.postMessage({
				cookie: document.cookie, allowed: cookiesPreferences.allows("statistics"),
				ran: Boolean(window.ran), message: status.innerText.trim(),
			}, "*");
		</script>`, 1))
	inner = harness.Named(inner, "donnees.ville.test")
	outer := harness.ServeText(t, "/autre", "text/html", fmt.Sprintf(`<!doctype html><html lang="fr"><title>Autre site</title>
		<script>addEventListener("message", (event) => { window.got = event.data; })</script>
		<iframe title="Portail" width="800" height="600" src="%s"></iframe>`, inner))
	p := harness.NewPage(t)
	p.Open(harness.Named(outer, "autre.test"))
	p.Wait(`window.got`)
	type result struct {
		Cookie, Message string
		Allowed, Ran    bool
	}
	got := harness.Eval[result](p, `got`)
	if got.Cookie != "" || got.Allowed || got.Ran || !strings.Contains(got.Message, "n’a pas pu être enregistré") {
		t.Errorf("in another site's frame, accepting makes %+v", got)
	}
}
