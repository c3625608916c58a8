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
			t.Errorf("the text has %q, want it not to", part)
		}
	}
}

// TestNoLicence: a module without a licence stops the build.
func TestNoLicence(t *testing.T) {
	root := newRoot(t, map[string]string{
		"go.mod": "module small\n\ngo 1.26\n\nrequire other.test/x v0.0.0\n\n" +
			"replace other.test/x => ./other\n",
		"other/go.mod":   "module other.test/x\n\ngo 1.26\n",
		"other/other.go": "package x\n\nconst Bonjour = \"bonjour\"\n",
		"app/main.go": "package main\n\nimport \"other.test/x\"\n\n" +
			"func main() { println(x.Bonjour) }\n",
	})
	_, err := thirdParty(t.Context(), root, "./app")
	if err == nil || !strings.Contains(err.Error(), "other.test/x") {
		t.Errorf("the error is %v, want it to name the module without a licence", err)
	}
}
