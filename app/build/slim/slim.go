//go:build !js

// Package slim makes the copy of go-app that the browser's program is built with. go-app includes
// its own server and imports packages that a page's program never runs: net/http, encoding/json,
// regexp, cryptography. The copy leaves the server's files out and imports the small packages
// beside this one instead of heavy ones, which halves the program. It keeps no states for other tabs
// or later visits, and doesn't wait for the ticks of a clock: see patches.
//
// The copy is made at build time from the module cache and never committed. It fits one version
// of go-app: see [Version].
package slim

import (
	"bytes"
	_ "embed"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Module and Version identify the go-app that can be slimmed.
const (
	Module  = "github.com/maxence-charriere/go-app/v10"
	Version = "v10.1.11"
)

// standIns is the path of the replacement packages.
const standIns = "cookies-preferences/app/build/slim/"

// replaced maps an import to its replacement.
var replaced = map[string]string{
	"context":                standIns + "context",
	"encoding/json":          standIns + "json",
	"fmt":                    standIns + "fmt",
	"github.com/google/uuid": standIns + "uuid",
	"html":                   standIns + "html",
	Module + "/pkg/errors":   standIns + "errors",
	"net/url":                standIns + "url",
	"os":                     standIns + "os",
	"regexp":                 standIns + "regexp",
}

// patches maps a file to the one string replaced in it.
var patches = map[string][2]string{
	// go-app renders at the ticks of a clock, up to 8 ms late, and once an hour if nothing happens.
	"pkg/app/app.go": {"engine.Start(120)", "engine.run()"},

	// A component without a Render of its own shows its name: in elements, whose many methods are
	// then in the program, and now without. Ours have a Render.
	"pkg/app/component.go": {
		"componentName := reflect.TypeOf(c.ref).Name()\n",
		"return Text(reflect.TypeOf(c.ref).Name())\n}\n\nfunc unrendered(componentName string) UI {",
	},
}

// kept is the only package of go-app that the program needs.
const kept = "pkg/app"

// dropped are the files that serve, test, encrypt, keep states for other tabs and later visits, or
// listen to the window. standin.go has what the other files use of them.
var dropped = []string{
	"pkg/app/browser.go", "pkg/app/crypto.go", "pkg/app/http.go", "pkg/app/js_nowasm.go",
	"pkg/app/notfound.go", "pkg/app/resource.go", "pkg/app/scripts.go", "pkg/app/state.go", "pkg/app/static.go",
	"pkg/app/storage.go", "pkg/app/testing.go", "pkg/app/wasm.go", "pkg/app/wasmexec.go",
}

//go:embed standin.go.txt
var standIn []byte

// GoVersion is the version of Go whose internal/godebug has the same exported names as [Godebug].
const GoVersion = "go1.26"

// Godebug is the source of a package that stands in for internal/godebug of the standard library.
// Every setting has its default: browsers set no $GODEBUG. The other one reads and counts the
// settings that package time asks for, with maps for many goroutines and a search for bugs.
//
//go:embed godebug.go.txt
var Godebug []byte

// Copy returns the files of a slimmed copy of the go-app in a folder, by slash-separated name. The
// same go-app gives the same bytes.
func Copy(goApp string) (map[string][]byte, error) {
	files := map[string][]byte{
		"go.mod":             []byte("module " + Module + "\n\ngo 1.26.0\n"),
		"pkg/app/standin.go": standIn,
	}
	entries, err := os.ReadDir(filepath.Join(goApp, kept))
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		name := path.Join(kept, entry.Name())
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") ||
			slices.Contains(dropped, name) {
			continue
		}
		source, err := os.ReadFile(filepath.Join(goApp, name))
		if err != nil {
			return nil, err
		}
		if patch, ok := patches[name]; ok {
			if bytes.Count(source, []byte(patch[0])) != 1 {
				return nil, fmt.Errorf("%s does not have %q once: this is another go-app than %s",
					name, patch[0], Version)
			}
			source = bytes.Replace(source, []byte(patch[0]), []byte(patch[1]), 1)
		}
		if files[name], err = rewrite(name, source); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// rewrite replaces the imports of a file, whose names in it stay the same.
func rewrite(name string, source []byte) ([]byte, error) {
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	slices.Reverse(file.Imports) // from the end, so that positions stay right
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		instead, ok := replaced[imported]
		if !ok {
			continue
		}
		start, end := int(spec.Path.Pos())-1, int(spec.Path.End())-1
		source = slices.Concat(source[:start], []byte(strconv.Quote(instead)), source[end:])
	}
	return source, nil
}
