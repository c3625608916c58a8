//go:build !js

package build

import (
	"bytes"
	"strings"
	"testing"
)

func smallScript(t *testing.T, changes map[string]string) Script {
	t.Helper()
	return Script{
		Root:     newRoot(t, changes),
		Go:       "go-0123456789abcdef.js",
		Charters: map[string]string{"opendata.example.fr": "01234567"},
	}
}

func TestBundle(t *testing.T) {
	data, err := Bundle(smallScript(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	script := string(data)

	for _, want := range []string{
		`"go-0123456789abcdef.js"`,
		`{"opendata.example.fr":"01234567"}`,
		`.notice{color:red}`, // the stylesheet, minified
		`\xE0 c\xF4t\xE9`,    // the accents, escaped
		`MIT licence`,
	} {
		if !strings.Contains(script, want) {
			t.Errorf("the script lacks %s", want)
		}
	}
	if i := bytes.IndexFunc(data, func(r rune) bool { return r > 126 }); i >= 0 {
		t.Errorf("the script is not ASCII: …%s", script[i:min(i+20, len(script))])
	}
	first, rest, _ := strings.Cut(script, "\n")
	if !strings.HasPrefix(first, "/*!") || !strings.HasSuffix(first, "*/") {
		t.Errorf("the first line is %q, want the licences", first)
	}
	hint, rest, _ := strings.Cut(rest, "\n")
	if hint != "//# allFunctionsCalledOnLoad" {
		t.Errorf("the second line is %q, want the hint to compile all functions early", hint)
	}
	// Code that is not strict gets the page's window as this.
	if !strings.HasPrefix(rest, `"use strict";(()=>{`) || !strings.HasSuffix(rest, "})();\n") {
		t.Error("the script is no strict function that calls itself")
	}
	if strings.Contains(script, "sourceMappingURL") {
		t.Error("the script names a source map")
	}
	if len(data) > 12_000 {
		t.Errorf("the script has %d bytes: it is not minified", len(data))
	}
}

func TestBundleGo(t *testing.T) {
	small := func(changes map[string]string) GoScript {
		return GoScript{
			Root:     newRoot(t, changes),
			WASMExec: wasmExec(t),
			WASMFile: "banner-0123456789abcdef.wasm",
			WASMSize: 3_123_456,
		}
	}
	data, err := BundleGo(small(nil))
	if err != nil {
		t.Fatal(err)
	}
	script := string(data)
	for _, want := range []string{
		`wasmExit`,                     // wasm_exec.js
		`setTimeout:`, `clearTimeout:`, // its globals, bound
		`"banner-0123456789abcdef.wasm"`, `3123456`,
		`export{`,
		`MIT licence`, `The Go Authors, BSD licence`,
	} {
		if !strings.Contains(script, want) {
			t.Errorf("the Go half lacks %s", want)
		}
	}
	if lines := strings.Split(script, "\n"); len(lines) < 3 || lines[1] != "//# allFunctionsCalledOnLoad" {
		t.Error("the Go half's second line is not the hint to compile all functions early")
	}
	again, err := BundleGo(small(nil))
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("bundled in two folders, it has two forms (%v)", err)
	}
	if _, err := BundleGo(small(map[string]string{"web/loader/program/go.js": "let b = ;\n"})); err == nil ||
		!strings.Contains(err.Error(), "web/loader/program/go.js:1:9") {
		t.Errorf("the error is %v, want file and line", err)
	}
}

func TestBundleIsReproducible(t *testing.T) {
	first, err := Bundle(smallScript(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	second, err := Bundle(smallScript(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Error("the same loader, bundled in two folders, has two forms")
	}
}

func TestBundleErrors(t *testing.T) {
	tests := []struct {
		name    string
		changes map[string]string
		want    string
	}{
		{
			"syntax error in the loader",
			map[string]string{"web/loader/start/banner.js": "let a;\nlet b = ;\n"},
			"the loader cannot be bundled:\nweb/loader/start/banner.js:2:9: Unexpected \";\"",
		},
		{
			"warning in the loader",
			map[string]string{"web/loader/start/banner.js": "self.x = 1;\nif (self.x === -0) self.y();\n"},
			"web/loader/start/banner.js:2:",
		},
		{
			"missing module",
			map[string]string{"web/loader/start/banner.js": "import './nowhere.js';\n"},
			"web/loader/start/banner.js:1:8: Could not resolve \"./nowhere.js\"",
		},
		{
			"unknown virtual module",
			map[string]string{"web/loader/start/banner.js": "import x from 'virtual:style'; x();\n"},
			"there is no module \"virtual:style\": the build makes virtual:build",
		},
		{
			"missing export",
			map[string]string{"web/loader/start/banner.js": "import { wasm } from 'virtual:build'; wasm();\n"},
			"web/loader/start/banner.js:1:10: No matching export",
		},
		{
			"syntax error in the stylesheet",
			map[string]string{"web/styles/banner.css": "p {\n  color red;\n}\n"},
			"the stylesheet cannot be minified:\nweb/styles/banner.css:2:8: Expected \":\"",
		},
		{
			"image in the stylesheet",
			map[string]string{"web/styles/banner.css": "p { background: url(x.svg) }\n", "web/styles/x.svg": "<svg/>"},
			"web/styles/banner.css:1:17: No loader is configured for \".svg\" files",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Bundle(smallScript(t, test.changes))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is\n%v\nwant it to contain\n%s", err, test.want)
			}
		})
	}
}
