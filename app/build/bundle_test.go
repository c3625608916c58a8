//go:build !js

package build

import (
	"strconv"
	"strings"
	"testing"
)

// smallScript bundles the script of a small root with changes.
func smallScript(t *testing.T, changes map[string]string) ([]byte, error) {
	t.Helper()
	return bundleScript(newRoot(t, changes), map[string]any{
		"version":          Version,
		"goFile":           "go-0123456789abcdef.js",
		"placeholderFile":  "placeholder-0123456789abcdef.js",
		"keyboardFile":     "keyboard-0123456789abcdef.js",
		"integrationsFile": "integrations-0123456789abcdef.js",
		"withdrawalFile":   "withdrawal-0123456789abcdef.js",
		"charters":         map[string]string{"opendata.example.fr": "01234567"},
		"everyPortal":      false,
	}, prerendered{})
}

// checkContains checks that a script contains the texts.
func checkContains(t *testing.T, script string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(script, text) {
			t.Errorf("the script lacks %s", text)
		}
	}
}

func TestBundleScript(t *testing.T) {
	result, files := smallDist(t)
	script := files[result.Script]
	checkContains(t, script,
		`"`+Version+`"`,
		`.notice{color:red}`, // the stylesheet, minified
		`\xE0 c\xF4t\xE9`,    // accents, escaped
	)
	if i := strings.IndexFunc(script, func(r rune) bool { return r > 126 }); i >= 0 {
		t.Errorf("the script is not ASCII: …%s", script[i:min(i+20, len(script))])
	}
	lines := strings.SplitN(script, "\n", 3)
	if want := "/*! cookies-preferences " + Version + ", MIT licence */"; lines[0] != want {
		t.Errorf("the first line is %q, want %q", lines[0], want)
	}
	if lines[1] != "//# allFunctionsCalledOnLoad" {
		t.Errorf("the second line is %q, want the hint to compile all functions early", lines[1])
	}
	// Outside strict code, functions would get the page's window as this.
	body := lines[2]
	if !strings.HasPrefix(body, `"use strict";(()=>{`) || !strings.HasSuffix(body, "})();\n") {
		t.Error("the script is not a strict function that calls itself")
	}
	if strings.Contains(script, "sourceMappingURL") {
		t.Error("the script names a source map")
	}
}

func TestBundleProgram(t *testing.T) {
	result, files := smallDist(t)
	checkContains(t, files[result.Go],
		`wasmExit`,                     // wasm_exec.js
		`setTimeout:`, `clearTimeout:`, // its globals, bound
		`"`+result.WASM+`"`, strconv.Itoa(len(files[result.WASM])),
		`export{`,
		`MIT licence`, `The Go Authors, BSD licence`,
		"\n//# allFunctionsCalledOnLoad\n",
	)
}

// TestBundleErrors: an error names the file and the line.
func TestBundleErrors(t *testing.T) {
	const script = "web/loader/start/banner.js"
	tests := []struct {
		name    string
		changes map[string]string
		want    string
	}{
		{
			"syntax error in the loader",
			map[string]string{script: "let a;\nlet b = ;\n"},
			"bundle " + script + ":\n" + script + ":2:9: Unexpected \";\"",
		},
		{
			"warning in the loader",
			map[string]string{script: "self.x = 1;\nif (self.x === -0) self.y();\n"},
			script + ":2:",
		},
		{
			"missing module",
			map[string]string{script: "import './nowhere.js';\n"},
			script + ":1:8: Could not resolve \"./nowhere.js\"",
		},
		{
			"missing export",
			map[string]string{script: "import { wasm } from 'virtual:build'; wasm();\n"},
			script + ":1:10: No matching export",
		},
		{
			"syntax error in the stylesheet",
			map[string]string{"web/styles/banner.css": "p {\n  color red;\n}\n"},
			"bundle web/styles/banner.css:\nweb/styles/banner.css:2:8: Expected \":\"",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := smallScript(t, test.changes)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is\n%v\nwant it to contain\n%s", err, test.want)
			}
		})
	}
}
