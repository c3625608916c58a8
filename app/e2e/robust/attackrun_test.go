package robust

import (
	"cmp"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// hostilePage is a page with hostile input in it. Several inputs share one where they
// have nothing to do with each other.
type hostilePage struct {
	inputs     int      // how many are met here; 0 is one
	attributes string   // of the script tag; "" is data-portal="opendata.aude.fr"
	src        string   // what follows the script's address
	head, body string   // HTML
	cookies    []string // values of cookies_preferences, each on a path of its own
	address    string   // what follows the page's address
	tell       string   // a script that runs once the notice is up
	opens      string   // the control to press then
	until      string   // what is there once it has opened
	reports    string   // the code of an error that the page must hear of
	times      int      // how often at least; 0 is once

	// after checks more, and again once everything has been accepted.
	after func(p *harness.Page, accepted bool)
}

// attack is a row of the table: visits of one kind.
type attack struct {
	name      string // of the row, where %d is the number of inputs
	visits    []hostilePage
	wanted    []preferences.Name // what the visitor allows who accepts; nil is everything
	announced []string           // errors that the browser itself logs
}

// sentinel hears of any script that an input brings in.
const sentinel = `
	window.hits = [];
	for (const name of ["pwned", "alert", "confirm", "prompt", "print"]) window[name] = (...args) => { hits.push(name + args); };
	window.ordinary = new Set(Object.getOwnPropertyNames(Object.prototype));
`

// quiet waits for the notice, and until the loader has done what it does by
// itself: after a drawing, when the page is idle.
const quiet = `(async () => {
	const notice = () => Document.prototype.querySelector.call(document, "cookies-preferences")?.shadowRoot.getElementById("cookies-accept");
	for (const end = performance.now() + 10000; !notice()?.checkVisibility();) {
		if (performance.now() > end) return hits.push("there is no notice");
		await new Promise((later) => setTimeout(later, 5));
	}
	await new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestIdleCallback(() => setTimeout(done)))));
})()`

// harm lists what an input has done that it must not do; and whether the three
// buttons of the notice, or of the preferences, can be pressed.
const harm = `(() => {
	const faults = hits.splice(0);
	const all = (root, selector) => [...Element.prototype.querySelectorAll.call(root, selector)];
	const root = Reflect.get(Document.prototype, "documentElement", document);
	const tags = /^(style|div|section|h[1-3]|p|button|article|dialog|ul|ol|li|input|label|span|strong|nav|a|table|caption|thead|tbody|tr|th|td)$/;
	const foreign = (node) => {
		if (!tags.test(node.localName)) faults.push("the banner has a <" + node.localName + ">");
		for (const { name, value } of node.attributes) {
			if (/^on|^style$/.test(name) && name !== "style") faults.push("the banner has " + name + "=" + value);
			if (/^(href|src)$/.test(name) && !/^https?:\/\//.test(node.href)) faults.push("the banner has a link to " + value);
		}
	};
	if (/[\u202a-\u202e\u2066-\u2069]/.test(shadow.textContent)) faults.push("the banner has marks that turn the direction of writing");
	if (shadow !== document) for (const top of shadow.children) [top, ...all(top, "*")].forEach(foreign);
	for (const name of Object.getOwnPropertyNames(Object.prototype)) if (!ordinary.has(name)) faults.push("every object has " + name);
	for (const gate of all(root, "iframe, img[data-cookies]")) {
		if (gate.hasAttribute("src") && !gate.dataset.good) faults.push("opened: " + gate.outerHTML.slice(0, 200));
	}
	for (const script of all(root, "script[data-cookies]:not([type='text/plain'])")) faults.push("runs: " + script.outerHTML.slice(0, 200));
	const ids = $("cookies-dialog")?.open
		? (shadow.querySelector(".dialog .categories") ? ["cookies-accept-all", "cookies-refuse-all", "cookies-save"] : ["cookies-close"])
		: ["cookies-accept", "cookies-refuse", "cookies-customize"];
	for (const id of ids) {
		const box = $(id)?.getBoundingClientRect();
		const at = box && shadow.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
		if (!at || at.closest("button") !== $(id)) faults.push(id + " is not in sight");
		else if (box.left < 0 || box.right > innerWidth || box.bottom > innerHeight) faults.push(id + " is cut off");
	}
	const scroller = shadow.querySelector?.(".dialog-scroll");
	if (scroller && scroller.scrollWidth > scroller.clientWidth) {
		const wide = all(scroller, "*").find((node) => node.getBoundingClientRect().right > scroller.getBoundingClientRect().right);
		faults.push("the dialog scrolls sideways, for " + wide?.outerHTML.slice(0, 200));
	}
	return faults;
})()`

// attackPage is the page of an attack.
func attackPage(v hostilePage) string {
	attributes := v.attributes
	if attributes == "" {
		attributes = `data-portal="` + harness.Aude + `"`
	}
	return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Portail</title>` + v.head +
		`<script src="/banner/banner.js` + html.EscapeString(v.src) + `" defer ` + attributes + `></script></head>` +
		`<body><main id="first"><a id="link" href="#ancre">Un lien</a> ` +
		`<button type="button" id="open" data-cookies-preferences="open">Gérer mes cookies</button></main>` + v.body +
		`<script type="text/plain" data-cookies="statistics" data-good>document.documentElement.dataset.ran = ""</script></body></html>`
}

// meetAttack has a visitor come to each page of an attack, and choose on the
// last. No script of an input's may run, nothing may be allowed, and the visitor
// must be asked all the same.
func meetAttack(t *testing.T, a attack) (got outcome) {
	t.Helper()
	var now atomic.Pointer[hostilePage]
	answer := func(w http.ResponseWriter, _ *http.Request) {
		v := now.Load()
		for i, value := range v.cookies {
			path := []string{"/", harness.Folder(t), harness.Folder(t) + "/portail"}[i]
			w.Header().Add("Set-Cookie", "cookies_preferences="+value+"; Path="+path)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, attackPage(*v))
	}
	address := harness.Serve(t, "/portail", answer)

	p := harness.NewPage(t)
	for _, part := range a.announced {
		p.Expect(part)
	}
	harness.Call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: sentinel})
	met, kept := 0, 0
	sees := map[string]int{}
	for _, v := range a.visits {
		now.Store(&v)
		met += max(v.inputs, 1)
		if len(v.cookies) > 0 {
			harness.Call(p, network.ClearBrowserCookies, cdp.Empty{})
		}
		at := address
		if path, found := strings.CutPrefix(v.address, "/"); found {
			at = serveAttack(t, "/"+path, answer)
		} else {
			at += v.address
		}
		if strings.HasPrefix(v.address, "#") {
			p.Open("about:blank") // a page whose fragment alone is another is not loaded again
		}
		p.Open(at)
		if len(v.cookies) > 0 && p.Cookie() != nil {
			kept++
		}
		said := meetVisit(p, v)
		sees[said] += max(v.inputs, 1)
	}
	last := a.visits[len(a.visits)-1]
	wanted := a.wanted
	if wanted == nil {
		wanted = hardship{}.wanted()
	}
	button := "cookies-accept"
	if p.Sight().Dialog {
		if !harness.Eval[bool](p, `$("cookies-accept-all") !== null`) {
			p.Press("\x1b")
			p.Wait(`!$("cookies-dialog")?.open || $("cookies-accept-all")`)
		}
		if harness.Eval[bool](p, `$("cookies-accept-all") !== null`) {
			button += "-all"
		}
	}
	p.Click(button)
	p.Until("the choice", func() bool { return hasRecord(p, wanted) })
	harness.Eval[any](p, `new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestIdleCallback(() => setTimeout(done)))))`)
	for _, fault := range harness.Eval[[]string](p, `hits`) {
		t.Errorf("once all is accepted, a script ran: %s", fault)
	}
	if last.after != nil {
		last.after(p, true)
	}

	got = outcome{Case: a.name, Granted: harness.Nothing, Choice: "recorded at once"}
	if strings.Contains(a.name, "%d") {
		got.Case = fmt.Sprintf(a.name, met)
	}
	if kept > 0 {
		got.Case += fmt.Sprintf(" (%d of which the browser keeps)", kept)
	}
	words := make([]string, 0, len(sees))
	for said := range sees {
		words = append(words, said)
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(cmp.Compare(sees[b], sees[a]), cmp.Compare(a, b)) })
	for i, said := range words {
		if len(words) > 1 {
			said += fmt.Sprintf(" (%d)", sees[said])
		}
		words[i] = said
	}
	got.Sees = strings.Join(words, ", or ")
	return got
}

// serveAttack answers a path of any characters.
func serveAttack(t *testing.T, path string, h http.HandlerFunc) string {
	t.Helper()
	address := harness.Serve(t, "/", h)
	if u, err := url.Parse(address + path[1:]); err == nil {
		harness.ServeAt(t, u.Path, h)
	}
	return address + path[1:]
}

// meetVisit waits until the banner of a page has done what it does by itself, and
// what the page has it do, and returns what the visitor sees.
func meetVisit(p *harness.Page, v hostilePage) (said string) {
	p.T.Helper()
	fail := func(format string, args ...any) {
		p.T.Helper()
		p.T.Errorf("%s\nin %s", fmt.Sprintf(format, args...), clip(fmt.Sprintf("%+v", v)))
	}
	check := func(first string) string {
		p.T.Helper()
		got := harness.Eval[struct {
			Harm  []string
			Sight harness.Sight
		}](p, first+`.then(() => {`+harness.Helpers+`return {harm: `+harm+`, sight: {...`+harness.ReadBanner+`, ...`+harness.ReadChoice+`}}})`)
		for _, fault := range got.Harm {
			fail("%s", fault)
		}
		if got.Sight.Granted() != harness.Nothing || got.Sight.Record != nil {
			fail("granted is %s, by the record %v", got.Sight.Granted(), got.Sight.Record)
		}
		return got.Sight.Said()
	}
	first := quiet
	if v.tell != "" {
		first += `.then(() => {` + harness.Helpers + v.tell + `;}).then(() => ` + quiet + `)`
	}
	said = check(first)
	if v.opens != "" {
		harness.Eval[any](p, `($("`+v.opens+`").click(), null)`)
		p.Wait(or(v.until, `$("cookies-dialog")?.open`))
		if then := check(`Promise.resolve()`); then != said {
			said += "; then " + strings.TrimPrefix(then, said+", ")
		}
	}
	if v.reports != "" {
		told := 0
		for _, code := range p.Codes() {
			if code == v.reports {
				told++
			}
		}
		if told < max(v.times, 1) {
			fail("the page hears of %q", p.Codes())
		}
	}
	requests, _ := p.Seen()
	for _, request := range requests {
		if u, err := url.Parse(request); err == nil && (u.Path == "/pwned" || strings.HasSuffix(u.Hostname(), "pwned.example")) {
			fail("the page asked for %s", clip(request))
		}
	}
	if v.after != nil {
		v.after(p, false)
	}
	return said
}

// clip is the beginning of what may be huge.
func clip(text string) string {
	if len(text) > 600 {
		return text[:600] + "…"
	}
	return text
}
