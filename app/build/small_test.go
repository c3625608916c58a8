//go:build !js

package build

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"cookies-preferences/app/build/slim"
)

// smallRoot is a module with just what a build needs, and the workshop's real pages: it builds in
// a second or two.
var smallRoot = map[string]string{
	"go.mod": fmt.Sprintf("module small\n\ngo 1.26\n\nrequire %s %s\n", slim.Module, slim.Version),

	"app/main.go": "package main\n\nimport _ \"time\"\n\n" +
		"func main() {\n\tprintln(\"bonjour\")\n}\n",

	"app/preview/workshop/program/main.go": "//go:build workshop\n\npackage main\n\n" +
		"func main() {}\n",

	"web/loader/start/banner.js": `import css from "../../styles/banner.css";
import * as build from "virtual:build";
import { greeting } from "./greeting.js";
self.probe = [css, build.charters, build.dialogFile, build.everyPortal,
  build.exemptDialogFile, build.servicesDialogFile, build.framesFile, build.gatesFile, build.integrationsFile, build.keyboardFile,
  build.placeholderFile, build.version, build.withdrawalFile, greeting];
`,
	"web/loader/start/document.js": "const own = window.document;\nexport { own as document };\n",
	"web/loader/start/greeting.js": "export const greeting = 'à côté';\n",
	"web/loader/program/go.js": `import { defineGo } from "virtual:wasm-exec";
import { wasmFile, wasmSize } from "virtual:build";
export const go = [defineGo, wasmFile, wasmSize];
`,
	"web/loader/dialog/dialog.js": `import * as build from "virtual:build";
export const dialog = [build.charterLoading, build.exempt, build.goFile, build.services,
  build.tracker, build.labels, build.months, build.preferences, build.texts];
`,
	"web/loader/extras/placeholder.js": `import * as build from "virtual:build";
export const placeholder = [build.always, build.named, build.reasons, build.root,
  build.services, build.unknown];
`,
	"web/loader/extras/keyboard.js": "export const keepInSight = () => {};\n",
	"web/loader/extras/withdrawal.js": `import { cookies } from "virtual:build";
export const withdraw = cookies;
`,
	"web/loader/extras/frames.js":  "export const meet = () => {};\n",
	"web/loader/extras/scripts.js": "export const start = () => {};\n",
	"web/loader/extras/catalogue.js": `import { services } from "virtual:build";
export const at = services;
`,
	"web/loader/extras/gates.js": `import { catalogueFile, scriptsFile } from "virtual:build";
export const gates = [catalogueFile, scriptsFile];
`,
	"web/loader/extras/integrations.js": "export const integrate = () => {};\n",

	"web/styles/banner.css": `.notice {
  color: #ff0000;
}
.notice::after {
  content: "é";
}
`,
	"web/styles/charterpage.css": ".charter {\n  color: #000000;\n}\n",

	"web/docs/cookies-preferences.d.ts": "export {};\n",
	"web/docs/autoconsent.json":         "{}\n",
	"web/docs/gpc.json":                 "{}\n",
	licenceName:                         "MIT License\n",
}

// newRoot creates a copy of smallRoot in a new folder. The changes replace files of it by name,
// or add to them.
func newRoot(t *testing.T, changes map[string]string) string {
	t.Helper()
	files := make(map[string]string)
	sources := os.DirFS("../..")
	for _, pattern := range []string{
		"go.sum", "web/preview/workshop/*", "web/styles/*", "web/loader/program/retry.js",
		"web/loader/program/wasm.js", "web/loader/start/*.js",
	} {
		found, err := fs.Glob(sources, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range found {
			data, err := fs.ReadFile(sources, name)
			if err != nil {
				t.Fatal(err)
			}
			files[name] = string(data)
		}
	}
	maps.Copy(files, smallRoot)
	maps.Copy(files, changes)
	root := t.TempDir()
	for name, text := range files {
		writeFile(t, filepath.Join(root, name), text)
	}
	return root
}

func writeFile(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// readTree returns the contents of all files in dir, by slash-separated name.
func readTree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	tree := os.DirFS(dir)
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(tree, name)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
