//go:build !js

package build

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// notice is the first line of the script, goNotice that of its Go half: Go's
// licence asks that its copyright stays with wasm_exec.js.
const (
	notice   = "/*! cookies-preferences, MIT licence */"
	goNotice = "/*! cookies-preferences, MIT licence. With wasm_exec.js, copyright 2018 The Go Authors, " +
		"BSD licence: https://go.dev/LICENSE */"
)

// eager has V8 compile all functions while the file comes in, beside the page's
// main thread, instead of each when it is first called, on it: a quarter of what
// banner.js costs there until the notice is up. Other engines take it for a
// comment. https://v8.dev/blog/explicit-compile-hints
const eager = "\n//# allFunctionsCalledOnLoad"

// browsers are the oldest that the banner is made for: those of spring 2022, the
// first of which all know <dialog>. Newer syntax, in JavaScript and in CSS, is
// rewritten for them.
var browsers = []api.Engine{
	{Name: api.EngineChrome, Version: "99"},
	{Name: api.EngineEdge, Version: "99"},
	{Name: api.EngineFirefox, Version: "98"},
	{Name: api.EngineIOS, Version: "15.4"},
	{Name: api.EngineSafari, Version: "15.4"},
}

// internal are methods and settings that the modules of banner.js read of one
// another, and nothing else does: the modules that come later, the program, the
// page, the browser. They get short names.
const internal = "^(" +
	"abandon|announce|announcedIn|asks|begin|bodyParsed|charters|" +
	"choiceChanged|closeNotice|declared|erase|everyPortal|failed|handOver|" +
	"hasListeners|hideNotice|integrations|listen|load|loadPlaceholders|lost|" +
	"mount|mounted|newest|notice|outdated|persists|reattach|record|renew|" +
	"request|running|session|setBusy|start|sync|time|tookOver|update)$"

// documentModule stands for `document` in every module: elements of the page
// cannot take its members' names.
const documentModule = "web/loader/start/document.js"

// Script says what goes into the script that [Bundle] makes.
type Script struct {
	Root        string            // the module's folder, with web/loader/start/banner.js
	Charters    map[string]string // version of each built-in charter, by host name; nil: there is none
	Every       bool              // whether every portal that a page names has a charter beside the script
	Go          string            // name of the Go half beside the script
	Placeholder string            // name of the placeholders' module beside the script
	Keyboard    string            // name of the module for those who use keys beside the script
	Prerendered Prerendered       // what is there before the program is

	// Integrations is the name of the integrations' module beside the script,
	// Withdrawal that of the module for consents that are withdrawn.
	Integrations, Withdrawal string
}

// Bundle makes one classic, minified script of web/loader/start/banner.js and all it
// imports. A stylesheet that it imports is a string, minified. Besides files,
// it can import what the build knows: virtual:build exports goFile,
// placeholderFile, keyboardFile, integrationsFile, withdrawalFile, charters and
// everyPortal, and the function prerendered, which returns what was rendered at
// build time.
//
// The script is ASCII, so that the accents survive on a page that isn't UTF-8.
// Warnings are errors; an error names the file and the line.
func Bundle(s Script) ([]byte, error) {
	charters := s.Charters
	if charters == nil {
		charters = map[string]string{} // {}, where a nil map gives null
	}
	build, err := exports(map[string]any{
		"goFile":           s.Go,
		"placeholderFile":  s.Placeholder,
		"integrationsFile": s.Integrations,
		"withdrawalFile":   s.Withdrawal,
		"keyboardFile":     s.Keyboard,
		"charters":         charters,
		"everyPortal":      s.Every,
	})
	if err != nil {
		return nil, err
	}
	prerendered, err := json.Marshal(s.Prerendered)
	if err != nil {
		return nil, fmt.Errorf("what was rendered beforehand cannot be given to the loader: %w", err)
	}
	// Made when it is asked for: whoever has chosen needs none of it.
	build += fmt.Sprintf("let made;\nexport const prerendered = () => made ??= %s;\n", prerendered)
	options := minified(s.Root)
	options.EntryPoints = []string{"web/loader/start/banner.js"}
	options.Outfile = filepath.Join(s.Root, scriptName)
	options.Format = api.FormatIIFE
	options.Inject = []string{documentModule}
	options.MangleProps = internal
	options.Charset = api.CharsetASCII
	options.Banner = map[string]string{"js": notice + eager}
	options.Plugins = []api.Plugin{stylesheets(s.Root), virtual(map[string]string{"virtual:build": build})}

	script, err := runESBuild(options)
	if err != nil {
		return nil, fmt.Errorf("the loader cannot be bundled:\n%w", err)
	}
	return script, nil
}

// GoScript says what goes into the module that [BundleGo] makes.
type GoScript struct {
	Root     string // the module's folder, with web/loader/program/go.js
	WASMExec string // the text of wasm_exec.js
	WASMFile string // name of the program's file beside the module
	WASMSize int    // its size in bytes, not compressed

	BuiltIn []string // host names of the built-in charters
	Every   bool     // as in Script
}

// BundleGo makes the module that comes with the program, of web/loader/program/go.js and
// all it imports. virtual:wasm-exec exports defineGo(sandbox), which returns the
// class Go of wasm_exec.js; virtual:build exports wasmFile, wasmSize, builtIn and
// everyPortal.
func BundleGo(s GoScript) ([]byte, error) {
	wasmExec, err := sandboxed(s.WASMExec)
	if err != nil {
		return nil, err
	}
	build, err := exports(map[string]any{"wasmFile": s.WASMFile, "wasmSize": s.WASMSize, "builtIn": s.BuiltIn, "everyPortal": s.Every})
	if err != nil {
		return nil, err
	}
	return bundleModule(s.Root, "program/go.js", goNotice+eager, map[string]string{"virtual:build": build, "virtual:wasm-exec": wasmExec})
}

// BundlePlaceholder makes the module that comes with frames that wait for the
// choice, of web/loader/extras/placeholder.js and all it imports. virtual:build exports
// what [PrerenderPlaceholder] rendered.
func BundlePlaceholder(root string, p Placeholder) ([]byte, error) {
	build, err := exports(map[string]any{"root": p.Root, "reasons": p.Whys})
	if err != nil {
		return nil, err
	}
	return bundleModule(root, "extras/placeholder.js", notice, map[string]string{"virtual:build": build})
}

// BundleKeyboard makes the module that keeps what has the focus in sight, of
// web/loader/extras/keyboard.js.
func BundleKeyboard(root string) ([]byte, error) {
	return bundleModule(root, "extras/keyboard.js", notice, nil)
}

// BundleIntegrations makes the module that tells other scripts of the choice, of
// web/loader/extras/integrations.js.
func BundleIntegrations(root string) ([]byte, error) {
	return bundleModule(root, "extras/integrations.js", notice, nil)
}

// BundleWithdrawal makes the module that ends what a consent that is withdrawn has
// left, of web/loader/extras/withdrawal.js.
func BundleWithdrawal(root string) ([]byte, error) {
	return bundleModule(root, "extras/withdrawal.js", notice, nil)
}

// bundleModule makes one module of a file of web/loader and all it imports.
func bundleModule(root, file, firstLine string, modules map[string]string) ([]byte, error) {
	options := minified(root)
	options.EntryPoints = []string{"web/loader/" + file}
	options.Outfile = filepath.Join(root, path.Base(file))
	options.Format = api.FormatESModule
	options.Inject = []string{documentModule}
	options.Charset = api.CharsetASCII
	options.Banner = map[string]string{"js": firstLine}
	options.Plugins = []api.Plugin{stylesheets(root), virtual(modules)}

	script, err := runESBuild(options)
	if err != nil {
		return nil, fmt.Errorf("the loader's %s cannot be bundled:\n%w", file, err)
	}
	return script, nil
}

// exports is the source of a module that exports the values under their names.
func exports(values map[string]any) (string, error) {
	var source strings.Builder
	for _, name := range slices.Sorted(maps.Keys(values)) {
		value, err := json.Marshal(values[name])
		if err != nil {
			return "", fmt.Errorf("the constant %s cannot be given to the loader: %w", name, err)
		}
		fmt.Fprintf(&source, "export const %s = %s;\n", name, value)
	}
	return source.String(), nil
}

// stylesheets has a stylesheet that a module imports be a string.
func stylesheets(root string) api.Plugin {
	return api.Plugin{Name: "stylesheets", Setup: func(build api.PluginBuild) {
		build.OnLoad(api.OnLoadOptions{Filter: `\.css$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			css, err := stylesheet(root, args.Path)
			return api.OnLoadResult{Contents: &css, Loader: api.LoaderText}, err
		})
	}}
}

// stylesheet is a minified stylesheet with all that it imports: one that a
// script adopts can import nothing itself.
func stylesheet(root, path string) (string, error) {
	options := minified(root)
	options.EntryPoints = []string{path}
	options.Outfile = filepath.Join(root, "stylesheet.css")
	options.Charset = api.CharsetUTF8 // it becomes a string in the script, escaped there
	css, err := runESBuild(options)
	if err != nil {
		return "", fmt.Errorf("the stylesheet cannot be minified:\n%w", err)
	}
	return strings.TrimSpace(string(css)), nil
}

func minified(root string) api.BuildOptions {
	return api.BuildOptions{
		AbsWorkingDir:     root,
		Bundle:            true,
		Engines:           browsers,
		LegalComments:     api.LegalCommentsNone,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		Platform:          api.PlatformBrowser,
		// Modules are strict code, a classic script is not unless it says so.
		// This also keeps a tsconfig.json of some parent folder out.
		TsconfigRaw: `{"compilerOptions": {"alwaysStrict": true}}`,
	}
}

// virtual resolves and loads the modules, by name.
func virtual(modules map[string]string) api.Plugin {
	const namespace = "virtual"
	return api.Plugin{Name: namespace, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: "^virtual:"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if _, ok := modules[args.Path]; !ok {
				known := strings.Join(slices.Sorted(maps.Keys(modules)), ", ")
				return api.OnResolveResult{}, fmt.Errorf("there is no module %q: the build makes %s", args.Path, known)
			}
			return api.OnResolveResult{Path: args.Path, Namespace: namespace}, nil
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			source := modules[args.Path]
			return api.OnLoadResult{Contents: &source, Loader: api.LoaderJS}, nil
		})
	}}
}

// runESBuild builds in memory what must be one file.
func runESBuild(options api.BuildOptions) ([]byte, error) {
	result := api.Build(options)
	if problems := append(result.Errors, result.Warnings...); len(problems) > 0 {
		return nil, errors.New(messages(problems))
	}
	return result.OutputFiles[0].Contents, nil
}

// messages has a line for each message: file:line:column: text.
func messages(list []api.Message) string {
	var lines []string
	for _, m := range list {
		line := m.Text
		if at := m.Location; at != nil {
			line = fmt.Sprintf("%s:%d:%d: %s", at.File, at.Line, at.Column+1, m.Text)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
