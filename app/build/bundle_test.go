//go:build !js

package build

import (
	"path"
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
	for file, text := range map[string]string{
		"web/loader/start/banner.js":    "let a;\nlet b = ;\n",
		"web/loader/start/api.js":       "self.x = 1;\nif (self.x === -0) self.y();\n", // a warning
		"web/loader/start/choice.js":    "\nimport './nowhere.js';\n",
		"web/loader/program/go.js":      "\nimport { wasm } from 'virtual:build'; wasm();\n",
		"web/loader/extras/keyboard.js": "\nimport css from '../../styles/banner.css'; css();\n",
	} {
		root := newRoot(t, map[string]string{
			file: text, "web/styles/banner.css": "p {\n  color red;\n}\n",
		})
		_, err := bundleModule(root, strings.TrimPrefix(file, loaderFolder), nil)
		if path.Base(file) == "keyboard.js" {
			file = "web/styles/banner.css"
		}
		if err == nil || !strings.Contains(err.Error(), file+":2:") {
			t.Errorf("the error of %s is: %v", file, err)
		}
	}
}
