package robust

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestLongFirefox meets hardships in Firefox, with settings that its users have. They are met
// one by one: Firefox has one focus for all its windows.
func TestLongFirefox(t *testing.T) {
	strict := policy("default-src 'none'; img-src 'self'; script-src 'self' 'wasm-unsafe-eval'; " +
		"connect-src 'self'; require-trusted-types-for 'script'; trusted-types cookies-preferences")
	sandboxed := &frame{attributes: `sandbox="allow-scripts"`, foreign: true}
	for _, h := range []hardship{
		{name: "no dialog", want: cannotOpen, host: instead("dialog-", status(404)),
			announced: []string{"404", "NS_ERROR_CORRUPTED_CONTENT", "disallowed MIME type"}},
		{name: "strict policy", header: strict, during: holds(`window.trustedTypes`)},
		{name: "strict policy, no Trusted Types, as before Firefox 148", header: strict,
			arrange: setting("dom.security.trusted_types.enabled", false),
			during:  holds(`!window.trustedTypes`)},
		{name: "unset styles", head: `<style>* { all: unset !important }</style>`},
		{name: "all cookies blocked", want: cookiesRefused,
			arrange: setting("network.cookie.cookieBehavior", 2),
			during:  holds(`!navigator.cookieEnabled`)},
		{name: "no cookieStore, as before Firefox 140",
			arrange: setting("dom.cookieStore.enabled", false),
			during:  holds(`!window.cookieStore`)},
		{name: "no WebAssembly",
			arrange: setting("javascript.options.wasm", false),
			during:  holds(`typeof WebAssembly === "undefined"`)},
		{name: "fingerprinting resisted, as in Tor Browser",
			arrange: setting("privacy.resistFingerprinting", true),
			during:  holds(`navigator.hardwareConcurrency === 4`)},
		{name: "another site's frame", want: cookiesRefused, frame: &frame{foreign: true},
			announced: []string{"in a cross-site context and its “SameSite” is “Lax”"}},
		{name: "sandboxed frame", want: cookiesRefused, frame: sandboxed,
			host: sends("", "Access-Control-Allow-Origin", "*")},
	} {
		t.Run(h.name, func(t *testing.T) { meet(t, h) })
	}
}

// setting changes a setting of Firefox.
func setting(name string, value any) func(*harness.Page) func() {
	return func(p *harness.Page) func() { return p.Set(name, value) }
}

// holds shows that a hardship is there: a condition that its page meets.
func holds(condition string) func(*harness.Page) {
	return func(p *harness.Page) {
		p.T.Helper()
		if !harness.Eval[bool](p, "Boolean("+condition+")") {
			p.T.Errorf("%s does not hold", condition)
		}
	}
}
