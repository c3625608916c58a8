package robust

import (
	"net/http"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// xhtml is the ordinary page, as a document in XML.
const xhtml = `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" lang="fr">` +
	`<head><title>Portail</title>{{head}}{{tag}}</head><body><main id="first"><p><a id="link" href="#ancre">Un lien</a></p></main>{{body}}</body></html>`

// setting arranges a setting of Firefox's.
func setting(name string, value any) func(*harness.Page) func() {
	return func(p *harness.Page) func() { return p.Set(name, value) }
}

// holds shows that a hardship is there: a condition that its page meets.
func holds(condition string) func(*harness.Page) {
	return func(p *harness.Page) {
		p.T.Helper()
		if !harness.Eval[bool](p, "Boolean("+condition+")") {
			p.T.Errorf("the case is none: %s does not hold", condition)
		}
	}
}

// TestLongFirefox: what the banner stands in Firefox.
func TestLongFirefox(t *testing.T) {
	strict := map[string]string{"Content-Security-Policy": "default-src 'none'; img-src 'self'; script-src 'self' 'wasm-unsafe-eval'; " +
		"connect-src 'self'; frame-src 'self'; require-trusted-types-for 'script'; trusted-types cookies-preferences"}
	hostile := `<style>* { all: unset !important; color: red !important } div, p, section { position: fixed !important; inset: 0 } ` +
		`button, input { display: none !important; transform: scale(3) } body { font: 40px serif; filter: invert(1); text-transform: uppercase }</style>`
	forAll := func(_ string, w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		return true
	}
	lax := []string{"in a cross-site context and its “SameSite” is “Lax”"}
	blocked := []string{"Cross-Origin Request Blocked"}
	tag := `<script src="{{src}}" defer="" {{attributes}}></script>`
	inXML := map[string]string{"Content-Type": "application/xhtml+xml; charset=utf-8"}
	resilience(t, "The main flows in Firefox", 20, []hardship{
		{name: "nothing is in the way: accept"},
		{name: "nothing is in the way: refuse", act: "refuse"},
		{name: "nothing is in the way: save", act: "save"},
		{name: "trackers of the portal's own: accept what only the program can write", attributes: declared},
		{name: "the program is not found: save", host: instead(".wasm", status(404)), announced: []string{"404"}, act: "save"},
		{name: "the program is not found: accept what only it can write", attributes: declared, host: instead(".wasm", status(404)), announced: []string{"404"}},
		{name: "a strict policy with Trusted Types: accept", header: strict, during: holds(`window.trustedTypes`)},
		{name: "a strict policy with Trusted Types: save", header: strict, act: "save"},
		{name: "a page whose styles fight everything: save", head: hostile, act: "save"},
		{name: "a document in XHTML: accept", html: xhtml, tag: tag, header: inXML},
		{name: "a document in XHTML: save", html: xhtml, tag: tag, header: inXML, act: "save"},
		{name: "cookies and storage refused: accept", arrange: setting("network.cookie.cookieBehavior", 2), during: holds(`!navigator.cookieEnabled`)},
		{name: "cookies and storage refused: save", arrange: setting("network.cookie.cookieBehavior", 2), during: holds(`!navigator.cookieEnabled`), act: "save"},
		{name: "no localStorage: accept what only the program can write", attributes: declared, arrange: setting("dom.storage.enabled", false), during: holds(`!window.localStorage`)},
		{name: "no cookieStore, as before Firefox 140: save", arrange: setting("dom.cookieStore.enabled", false), during: holds(`!window.cookieStore`), act: "save"},
		{name: "no Trusted Types, as before Firefox 148: save", header: strict, arrange: setting("dom.security.trusted_types.enabled", false), during: holds(`!window.trustedTypes`), act: "save"},
		{name: "no WebAssembly: save", arrange: setting("javascript.options.wasm", false), during: holds(`typeof WebAssembly === "undefined"`), act: "save"},
		{name: "no WebAssembly: refuse", arrange: setting("javascript.options.wasm", false), during: holds(`typeof WebAssembly === "undefined"`), act: "refuse"},
		{name: "fingerprinting resisted, as in Tor Browser: save", arrange: setting("privacy.resistFingerprinting", true), during: holds(`matchMedia("(prefers-color-scheme: light)").matches && navigator.hardwareConcurrency === 4`), act: "save"},
		{name: "in another site's page, whose cookies are refused: accept", frame: &frame{attributes: `loading="eager"`, foreign: true}, announced: lax},
		{name: "in another site's page, whose cookies are refused: save", frame: &frame{attributes: `loading="eager"`, foreign: true}, announced: lax, act: "save"},
		{name: "in a sandboxed frame: accept", frame: &frame{attributes: `sandbox="allow-scripts"`, foreign: true}},
		{name: "in a sandboxed frame: save", frame: &frame{attributes: `sandbox="allow-scripts"`, foreign: true}, host: forAll, act: "save"},
		{name: "in a sandboxed frame, from a host that lets no other site fetch: save", frame: &frame{attributes: `sandbox="allow-scripts"`, foreign: true}, announced: blocked, act: "save"},
		{name: "Global Privacy Control: accept", arrange: setting("privacy.globalprivacycontrol.enabled", true), during: holds(`navigator.globalPrivacyControl`)},
		{name: "forced colours: save", arrange: setting("browser.display.document_color_use", 2), during: holds(`matchMedia("(forced-colors: active)").matches`), act: "save"},
	})
}
