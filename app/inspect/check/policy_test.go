//go:build !js

package check

import "testing"

const (
	script      = `<script src="/cookies`
	scriptNonce = `<script nonce="abc" src="/cookies`
)

// TestAllowedPolicies: nothing is wrong under a policy with which browsers run the banner.
func TestAllowedPolicies(t *testing.T) {
	for policy, tag := range map[string]string{
		"": script,
		"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'": script,
		"default-src https: 'wasm-unsafe-eval'":                                        script,
		"script-src opendata.aude.fr 'unsafe-eval', connect-src *.aude.fr":             script,
		"script-src 'nonce-abc' 'wasm-unsafe-eval'":                                    scriptNonce,
		"script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'":                   scriptNonce,
		"script-src https://opendata.aude.fr:443 'wasm-unsafe-eval'":                   scriptNonce,
		"default-src http: 'WASM-unsafe-eval'":                                         script,
		"script-src http://opendata.aude.fr 'unsafe-eval'":                             script,
		"script-src opendata.aude.fr:* 'unsafe-eval'; connect-src *.aude.fr:443":       script,
		"script-src 'nonce-abc' 'STRICT-dynamic' 'unsafe-eval'":                        scriptNonce,
		"script-src 'wasm-unsafe-eval'; script-src-elem 'self'":                        script,
	} {
		findings := run(t, changed(t, script, tag), policy)
		if Count(findings, Missing)+Count(findings, Unsure) > 0 {
			t.Errorf("under %q:\n%s", policy, Report(findings))
		}
	}
}

// TestPolicyFaults: what a policy forbids the banner is named, with what follows from it.
func TestPolicyFaults(t *testing.T) {
	for name, test := range map[string]struct {
		policy, tag string
		parts       []string
	}{
		"no WebAssembly": {"script-src 'self'", script, []string{"'wasm-unsafe-eval'"}},
		"no connection": {
			"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'", script,
			[]string{"connect-src n’autorise pas https://opendata.aude.fr", "charte"},
		},
		"no script": {
			"script-src cdn.example 'wasm-unsafe-eval'", script,
			[]string{"script-src n’autorise pas", "ne fonctionnera pas"},
		},
		"no script element": {
			"script-src 'self' 'wasm-unsafe-eval'; script-src-elem cdn.example", script,
			[]string{"script-src-elem n’autorise pas", "ne fonctionnera pas"},
		},
		"WebAssembly in script-src-elem": {
			"script-src 'self'; script-src-elem 'self' 'wasm-unsafe-eval'", script,
			[]string{"script-src n’autorise pas WebAssembly"},
		},
		"repeated directive": {
			"script-src 'self'; script-src 'self' 'wasm-unsafe-eval'", script,
			[]string{"'wasm-unsafe-eval'"},
		},
		"another port": {
			"script-src opendata.aude.fr:8443 'wasm-unsafe-eval'", script,
			[]string{"script-src n’autorise pas", "ne fonctionnera pas"},
		},
		"'strict-dynamic' without a nonce": {
			"script-src 'self' 'STRICT-dynamic' 'wasm-unsafe-eval'", script,
			[]string{"sans effet la liste des hôtes", "le bandeau ne fonctionnera pas"},
		},
		"'strict-dynamic' with the script's hash": {
			"script-src 'sha256-AAAA' 'strict-dynamic' 'wasm-unsafe-eval'",
			`<script integrity="sha256-AAAA" src="/cookies`,
			[]string{"les préférences ne s’ouvriront pas", "Donnez un nonce"},
		},
		"<meta>": {
			"", `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">` + script,
			[]string{"'wasm-unsafe-eval'"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			page := changed(t, script, test.tag)
			wantOneFault(t, run(t, page, test.policy), Missing, test.parts)
		})
	}
}
