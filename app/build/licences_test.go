//go:build !js

package build

import (
	"strings"
	"testing"
)

// TestThirdParty: the text has the licences of the program's modules, not of those that only the
// build and the tests need.
func TestThirdParty(t *testing.T) {
	root, err := moduleRoot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	modules, err := ProgramModules(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	text := thirdParty(modules, "in the program", "in the program, and wasm_exec.js")
	for _, part := range []string{
		"Go 1.", "The Go Authors", "wasm_exec.js",
		"github.com/maxence-charriere/go-app/v10 v10.1.11", "MIT License", "Maxence Charriere",
	} {
		if !strings.Contains(string(text), part) {
			t.Errorf("the text lacks %q", part)
		}
	}
	for _, part := range []string{"chromedp", "esbuild", "brotli", root} {
		if strings.Contains(string(text), part) {
			t.Errorf("the text has %q, want it not to", part)
		}
	}
}
