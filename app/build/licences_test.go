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
	for _, part := range []string{"chromedp", "esbuild", "brotli", "uuid", root} {
		if strings.Contains(string(text), part) {
			t.Errorf("the text has %q, want it not to", part)
		}
	}
}

// TestNotices: beside the licences, the text has the notices of Apache-2.0, and the licences of
// what modules have taken over from others.
func TestNotices(t *testing.T) {
	root, err := moduleRoot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	modules, err := CommandModules(t.Context(), root, "linux", "amd64")
	if err != nil {
		t.Fatal(err)
	}
	text := string(CommandLicences(modules))
	for _, part := range []string{
		"Apache License", "CycloneDX community", "ftoa/internal/fast/LICENSE_V8:\n",
		"the V8 project authors", "internal/xxhash/LICENSE.txt:\n",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("the text lacks %q", part)
		}
	}
	if strings.Contains(text, "svgpan") {
		t.Error("the text has the licence of a package that is not linked")
	}
}
