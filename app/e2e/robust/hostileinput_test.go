package robust

import (
	"cmp"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
)

// Text that would run a script, load /pwned, or change what every object has.
const (
	markup  = `"><img src=/pwned onerror=pwned()><script>pwned()</script>`
	address = `javascript:pwned()`
	key     = `__proto__`
)

// hostileInput is a page with hostile text in a place that the banner reads.
type hostileInput struct {
	name       string
	attributes string // of the script tag; "" is data-portal
	body       string
	cookie     string // the value of cookies_preferences
	query      string
	opens      string // the control to press
	reads      string // what the visitor then reads in the dialog
}

// TestHostileInput: whatever stands where the banner reads is shown as text or ignored. It runs
// no script, opens nothing and allows nothing, and the visitor can still choose. The readers of
// the cookie, the attributes and the charter have more cases, without a browser.
func TestHostileInput(t *testing.T) {
	t.Parallel()
	var attributes strings.Builder
	for i, name := range strings.Fields(
		"portal charter version trackers categories integrations domain theme load") {
		value := []string{markup, address, key}[i%3]
		fmt.Fprintf(&attributes, ` data-%s="%s"`, name, html.EscapeString(value))
	}
	charter := harness.ServeText(t, "/charte.txt", "text/plain; charset=utf-8",
		strings.ReplaceAll("Charte @\n\nUn texte avec @, et un point.\n\n"+
			"Intitulé @\n\nUn texte.\n\nCookies @ :\nNom\tFinalité\n@\t@\n", "@", markup))
	for _, input := range []hostileInput{
		{name: "attributes", attributes: attributes.String(), opens: "cookies-customize"},
		{name: "cookie of markup", cookie: url.QueryEscape(markup)},
		{name: "cookie of a prototype",
			cookie: `{"__proto__":{"statistics":true,"timestamp":1}}`},
		{name: "cookie, expired", cookie: harness.AcceptedAt(time.Now().AddDate(0, 0, -181))},
		{name: "address", query: "?" + markup + "#" + markup, opens: "cookies-customize"},
		{name: "charter", attributes: `data-charter="` + charter + `"`,
			opens: "cookies-read-charter", reads: markup},
		{name: "content that waits", body: hostileGates()},
		{name: "events and messages", body: `<script>` + hostileEvents + `</script>`,
			opens: "cookies-customize"},
	} {
		t.Run(input.name, func(t *testing.T) {
			t.Parallel()
			meetInput(t, input)
		})
	}
}

// hostileGates are elements that wait, as an editor of the portal may write them. Their names,
// addresses or types are invalid; the frame has a hostile title.
func hostileGates() string {
	var gates strings.Builder
	for _, name := range []string{"", "STATISTICS", "statistics internal", "all", key, markup} {
		name = html.EscapeString(name)
		fmt.Fprintf(&gates, `<iframe data-cookies="%s" data-src="/favicon.ico"></iframe>`, name)
		fmt.Fprintf(&gates, `<script type="text/plain" data-cookies="%s">pwned()</script>`, name)
	}
	for _, address := range []string{
		address, " \u0001" + address, "data:text/html,<script>top.pwned()</script>", "file:///", "",
	} {
		fmt.Fprintf(&gates, `<iframe data-cookies="third_party" data-src="%s" title="%s" `+
			`width="300" height="150"></iframe>`+
			`<img data-cookies="third_party" data-src="%[1]s" alt="">`,
			html.EscapeString(address), html.EscapeString(markup))
	}
	return gates.String()
}

// hostileEvents is what any script of the page, or any frame, may send or call.
const hostileEvents = `addEventListener("load", () => {
	const chosen = {statistics: true, timestamp: Date.now()};
	for (const type of ["change", "error", "open"]) {
		for (const detail of [undefined, null, chosen, {preferences: chosen, previous: null}]) {
			document.dispatchEvent(new CustomEvent("cookies_preferences:" + type, {detail}));
		}
	}
	for (const message of ["accept", chosen, {__tcfapiCall: {command: "getTCData", version: 2}}]) {
		postMessage(message, "*");
	}
	for (const name of [undefined, null, "", "__proto__", "constructor", ["ga"], Symbol(), {}]) {
		if (cookiesPreferences.allows(name)) hits.push("allows " + String(name));
	}
});`

// meetInput has a visitor come to a page with hostile text, open what it opens, and accept.
// The harness fails the test if anything asks for /pwned: it is not found.
func meetInput(t *testing.T, input hostileInput) {
	names := harness.Optional
	if strings.Contains(input.attributes, `data-trackers="matomo"`) {
		names = harness.Everything
	}
	p := harness.NewPage(t)
	p.Preload(`window.hits = []; window.pwned = window.alert = () => { hits.push("a script"); };`)
	p.Open(harness.Serve(t, "/portail", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if input.cookie != "" {
			w.Header().Set("Set-Cookie", "cookies_preferences="+input.cookie+"; Path=/")
		}
		attributes := cmp.Or(input.attributes, harness.ForAude)
		page := harness.PortalPage(attributes)
		fmt.Fprint(w, strings.Replace(page, "</main>", "</main>"+input.body, 1))
	}) + input.query)
	p.Until("the notice", func() bool { return p.Sight().Notice })
	p.Settle()
	noHarm(p)
	nothingAllowed(p)
	invalid := input.name == "attributes" || input.name == "content that waits"
	if invalid && !slices.Contains(p.Codes(), "attribute") {
		t.Error("no attribute is reported")
	}
	if input.opens != "" {
		p.OpenDialog(input.opens)
		p.Wait(`$("cookies-dialog").innerText.includes(` + fmt.Sprintf("%q", input.reads) + `)`)
		noHarm(p)
		p.Click("cookies-close")
		p.Wait(`!$("cookies-dialog")?.open`)
	}
	nothingAllowed(p)
	p.Click("cookies-accept")
	p.Until("the record", func() bool { return hasRecord(p, names) })
	p.Settle()
	noHarm(p)
}

// noHarm lists what a hostile text has brought into the banner or opened.
func noHarm(p *harness.Page) {
	p.T.Helper()
	faults := harness.Eval[[]string](p, `(() => {
		const faults = [...hits];
		const banner = shadow === document ? [] : [...shadow.querySelectorAll("*")];
		const frames = [...document.querySelectorAll("iframe")].flatMap((frame) =>
			[...frame.contentDocument.body?.querySelectorAll("*") ?? []]);
		for (const node of [...banner, ...frames]) {
			if (/^(script|img|iframe|svg|object)$/.test(node.localName) ||
				[...node.attributes].some(({name}) => name.startsWith("on")) ||
				node.href && !/^https?:/.test(node.href)) faults.push(node.outerHTML);
		}
		for (const gate of document.querySelectorAll("iframe, img[data-cookies]")) {
			if (gate.hasAttribute("src")) faults.push("opened: " + gate.outerHTML);
		}
		return faults;
	})()`)
	for _, fault := range faults {
		p.T.Error(fault)
	}
}
