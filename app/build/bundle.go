//go:build !js

package build

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// notice is the first line of each script. goNotice is that of scripts with wasm_exec.js: Go's
// licence asks to keep its copyright notice.
const (
	notice   = "/*! cookies-preferences " + Version + ", MIT licence */"
	goNotice = "/*! cookies-preferences " + Version + ", MIT licence. With wasm_exec.js, " +
		"copyright 2018 The Go Authors, BSD licence: https://go.dev/LICENSE */"
)

// eager makes V8 compile all functions on a background thread while the file comes in, instead
// of each one on the page's main thread at its first call. It saves a quarter of banner.js's
// time there. To other engines it is a comment. https://v8.dev/blog/explicit-compile-hints
const eager = "\n//# allFunctionsCalledOnLoad"

// browsers are the oldest that the banner supports: those of spring 2022, the first that all
// have <dialog>. esbuild rewrites newer JavaScript and CSS for them.
var browsers = []api.Engine{
	{Name: api.EngineChrome, Version: "99"},
	{Name: api.EngineEdge, Version: "99"},
	{Name: api.EngineFirefox, Version: "98"},
	{Name: api.EngineIOS, Version: "15.4"},
	{Name: api.EngineSafari, Version: "15.4"},
}

// loaderFolder holds the loader's modules.
const loaderFolder = "web/loader/"

// documentModule replaces `document` in every module of the loader.
const documentModule = loaderFolder + "start/document.js"

// bundleScript bundles start/banner.js into the classic script that pages load. virtual:build
// exports the constants, and the prerendered trees through a function: visitors who have chosen
// never build them.
//
// The script is ASCII, so that accents survive on a page that isn't UTF-8.
func bundleScript(root string, constants map[string]any, p prerendered) ([]byte, error) {
	build := exports(constants) +
		fmt.Sprintf("let made;\nexport const prerendered = () => made ??= %s;\n", asJSON(p))
	options := loaderOptions(root, "start/banner.js", notice+eager,
		map[string]string{"virtual:build": build})
	options.Format = api.FormatIIFE
	return runESBuild(options)
}

// bundleModule bundles a file of the loader into a module, which is fetched on demand. The
// constants are exported by virtual:build. All of it is used as soon as it has come.
func bundleModule(root, file string, constants map[string]any) ([]byte, error) {
	return bundleFor(root, file, constants, features...)
}

// features are what only some pages need: exempt trackers, and services declared by name.
var features = []string{"EXEMPT", "SERVICES"}

// bundleFor bundles a module for pages that need some of the features. The others are left out.
func bundleFor(
	root, file string, constants map[string]any, needed ...string,
) ([]byte, error) {
	virtual := map[string]string{"virtual:build": exports(constants)}
	options := loaderOptions(root, file, notice+eager, virtual)
	options.Define = make(map[string]string)
	for _, feature := range features {
		options.Define[feature] = strconv.FormatBool(slices.Contains(needed, feature))
	}
	return runESBuild(options)
}

// bundleProgram bundles program/go.js into the module that runs the program. The constants are
// exported by virtual:build; virtual:wasm-exec exports defineGo(sandbox), which returns the
// class Go of wasm_exec.js.
func bundleProgram(root, wasmExec string, constants map[string]any) ([]byte, error) {
	sandboxed, err := sandboxed(wasmExec)
	if err != nil {
		return nil, err
	}
	return runESBuild(loaderOptions(root, "program/go.js", goNotice+eager, map[string]string{
		"virtual:build": exports(constants), "virtual:wasm-exec": sandboxed,
	}))
}

// loaderOptions bundle a file of the loader, with everything it imports, into a module. A
// stylesheet that it imports is a string, minified.
func loaderOptions(root, file, head string, virtual map[string]string) api.BuildOptions {
	options := minified(root, loaderFolder+file, head, virtual)
	options.Format = api.FormatESModule
	options.Inject = []string{documentModule}
	options.Charset = api.CharsetASCII
	options.Plugins = append(options.Plugins, stylesheets(root))
	return options
}

// minified are the options that all scripts and stylesheets share. The modules virtual are
// importable by their names.
func minified(root, file, head string, virtual map[string]string) api.BuildOptions {
	return api.BuildOptions{
		AbsWorkingDir:     root,
		EntryPoints:       []string{file},
		Outfile:           filepath.Join(root, path.Base(file)), // never written
		Banner:            map[string]string{"js": head},
		Bundle:            true,
		Charset:           api.CharsetUTF8,
		Engines:           browsers,
		LegalComments:     api.LegalCommentsNone,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		Platform:          api.PlatformBrowser,
		Plugins:           []api.Plugin{virtualModules(virtual)},
		// Modules are strict code, a classic script only if it says so. This option also
		// keeps esbuild from reading a tsconfig.json in a parent folder.
		TsconfigRaw: `{"compilerOptions": {"alwaysStrict": true}}`,
	}
}

// runESBuild bundles one file in memory. Warnings are errors; an error names file, line and
// column.
func runESBuild(options api.BuildOptions) ([]byte, error) {
	result := api.Build(options)
	if problems := append(result.Errors, result.Warnings...); len(problems) > 0 {
		return nil, fmt.Errorf("bundle %s:\n%s", options.EntryPoints[0], messages(problems))
	}
	return result.OutputFiles[0].Contents, nil
}

// messages shows each message with its place in the source.
func messages(list []api.Message) string {
	return strings.Join(api.FormatMessages(list, api.FormatMessagesOptions{}), "")
}

// exports returns the source of a module that exports the values under their names.
func exports(values map[string]any) string {
	var source strings.Builder
	for _, name := range slices.Sorted(maps.Keys(values)) {
		fmt.Fprintf(&source, "export const %s = %s;\n", name, asJSON(values[name]))
	}
	return source.String()
}

// asJSON encodes texts, numbers, and lists and maps of them, which never fails.
func asJSON(value any) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return text
}

// stylesheets turns a stylesheet that a module imports into a string.
func stylesheets(root string) api.Plugin {
	return api.Plugin{Name: "stylesheets", Setup: func(build api.PluginBuild) {
		build.OnLoad(api.OnLoadOptions{Filter: `\.css$`},
			func(args api.OnLoadArgs) (api.OnLoadResult, error) {
				file, err := filepath.Rel(root, args.Path)
				if err != nil {
					return api.OnLoadResult{}, err
				}
				css, err := stylesheet(root, filepath.ToSlash(file))
				return api.OnLoadResult{Contents: &css, Loader: api.LoaderText}, err
			})
	}}
}

// stylesheet returns a minified stylesheet that includes its imports: a constructed stylesheet
// can't import.
func stylesheet(root, file string) (string, error) {
	css, err := runESBuild(minified(root, file, "", nil))
	return strings.TrimSpace(string(css)), err
}

// virtualModules resolves and loads modules by name.
func virtualModules(modules map[string]string) api.Plugin {
	const namespace = "virtual"
	resolve := func(args api.OnResolveArgs) (api.OnResolveResult, error) {
		return api.OnResolveResult{Path: args.Path, Namespace: namespace}, nil
	}
	load := func(args api.OnLoadArgs) (api.OnLoadResult, error) {
		source := modules[args.Path]
		return api.OnLoadResult{Contents: &source, Loader: api.LoaderJS}, nil
	}
	return api.Plugin{Name: namespace, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: "^virtual:"}, resolve)
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, load)
	}}
}
