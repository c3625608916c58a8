//go:build !js

package build

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// sandboxNames are the browser's globals that wasm_exec.js uses, and Reflect, through which it
// does everything that the program asks of JavaScript. They come from the sandbox of
// web/loader/program/sandbox.js, never from the portal's window.
var sandboxNames = []string{
	"Reflect", "TextDecoder", "TextEncoder", "clearTimeout", "console", "crypto",
	"fs", "path", "performance", "process", "setTimeout",
}

// harmless are the words of JavaScript, and the globals of the language that wasm_exec.js may use
// directly: they don't lead to the page, as eval, Function and globalThis do.
var harmless = strings.Fields(`
	break case catch class const continue debugger default delete do else enum
	export extends false finally for function if import in instanceof new null
	return super switch this throw true try typeof var void while with

	Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date
	Error Float32Array Float64Array Infinity Int16Array Int32Array Int8Array JSON
	Map Math NaN Number Object Promise RangeError RegExp Set String Symbol
	TypeError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet
	WebAssembly isFinite isNaN parseFloat parseInt undefined`)

// wasmExec returns the text of wasm_exec.js, the JavaScript half of Go's runtime, of the Go that
// compiles the module in root: it fits no other.
func wasmExec(ctx context.Context, root string) (string, error) {
	goroot, err := runGo(ctx, root, "env", "GOROOT")
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js"))
	return string(text), err
}

// sandboxed turns the text of wasm_exec.js into a module that exports defineGo(sandbox). It
// returns the class Go, with every global that it names bound to the sandbox's.
//
// The module is strict code, and the bundle must be too: otherwise JavaScript would call Go's
// functions with the portal's window as this.
func sandboxed(wasmExec string) (string, error) {
	// On one line with the text's first, so that esbuild's messages have the text's lines.
	module := "export function defineGo(globalThis) { " +
		"const {" + strings.Join(sandboxNames, ", ") + "} = globalThis; " +
		wasmExec + "\n" +
		"return globalThis.Go;\n}\n"
	unknown, err := freeNames(module)
	if err != nil {
		return "", err
	}
	if len(unknown) > 0 {
		return "", fmt.Errorf("wasm_exec.js of this Go uses globals that the sandbox lacks: %s; "+
			"add them to web/loader/program/sandbox.js and to sandboxNames in "+
			"app/build/wasmexec.go",
			strings.Join(unknown, ", "))
	}
	return module, nil
}

var (
	word = regexp.MustCompile(`[\p{L}_$][\p{L}\p{N}_$]*`)
	mark = regexp.MustCompile(`__free_([\p{L}\p{N}_$]*)`)
)

// freeNames returns the names that the source uses and doesn't declare, except the harmless ones.
// esbuild's option "define" renames a word only where it is a global, so it is given every word.
func freeNames(source string) (names []string, err error) {
	rename := make(map[string]string)
	for _, w := range word.FindAllString(source, -1) {
		if !slices.Contains(harmless, w) {
			rename[w] = "__free_" + w
		}
	}
	result := api.Transform(source, api.TransformOptions{
		Sourcefile:    "wasm_exec.js",
		Loader:        api.LoaderJS,
		Define:        rename,
		LegalComments: api.LegalCommentsNone,
		Charset:       api.CharsetUTF8,
	})
	if len(result.Errors) > 0 {
		return nil, fmt.Errorf("bind the globals of wasm_exec.js:\n%s", messages(result.Errors))
	}
	for _, m := range mark.FindAllSubmatch(result.Code, -1) {
		names = append(names, string(m[1]))
	}
	return slices.Compact(slices.Sorted(slices.Values(names))), nil
}
