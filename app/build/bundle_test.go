//go:build !js

package build

import (
	"strconv"
	"strings"
	"testing"
)

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
	const script, style = "web/loader/start/banner.js", "web/styles/banner.css"
	for _, test := range []struct{ file, text, want string }{
		{script, "let a;\nlet b = ;\n",
			"bundle " + script + ":\n" + script + ":2:9: Unexpected \";\""},
		{script, "self.x = 1;\nif (self.x === -0) self.y();\n", script + ":2:"}, // a warning
		{script, "import './nowhere.js';\n", script + ":1:8: Could not resolve \"./nowhere.js\""},
		{script, "import { wasm } from 'virtual:build'; wasm();\n",
			script + ":1:10: No matching export"},
		{style, "p {\n  color red;\n}\n",
			"bundle " + style + ":\n" + style + ":2:8: Expected \":\""},
	} {
		root := newRoot(t, map[string]string{test.file: test.text})
		constants := make(map[string]any)
		for _, name := range []string{
			"charters", "everyPortal", "goFile", "integrationsFile", "keyboardFile",
			"placeholderFile", "version", "withdrawalFile",
		} {
			constants[name] = ""
		}
		_, err := bundleScript(root, constants, prerendered{})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("the error is\n%v\nwant it to contain\n%s", err, test.want)
		}
	}
	root := newRoot(t, map[string]string{"web/loader/program/go.js": "let b = ;\n"})
	_, err := bundleProgram(root, goRuntime(t), nil)
	if err == nil || !strings.Contains(err.Error(), "web/loader/program/go.js:1:9") {
		t.Errorf("the program's error is %v, want file and line", err)
	}
}
