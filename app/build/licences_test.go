//go:build !js

package build

import (
	"strings"
	"testing"
)

// TestThirdParty: the program's own modules are named with their licences, those
// that only the build and the tests need are not.
func TestThirdParty(t *testing.T) {
	root, err := moduleRoot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	text, err := thirdParty(t.Context(), root, "./app")
	if err != nil {
		t.Fatal(err)
	}
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
			t.Errorf("the text has %q", part)
		}
	}
}

// TestNoLicence: what has no licence stops the build.
func TestNoLicence(t *testing.T) {
	root := newRoot(t, map[string]string{
		"go.mod":         "module small\n\ngo 1.26\n\nrequire other.test/x v0.0.0\n\nreplace other.test/x => ./other\n",
		"other/go.mod":   "module other.test/x\n\ngo 1.26\n",
		"other/other.go": "package x\n\nfunc Bonjour() string { return \"bonjour\" }\n",
		"app/main.go":    "package main\n\nimport \"other.test/x\"\n\nfunc main() { println(x.Bonjour()) }\n",
	})
	if _, err := thirdParty(t.Context(), root, "./app"); err == nil || !strings.Contains(err.Error(), "other.test/x") {
		t.Errorf("the error is %v, want it to name the module without a licence", err)
	}
}
