package install

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"cookies-preferences/app/build"
	"cookies-preferences/app/e2e/harness"
)

// TestLongPackage: the npm package of a release installs without the internet. Its import gives the
// folder to copy, which Vite and Next.js then serve; its types resolve, and publint and
// arethetypeswrong find no fault in it.
func TestLongPackage(t *testing.T) {
	t.Parallel()
	archive := filepath.Join(makeRelease(t), "cookies-preferences-"+build.Version+".tgz")
	app, err := os.MkdirTemp(nextPackages(), "package-")
	if err != nil {
		t.Fatalf("the test of the package needs npm packages, which make waysin installs: %v", err)
	}
	t.Cleanup(func() { os.RemoveAll(app) })
	run := func(program string, arguments ...string) string {
		t.Helper()
		command := exec.Command(program, arguments...)
		command.Dir = app
		output, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%s %q: %v\n%s", filepath.Base(program), arguments, err, output)
		}
		return string(output)
	}
	tool := func(name string) string { return filepath.Join(nextPackages(), "node_modules/.bin", name) }
	installed := filepath.Join(app, "node_modules/cookies-preferences")

	writeFile(t, filepath.Join(app, "package.json"), `{"type": "module", "private": true}`)
	run("npm", "install", "--offline", "--no-audit", "--no-fund", archive)
	var got struct{ Folder, Version string }
	output := run("node", "--input-type=module", "--eval", `
		import { folder, version } from 'cookies-preferences';
		console.log(JSON.stringify({ folder, version }));`)
	if err := json.Unmarshal([]byte(output), &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != build.Version {
		t.Errorf("the package's version is %q, want %q", got.Version, build.Version)
	}
	if same, err := filepath.EvalSymlinks(installed); err != nil ||
		got.Folder != filepath.Join(same, "dist") {
		t.Errorf("the folder is %s, want dist in %s", got.Folder, installed)
	}
	run(tool("publint"), "--strict", installed)
	run(tool("attw"), "--profile", "esm-only", archive)

	writeFile(t, filepath.Join(app, "page.ts"), `import { folder } from 'cookies-preferences';
import type { CookiesName } from 'cookies-preferences';
const name: CookiesName = 'matomo';
export const allowed: boolean = window.cookiesPreferences?.allows(name) ?? false;
export const place: string = folder;
`)
	run(tool("tsc"), "--noEmit", "--strict", "--module", "nodenext", "--lib", "es2022,dom", "page.ts")

	readMe := filepath.Join(installed, "README.md")
	copied, tag := codeOf(t, readMe, "js"), codeOf(t, readMe, "html")
	writeFile(t, filepath.Join(app, "vite.config.js"), copied+"\nexport default { base: './' };\n")
	writeFile(t, filepath.Join(app, "index.html"),
		"<!doctype html><html lang=fr><head>"+noIcon+"</head><body>"+tag+"</body></html>")
	run(tool("vite"), "build", "--logLevel", "warn")
	checkServed(t, filepath.Join(app, "dist"))

	writeFile(t, filepath.Join(app, "next.config.mjs"),
		copied+"\nexport default { output: 'export' };\n")
	writeFile(t, filepath.Join(app, "app/layout.jsx"),
		"export default ({ children }) => <html lang=\"fr\"><head>"+noIcon+
			"</head><body>{children}</body></html>;\n")
	writeFile(t, filepath.Join(app, "app/page.jsx"),
		"export default () => <div dangerouslySetInnerHTML={{ __html: `"+tag+"` }} />;\n")
	if output, err := next(app, nextProgram(), "build", "--turbopack", "--no-lint").
		CombinedOutput(); err != nil {
		t.Fatalf("Next.js does not build: %v\n%s", err, output)
	}
	checkServed(t, filepath.Join(app, "out"))
}

// noIcon is for pages without an icon, which browsers would ask for.
const noIcon = `<link rel="icon" href="data:,"/>`

// checkServed checks that what an application has built shows the notice.
func checkServed(t *testing.T, folder string) {
	t.Helper()
	server := httptest.NewServer(http.FileServer(http.Dir(folder)))
	t.Cleanup(server.Close)
	p := harness.NewPage(t)
	harness.ShowNotice(p, server.URL)
	p.Choose("cookies-refuse")
}

// codeOf is the block of a language in a document.
func codeOf(t *testing.T, document, language string) string {
	t.Helper()
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	_, code, found := strings.Cut(string(text), "```"+language+"\n")
	code, _, closed := strings.Cut(code, "```")
	if !found || !closed {
		t.Fatalf("%s has no block of %s", document, language)
	}
	return code
}
