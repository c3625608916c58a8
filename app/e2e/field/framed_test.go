package field

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestFramedPortal: a portal in a frame of the town's own page asks once, and both follow a
// choice at once, also over http.
func TestFramedPortal(t *testing.T) {
	t.Parallel()
	for report, hosts := range map[string][2]string{
		"betagouv/france-chaleur-urbaine #835": {"www.ville.test", "donnees.ville.test"},
		"68publishers/cookie-consent #116":     {"www.ville.test", "www.ville.test"},
	} {
		t.Run(report, func(t *testing.T) {
			t.Parallel()
			p := framed(t, hosts, `data-domain=".Ville.test"`, "")
			p.Settle()
			p.Wait(`!(await frame()).asks`)
			p.Choose("cookies-accept")
			p.Wait(`(await frame()).allows`)
			p.Open(harness.Eval[string](p, `location.href`)) // a return visit
			p.Wait(`(await frame()).allows`)
			harness.Eval[any](p, `(cookiesPreferences.refuse(), null)`)
			p.Wait(`(({allows, changes}) => !allows && changes > 0)(await frame())`)
			// What happens in the frame counts outside, and it still does not ask.
			harness.Eval[any](p, `(frames[0].postMessage("forget", "*"), null)`)
			p.WaitNotice()
			p.Wait(`!(await frame()).asks`)
		})
	}
	t.Run("Vizzuality/trase #1606", func(t *testing.T) { // another site asks for itself
		t.Parallel()
		p := framed(t, [2]string{"www.agglo.test", "donnees.ville.test"}, "", "")
		p.Settle()
		p.EnterFrame()
		p.WaitNotice()
	})
	t.Run("a frame that asks more", func(t *testing.T) { // asks once the page around has its answer
		t.Parallel()
		p := framed(t, [2]string{"www.ville.test", "www.ville.test"}, `data-trackers="ga"`,
			`data-trackers="ga matomo"`)
		p.Settle()
		p.Wait(`!(await frame()).asks`)
		p.Choose("cookies-refuse")
		p.Wait(`(await frame()).asks`)
		p.ClickOn(framedBanner + `.getElementById("cookies-accept")`)
		p.Wait(`(await frame()).allows`)
		p.Open(harness.Eval[string](p, `location.href`))
		p.Wait(`cookiesPreferences.allows("ga") && (await frame()).allows`)
		if harness.Eval[bool](p, `document.querySelector("cookies-preferences") !== null`) ||
			harness.Eval[bool](p, `(async () => (await frame()).asks)()`) {
			t.Error("someone asks once all is answered")
		}
	})
	t.Run("a press in the frame", func(t *testing.T) { // on a return visit, the page around follows it
		t.Parallel()
		p := framed(t, [2]string{"www.ville.test", "www.ville.test"}, "", "")
		p.Choose("cookies-accept")
		p.Open(harness.Eval[string](p, `location.href`))
		p.Wait(`(await frame()).allows`)
		p.Settle()
		p.ClickOn(`document.querySelector("iframe").contentDocument.getElementById("open")`)
		p.Wait(framedBanner + `?.getElementById("cookies-dialog")?.open`)
		p.Settle()
		p.ClickOn(framedBanner + `.getElementById("cookies-refuse-all")`)
		p.Wait(`!cookiesPreferences.allows("statistics") && changes.length > 0`)
	})
}

// framedBanner is the shadow root of the banner in the frame.
const framedBanner = `document.querySelector("iframe").contentDocument
	.querySelector("cookies-preferences")?.shadowRoot`

// framed opens a page of the first host, with a frame of the second host's, which may have more
// attributes.
func framed(t *testing.T, hosts [2]string, attributes, more string) *harness.Page {
	t.Helper()
	portal := harness.Listening(harness.ForAude + " " + attributes)
	serve := func(path, host, page string) string {
		return harness.Named(harness.Serve(t, path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, page)
		}), host)
	}
	const says = `<script>addEventListener("message", ({data, source}) => {
		if (data === "forget") cookiesPreferences.forget();
		if (data === "how") source.postMessage({
			asks: Boolean(document.querySelector("cookies-preferences")?.shadowRoot
				.getElementById("cookies-accept")),
			allows: cookiesPreferences.allows("statistics"), changes: changes.length,
		}, "*");
	})</script></head>`
	const asks = `<script>window.frame = () => new Promise((told) => {
		addEventListener("message", ({data}) => { if ("asks" in Object(data)) told(data) });
		frames[0].postMessage("how", "*");
	})</script></head>`
	inner := serve("/cadre", hosts[1], strings.Replace(
		harness.Listening(harness.ForAude+" "+more+" "+attributes), "</head>", says, 1))
	portal = strings.Replace(portal, "</head>", asks, 1)
	p := harness.NewPage(t)
	harness.ShowNotice(p, serve("/portail", hosts[0], strings.Replace(portal, "</main>",
		`<iframe title="Portail" src="`+inner+`" style="width:100%;height:600px"></iframe></main>`, 1)))
	return p
}
