package robust

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"

	"cookies-preferences/app/e2e/harness"
)

// allBlocked is what a visitor's profile has who has blocked all cookies.
const allBlocked = `{"profile": {"default_content_setting_values": {"cookies": 2}}}`

// cookieBy is a script that has document.cookie answer otherwise.
func cookieBy(get, set string) string {
	return `{
		const own = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
		Object.defineProperty(Document.prototype, "cookie", {
			configurable: true,
			get() { ` + or(get, `return own.get.call(this)`) + ` },
			set(line) { ` + or(set, `own.set.call(this, line)`) + ` },
		});
	}`
}

// cookieStoreBy is a script that has cookieStore.getAll do otherwise.
func cookieStoreBy(body string) string {
	return `CookieStore.prototype.getAll = function () { ` + body + ` };`
}

// storageBy is a script that has a storage of the page's answer otherwise.
func storageBy(name, body string) string {
	return `Object.defineProperty(window, "` + name + `", {configurable: true, get() { ` + body + ` }});`
}

// refuses is what a script meets that may not have what it asks for.
const refuses = `throw new DOMException("refused by the browser", "SecurityError")`

// TestLongRefusals: browsers, extensions and pages that keep no cookie, or no
// storage.
func TestLongRefusals(t *testing.T) {
	t.Parallel()
	resilience(t, "Cookies and storage refused", 27, append(cookieRefusals(), storageRefusals()...))
}

// cookieRefusals are what becomes of cookies.
func cookieRefusals() []hardship {
	lie := `%7B%22statistics%22%3Atrue%2C%22timestamp%22%3A" + Date.now() + "%7D`
	return []hardship{
		{name: "the visitor has blocked all cookies: accept what only the program can write", settings: allBlocked, attributes: declared},
		{name: "the browser keeps no cookie of scripts: refuse", act: "refuse", arrange: func(p *harness.Page) func() {
			disable := func(disabled bool) {
				harness.Call(p, emulation.SetDocumentCookieDisabled, emulation.SetDocumentCookieDisabledParams{Disabled: disabled})
			}
			disable(true)
			return func() { disable(false) }
		}},
		{name: "third-party cookies are blocked, in a frame of another site's page: accept", frame: &frame{foreign: true}, arrange: func(p *harness.Page) func() {
			block := func(enabled bool) {
				harness.Call(p, network.SetCookieControls, network.SetCookieControlsParams{EnableThirdPartyCookieRestriction: enabled})
			}
			block(true)
			return func() { block(false) }
		}},
		{name: "`document.cookie` throws when read: accept", before: cookieBy(refuses, "")},
		{name: "`document.cookie` throws when read: save", act: "save", before: cookieBy(refuses, "")},
		{name: "`document.cookie` throws when written: refuse", act: "refuse", before: cookieBy("", refuses)},
		{name: "`document.cookie` throws, read or written: save", act: "save", before: cookieBy(refuses, refuses)},
		{name: "`document.cookie` is always empty: accept", before: cookieBy(`return ""`, "")},
		{name: "`document.cookie` swallows what is written: accept what only the program can write", attributes: declared, before: cookieBy("", `;`)},
		{name: "`cookieStore` is absent: accept", before: `delete window.cookieStore;`},
		{name: "`cookieStore` throws: save", act: "save", before: cookieStoreBy(refuses)},
		{name: "`cookieStore` never answers: refuse", late: true, act: "refuse", before: cookieStoreBy(`return new Promise(() => {})`)},
		{name: "`cookieStore` answers nonsense: accept", before: cookieStoreBy(`return [null, {value: Symbol()}]`)},
		{name: "`cookieStore` tells of a consent that was never given", before: cookieStoreBy(`return [{value: "` + lie + `"}]`)},
		{name: "the site has 180 cookies, as many as Chromium keeps: save", act: "save", arrange: func(p *harness.Page) func() {
			fill(p, 0, 180, 4)
			return func() {}
		}},
		{name: "the site's cookies are 12 000 octets: accept", arrange: func(p *harness.Page) func() {
			fill(p, 0, 4, 3000)
			return func() {}
		}},
	}
}

// storageRefusals are what becomes of the page's storages.
func storageRefusals() []hardship {
	quota := `Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };`
	full := `try { for (let n = 0, text = "x".repeat(1e6); text.length > 0;) {
		try { localStorage.setItem("page-" + n++, text); } catch { text = text.slice(0, text.length / 2); } } } catch {}`
	return []hardship{
		{name: "`localStorage` throws: accept", before: storageBy("localStorage", refuses)},
		{name: "`localStorage` throws: accept what only the program can write", attributes: declared, before: storageBy("localStorage", refuses)},
		{name: "`localStorage` throws and the program is not found: accept what only it can write", attributes: declared,
			before: storageBy("localStorage", refuses), host: instead(".wasm", status(404)), announced: []string{"404"}},
		{name: "`localStorage` takes nothing: accept what only the program can write", attributes: declared, before: quota},
		{name: "`localStorage` takes nothing and the program is not found: accept what only it can write", attributes: declared,
			before: quota, host: instead(".wasm", status(404)), announced: []string{"404"}},
		{name: "`localStorage` is full: accept what only the program can write", attributes: declared, before: full},
		{name: "`localStorage` is absent: accept what only the program can write", attributes: declared, before: storageBy("localStorage", `return null`)},
		{name: "`localStorage` swallows what is written: accept what only the program can write", attributes: declared,
			before: `Storage.prototype.setItem = () => {};`},
		{name: "`localStorage` gives nonsense: accept what only the program can write", attributes: declared,
			before: `Storage.prototype.getItem = () => "[null, 1, {]";`},
		{name: "`localStorage` gives nonsense: refuse", act: "refuse", attributes: declared,
			before: `Storage.prototype.getItem = () => "[null, 1, {]";`},
		{name: "`sessionStorage` throws: save", act: "save", before: storageBy("sessionStorage", refuses)},
	}
}

// fill gives the site more cookies of its own, so many of so many octets, from a
// number on that names them.
func fill(p *harness.Page, from, count, octets int) {
	p.T.Helper()
	var list []*network.CookieParam
	for n := range count {
		list = append(list, &network.CookieParam{Name: fmt.Sprintf("site-%03d", from+n), Value: strings.Repeat("x", octets), URL: harness.Site.URL})
	}
	harness.Call(p, network.SetCookies, network.SetCookiesParams{Cookies: list})
}
