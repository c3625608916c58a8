//go:build !js

package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// sandboxNames are the globals of the browser that wasm_exec.js uses, and Reflect,
// by which it does what the program asks of JavaScript. They are taken from the
// sandbox of web/loader/program/sandbox.js, which has them all, and never from the
// portal's window.
var sandboxNames = []string{
	"Reflect", "TextDecoder", "TextEncoder", "clearTimeout", "console", "crypto",
	"fs", "path", "performance", "process", "setTimeout",
}

// languageNames are globals that wasm_exec.js may use as they are: they belong
// to the language, hold nothing of the page and lead nowhere. So eval, Function
// and globalThis are not among them.
var languageNames = strings.Fields(`
	Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date
	Error Float32Array Float64Array Infinity Int16Array Int32Array Int8Array JSON
	Map Math NaN Number Object Promise RangeError RegExp Set String Symbol
	TypeError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet
	WebAssembly isFinite isNaN parseFloat parseInt undefined`)

// WASMExec gives the text of wasm_exec.js, the JavaScript half of Go's runtime,
// that belongs to the Go that compiles the module in root. The two halves fit
// only each other, so it is read where the compiler is.
func WASMExec(ctx context.Context, root string) (string, error) {
	goroot, err := runGo(ctx, root, "env", "GOROOT")
	if err != nil {
		return "", err
	}
	return readWASMExec(goroot)
}

func readWASMExec(goroot string) (string, error) {
	// Go 1.23 and older have it in misc/wasm.
	for _, dir := range []string{"lib", "misc"} {
		text, err := os.ReadFile(filepath.Join(goroot, dir, "wasm", "wasm_exec.js"))
		if err == nil {
			return string(text), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return "", fmt.Errorf("the Go in %s has no lib/wasm/wasm_exec.js: install a complete Go", goroot)
}

// sandboxed makes a module of the text of wasm_exec.js. The module exports
// defineGo(sandbox), which returns the class Go: one that takes the sandbox
// for the whole world, since every global it names is bound to the sandbox's.
//
// The module is strict code, and so must the bundle be: else a function that
// Go gives to JavaScript would be called with the portal's window as this.
func sandboxed(wasmExec string) (string, error) {
	// All before the text is on its first line, so that esbuild's messages give
	// the lines of the text.
	module := "export function defineGo(globalThis) { " +
		"const {" + strings.Join(sandboxNames, ", ") + "} = globalThis; " +
		wasmExec + "\n" +
		"return globalThis.Go;\n}\n"
	free, err := freeNames(module)
	if err != nil {
		return "", fmt.Errorf("wasm_exec.js of this Go cannot be put into the sandbox:\n%w", err)
	}
	unknown := slices.DeleteFunc(free, func(name string) bool {
		return slices.Contains(languageNames, name)
	})
	if len(unknown) > 0 {
		return "", fmt.Errorf("wasm_exec.js of this Go uses the globals %s, which the sandbox does not bind: "+
			"add them to web/loader/program/sandbox.js and to sandboxNames in app/build/wasmexec.go", strings.Join(unknown, ", "))
	}
	return module, nil
}

var (
	word = regexp.MustCompile(`[\p{L}_$][\p{L}\p{N}_$]*`)
	mark = regexp.MustCompile(`__free_([\p{L}\p{N}_$]*)`)
)

// freeNames lists, sorted, the names that the source uses and does not declare:
// its globals. It has esbuild rename every word that is a global, as option
// "define" does, and looks which words were renamed.
func freeNames(source string) ([]string, error) {
	rename := make(map[string]string)
	for _, w := range word.FindAllString(source, -1) {
		if !slices.Contains(reserved, w) {
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
		return nil, errors.New(messages(result.Errors))
	}
	var names []string
	for _, m := range mark.FindAllSubmatch(result.Code, -1) {
		names = append(names, string(m[1]))
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// reserved are the words that can be no variable's name.
var reserved = strings.Fields(`
	break case catch class const continue debugger default delete do else enum
	export extends false finally for function if import in instanceof new null
	return super switch this throw true try typeof var void while with`)
