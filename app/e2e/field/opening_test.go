package field

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// portal opens a portal's page with more in its head and body, and waits for the notice.
func portal(t *testing.T, head, body string) *harness.Page {
	t.Helper()
	return harness.OpenPortal(t, portalPage(head, body))
}

// portalPage is such a page.
func portalPage(head, body string) string {
	const start = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Portail</title>` +
		`<meta name="viewport" content="width=device-width, initial-scale=1">`
	return start + head + `<script src="/banner/banner.js" defer ` + harness.ForAude +
		`></script></head><body>` + body + `</body></html>`
}

// opener is an element that opens the preferences.
const opener = `<button id="o" data-cookies-preferences="open">Gérer mes cookies</button>`

// TestOpening: the preferences open from whatever the page makes its control of, by mouse and by
// keys, and the focus comes back to it.
func TestOpening(t *testing.T) {
	t.Parallel()
	const component = `<script>customElements.define("x-b", class extends HTMLElement {
		constructor() {
			super();
			this.attachShadow({mode: "open"}).innerHTML = "<button><slot></slot></button>";
		}
	})</script>`
	stop := func(phase string) string {
		return `<script>n.addEventListener("click", (e) => e.stopPropagation(), ` + phase + `)</script>`
	}
	for _, c := range []struct{ report, body string }{
		{"KittyGiraudel/a11y-dialog #712",
			`<x-b id="o" data-cookies-preferences="open">Gérer mes cookies</x-b>` + component},
		{"orestbida/cookieconsent #298", `<div id="o" style="width: fit-content"></div>` +
			component + `<script>o.attachShadow({mode: "open"}).innerHTML =
			"<x-b data-cookies-preferences=open>Gérer mes cookies</x-b>"</script>`},
		{"a closed shadow root", `<x-b id="o" data-cookies-preferences="open">Gérer mes cookies</x-b>` +
			strings.Replace(component, "open", "closed", 1)},
		{"oddbird/popover-polyfill #176", strings.Replace(opener, "Gérer", `<x-i></x-i> Gérer`, 1) +
			`<script>document.querySelector("x-i").attachShadow({mode: "open"}).innerHTML =
			"<svg width='300' height='20'><rect width='300' height='20'/></svg>"</script>`},
		{"finsweet/attributes #562", `<nav id="n">` + opener + `</nav>` + stop("false")},
		{"dequelabs/pattern-library #99", `<nav id="n">` + opener + `</nav>` + stop("true") +
			`<script>document.addEventListener("click", (e) => e.stopImmediatePropagation(), true)
			</script>`},
		{"mozilla/pontoon #393", `<dialog id="n"></dialog><script>n.addEventListener("click",
			(e) => e.stopPropagation()); n.innerHTML = '` + opener + `'; n.showModal()</script>`},
	} {
		t.Run(c.report, func(t *testing.T) {
			t.Parallel()
			p := harness.NewPage(t)
			p.Open(harness.ServeText(t, "/portail", "text/html", portalPage("", c.body)))
			p.Settle()
			leave := func(means string) {
				t.Helper()
				p.WaitDialog()
				p.Press("\x1b")
				p.Wait(`!$("cookies-dialog")?.open`)
				p.Settle()
				if got := p.Focused(); got != "o" {
					t.Errorf("by %s the focus is on %q", means, got)
				}
			}
			p.Click("o")
			leave("mouse")
			p.Press("\r")
			leave("keys")
		})
	}
}
