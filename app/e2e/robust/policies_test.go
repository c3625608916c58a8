package robust

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// strict is a policy that allows what web/docs/policies.md names and nothing else.
const strict = "default-src 'none'; script-src {{site}} 'wasm-unsafe-eval'; connect-src {{site}}"

// policy is the header of a content security policy.
func policy(text string) map[string]string { return map[string]string{"Content-Security-Policy": text} }

// sends has the script's host send headers with every file.
func sends(pairs ...string) func(string, http.ResponseWriter, *http.Request) bool {
	return func(_ string, w http.ResponseWriter, _ *http.Request) bool {
		for i := 0; i < len(pairs); i += 2 {
			w.Header().Set(pairs[i], pairs[i+1])
		}
		return true
	}
}

// sums are the digests of the build's files, as SHA384SUMS has them.
func sums(t *testing.T) map[string]string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(harness.Built.Dir, "SHA384SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	list := make(map[string]string)
	for line := range strings.Lines(string(content)) {
		digest, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		list[name] = digest
	}
	return list
}

// TestLongPolicies: what pages and hosts forbid by their headers.
func TestLongPolicies(t *testing.T) {
	t.Parallel()
	resilience(t, "Policies", 44, append(append(contentPolicies(t), framePolicies()...), hostPolicies(t)...))
}

// contentPolicies are what a content security policy may say.
func contentPolicies(t *testing.T) []hardship {
	const nonced = `<script nonce="` + harness.Nonce + `" src="{{src}}" defer {{attributes}}></script>`
	hashed := `<script integrity="` + sums(t)[harness.Built.Script] + `" src="{{src}}" defer {{attributes}}></script>`
	hash := "'" + sums(t)[harness.Built.Script] + "'"
	// A script that waits and is written in the page runs where its nonce lets it.
	inline := `<script nonce="` + harness.Nonce + `" type="text/plain" data-cookies="statistics">document.title = "ran"</script>`
	return []hardship{
		{name: "a policy of just what README.md names: save", header: policy(strict), act: "save"},
		{name: "the same in a `<meta>`: save", act: "save",
			head: `<meta http-equiv="Content-Security-Policy" content="` + strict + `">`},
		{name: "without `'wasm-unsafe-eval'`: refuse", act: "refuse", header: policy(strings.Replace(strict, "'wasm-unsafe-eval'", "", 1))},
		{name: "without `'wasm-unsafe-eval'`: save", act: "save", header: policy(strings.Replace(strict, "'wasm-unsafe-eval'", "", 1)),
			announced: []string{"unsafe-eval"}},
		{name: "without `connect-src`: save", act: "save", header: policy(strings.Replace(strict, "connect-src {{site}}", "", 1)),
			announced: harness.Blocked},
		{name: "without the script's host in `script-src`", header: policy(strings.Replace(strict, "script-src {{site}}", "script-src", 1)),
			announced: harness.Blocked},
		{name: "a nonce with `'strict-dynamic'`: save", act: "save", tag: nonced,
			header: policy("default-src 'none'; script-src 'nonce-" + harness.Nonce + "' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src {{site}}")},
		{name: "a nonce without `'strict-dynamic'`: save", act: "save", tag: nonced, announced: harness.Blocked,
			header: policy("default-src 'none'; script-src 'nonce-" + harness.Nonce + "' 'wasm-unsafe-eval'; connect-src {{site}}")},
		{name: "the script's hash with `'strict-dynamic'`: save", act: "save", tag: hashed, announced: harness.Blocked,
			header: policy("default-src 'none'; script-src " + hash + " 'strict-dynamic' 'wasm-unsafe-eval'; connect-src {{site}}")},
		{name: "the script's hash without `'strict-dynamic'`: save", act: "save", tag: hashed, announced: harness.Blocked,
			header: policy("default-src 'none'; script-src " + hash + " 'wasm-unsafe-eval'; connect-src {{site}}")},
		{name: "the script's hash and its host: save", act: "save", tag: hashed,
			header: policy("default-src 'none'; script-src " + hash + " {{site}} 'wasm-unsafe-eval'; connect-src {{site}}")},
		{name: "Trusted Types without a list: save, with an inline script that waits", act: "save", tag: nonced, body: inline,
			header: policy("script-src 'nonce-" + harness.Nonce + "' 'strict-dynamic' 'wasm-unsafe-eval'; require-trusted-types-for 'script'")},
		{name: "Trusted Types, `trusted-types cookies-preferences`: save, with an inline script that waits", act: "save", tag: nonced, body: inline,
			header: policy("script-src 'nonce-" + harness.Nonce + "' 'strict-dynamic' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types cookies-preferences")},
		{name: "Trusted Types, `trusted-types 'none'`: save", act: "save",
			header: policy(strict + "; require-trusted-types-for 'script'; trusted-types 'none'")},
		{name: "Trusted Types, `trusted-types 'none'`: accept, with an inline script that waits, which never runs", tag: nonced, body: inline, announced: harness.Blocked,
			header: policy("script-src 'nonce-" + harness.Nonce + "' 'strict-dynamic' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'")},
		{name: "`style-src 'none'`: the notice has its style all the same: save", act: "save", header: policy("style-src 'none'"),
			during: func(p *harness.Page) {
				p.Wait(`getComputedStyle(shadow.querySelector(".notice")).position === "fixed" || getComputedStyle(shadow.host).position === "fixed"`)
			}},
		{name: "`default-src 'none'` that only reports: save", act: "save", announced: []string{"report-only", "Report Only"},
			header: map[string]string{"Content-Security-Policy-Report-Only": "default-src 'none'"}},
		{name: "`sandbox allow-scripts`, the host without `Access-Control-Allow-Origin`: save", act: "save",
			header: policy("sandbox allow-scripts"), announced: harness.NotAllowed},
		{name: "`sandbox allow-scripts`, the host with it: accept", header: policy("sandbox allow-scripts"),
			host: sends("Access-Control-Allow-Origin", "*")},
		{name: "`sandbox allow-scripts allow-same-origin`: save", act: "save", header: policy("sandbox allow-scripts allow-same-origin")},
	}
}

// framePolicies are what a frame takes from the page in it.
func framePolicies() []hardship {
	return []hardship{
		{name: "a frame, `sandbox=\"allow-scripts\"`: accept", frame: &frame{attributes: `sandbox="allow-scripts"`},
			host: sends("Access-Control-Allow-Origin", "*")},
		{name: "a frame, `sandbox=\"allow-scripts allow-same-origin\"`: save", act: "save",
			frame: &frame{attributes: `sandbox="allow-scripts allow-same-origin"`}},
		{name: "a frame in another site's page: save", act: "save", frame: &frame{foreign: true}},
	}
}
