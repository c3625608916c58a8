package field

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// frameworks are rules of widespread stylesheets that select elements by their siblings or by their
// place, and lay them out so.
var frameworks = []struct{ report, css string }{
	{"buildit/gravity-ui-web #200", `body > * + * { margin-top: 40px }`},
	{"tailwindlabs/tailwindcss #13459", // space-y in version 3, on <body class="space-y-4">
		`body > :not([hidden]) ~ :not([hidden]) { margin-top: 16px; margin-bottom: 0 }`},
	{"Tailwind 4 space-y", `:where(body > :not(:last-child)) { margin-block: 0 16px }`},
	{"Tailwind divide-y", `body > :not([hidden]) ~ :not([hidden]) { border-top: 9px solid }`},
	{"Bootstrap vstack", `body { display: flex; flex: 1 1 auto; flex-direction: column; gap: 12px }
		body > :not(template) ~ :not(template) { border-top: 1px solid }`},
	{"DSFR", `body > :first-child { padding-top: 24px } body > * ~ main { margin-top: 32px }
		body:has(> header:first-child) main { padding-top: 20px }`},
	{"Foundation", `body > * { margin: 20px } body > :first-child { margin-top: 0 }
		body > :last-child { margin-bottom: 0 } body > header:only-of-type + main { float: left }`},
	{"WordPress block gap", `:where(body) > * { margin-block-start: 0; margin-block-end: 0 }
		:where(body) > * + * { margin-block-start: 24px }
		:where(body) > :first-child { margin-block-start: 10px }
		:where(body) > :last-child { margin-block-end: 10px }`},
	{"a grid by order", `body { display: grid; grid-template-rows: 50px 1fr auto; row-gap: 8px }
		body > :nth-child(1) { grid-row: 1 } body > :nth-child(2) { grid-row: 2 }
		body > :nth-child(odd) { padding: 5px }`},
	{"the whole page is a flexbox", `html { display: flex; gap: 30px } body { flex: 1 }`},
	{"the whole page is a grid", `html { display: grid; min-height: 100%; align-content: center }`},
	{"an empty page", `body > :only-of-type { margin: 3px } body:not(:has(> * + * + * + *)) {
		padding: 7px }`},
}

// shifts has a page keep how far its layout has shifted, outside of the visitor's presses.
const shifts = `<script>
	window.shift = 0;
	new PerformanceObserver((list) => {
		for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shift += value;
	}).observe({ type: "layout-shift", buffered: true });
</script>`

// TestPageStays: the page's elements are where they are without the banner, while the notice is up
// and after it, and nothing shifts.
func TestPageStays(t *testing.T) {
	t.Parallel()
	const places = `JSON.stringify([...document.body.querySelectorAll("*")].map((e) => {
		const { x, y, width, height } = e.getBoundingClientRect();
		return [e.localName, x, y, width, height];
	}))`
	const body = `<header>Portail</header><main><h1>Jeux de données</h1><p>Un texte</p></main>` +
		`<footer>Pied de page</footer>`
	for _, c := range frameworks {
		t.Run(c.report, func(t *testing.T) {
			t.Parallel()
			p := harness.NewPage(t)
			page := portalPage(`<style>body { margin: 0 }`+c.css+`</style>`+shifts, body)
			p.Open(harness.ServeText(t, "/portail", "text/html",
				strings.Replace(page, `src="/banner/banner.js"`, `type="text/plain"`, 1)))
			p.Settle() // the page has shifted by itself as it was read
			alone := harness.Eval[string](p, places)
			check := func(when string) {
				t.Helper()
				p.Settle()
				if got := harness.Eval[string](p, places); got != alone {
					t.Errorf("%s the page is\n%s\nwithout the banner\n%s", when, got, alone)
				}
				if got := harness.Eval[float64](p, `shift`); got != 0 {
					t.Errorf("%s the page has shifted by %v", when, got)
				}
			}
			harness.Eval[any](p, `(() => {
				const script = document.createElement("script");
				script.src = "/banner/banner.js";
				script.dataset.portal = "`+harness.Aude+`";
				window.shift = 0;
				document.head.append(script);
			})()`)
			p.WaitNotice()
			check("with the notice")
			p.OpenDialog("cookies-customize")
			check("with the preferences")
			p.Choose("cookies-refuse-all")
			check("after the choice")
		})
	}
}

// TestMovedWhileOpen: whatever moves the banner's element, or all that the page has, leaves the
// open preferences modal.
func TestMovedWhileOpen(t *testing.T) {
	t.Parallel()
	for name, move := range map[string]string{
		"the content is wrapped": `{ const wrapper = document.createElement("div");
			wrapper.append(...document.body.childNodes); document.body.append(wrapper); }`,
		"the element is moved": `{ const wrapper = document.createElement("div");
			wrapper.append(document.querySelector("cookies-preferences"));
			document.body.append(wrapper); }`,
		"the body is emptied":  `document.body.innerHTML = ""`,
		"the body is replaced": `document.body = document.createElement("body")`,
		"the page is replaced": `{ const page = document.documentElement.cloneNode(true);
			page.querySelector("cookies-preferences").remove();
			document.documentElement.replaceWith(page); }`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := portal(t, "", "<p>Un texte</p>")
			p.OpenDialog("cookies-customize")
			p.Wait(harness.Started)
			harness.Eval[any](p, `(() => {`+move+`})()`)
			p.Wait(`$("cookies-dialog")?.matches(":modal")`)
			movesAndSaves(p)
		})
	}
}
