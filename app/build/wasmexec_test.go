//go:build !js

package build

import (
	"strings"
	"testing"
)

// goRuntime returns the text of wasm_exec.js of the Go that runs the tests.
func goRuntime(t *testing.T) string {
	t.Helper()
	text, err := wasmExec(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestSandboxBindsAllGlobals: a Go whose wasm_exec.js uses one more global of the browser fails
// here, and in every build: it must not get the portal's window.
func TestSandboxBindsAllGlobals(t *testing.T) {
	text := goRuntime(t)
	if !strings.Contains(text, "globalThis.Go = ") {
		t.Error("wasm_exec.js no longer uses globalThis: find out how it gets its globals now")
	}
	for _, use := range []string{
		"", "// window\n'window'", "window: for (;;) { break window }", "x = { fetch: 1 }.fetch",
		"f = (window) => window.x", "{ let location; location = `${ NaN }` }",
	} {
		if _, err := sandboxed("let x, f;\n" + text + "\n" + use); err != nil {
			t.Errorf("%s: %v", use, err)
		}
	}
	for use, name := range map[string]string{
		"fetch('/')": "fetch", "x = typeof document": "document", "new Function('x')()": "Function",
		"f = () => ({ localStorage })": "localStorage", "{ let window } window.x": "window",
	} {
		_, err := sandboxed("let x, f;\n" + text + "\n" + use)
		if err == nil || !strings.Contains(err.Error(), "lacks: "+name+";") {
			t.Errorf("%s: the error is %v, want that the sandbox lacks %s", use, err, name)
		}
	}
}
