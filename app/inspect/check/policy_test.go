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
			[]string{"connect-src n’autorise pas https://opendata.aude.fr", "préférences"},
		},
		"no script": {
			"script-src cdn.example 'wasm-unsafe-eval'", script,
			[]string{"script-src n’autorise pas", "ne fonctionnera pas"},
		},
		"'strict-dynamic' without a nonce": {
			"script-src 'self' 'strict-dynamic' 'wasm-unsafe-eval'", script,
			[]string{"sans effet la liste des hôtes"},
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
