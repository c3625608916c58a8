//go:build !js

// Package slim makes the copy of go-app that the browser's program is built
// with. go-app carries its own server, and pulls in what a page's program never
// runs: net/http, encoding/json, regular expressions, cryptography. The copy
// leaves the server's files out, and imports the packages beside this one
// instead of the heavy ones of the standard library. It halves the program. Nor
// does the copy wake up by itself: see edited.
//
// The copy is made at build time from the module cache and is never committed.
// It is made for one version of go-app: see [Version].
package slim

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Module and Version are the go-app that can be slimmed.
const (
	Module  = "github.com/maxence-charriere/go-app/v10"
	Version = "v10.1.11"
)

// standIns is where the packages are that take the place of others.
const standIns = "cookies-preferences/app/build/slim/"

// replaced says what takes the place of an import.
var replaced = map[string]string{
	"encoding/json":          standIns + "json",
	"fmt":                    standIns + "fmt",
	"github.com/google/uuid": standIns + "uuid",
	"html":                   standIns + "html",
	Module + "/pkg/errors":   standIns + "errors",
	"net/url":                standIns + "url",
	"os":                     standIns + "os",
	"regexp":                 standIns + "regexp",
}

// edited is what is another in a file, by its name: an old text and the new one.
var edited = map[string][2]string{
	// go-app draws once an hour when nothing happens: a timer that each open page
	// would pay for, where nothing is to be drawn.
	"pkg/app/engine.go": {"frames.Reset(iddleFrameDuration)", "frames.Stop()"},
}

// kept is the one package of go-app that the program needs.
const kept = "pkg/app"

// dropped are the files that serve, test or encrypt. What the rest of go-app
// wants of them is in standin.go.
var dropped = []string{
	"pkg/app/crypto.go", "pkg/app/http.go", "pkg/app/js_nowasm.go", "pkg/app/resource.go", "pkg/app/scripts.go",
	"pkg/app/static.go", "pkg/app/testing.go", "pkg/app/wasm.go", "pkg/app/wasmexec.go",
}

//go:embed standin.go.txt
var standIn []byte

// Copy returns the files of the slimmed copy of the go-app in a folder, by
// slash-separated name. The same go-app gives the same bytes. It is an error if
// the folder does not hold what this package was made for.
func Copy(goApp string) (map[string][]byte, error) {
	files := map[string][]byte{
		"go.mod":             []byte("module " + Module + "\n\ngo 1.26.0\n"),
		"pkg/app/standin.go": standIn,
	}
	missing := slices.Clone(dropped)
	entries, err := os.ReadDir(filepath.Join(goApp, filepath.FromSlash(kept)))
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		name := path.Join(kept, entry.Name())
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if i := slices.Index(missing, name); i >= 0 {
			missing = slices.Delete(missing, i, i+1)
			continue
		}
		source, err := fs.ReadFile(os.DirFS(goApp), name)
		if err != nil {
			return nil, err
		}
		if edit, ok := edited[name]; ok {
			if bytes.Count(source, []byte(edit[0])) != 1 {
				return nil, fmt.Errorf("%s does not have %q once: this is not the go-app that is known here", name, edit[0])
			}
			source = bytes.Replace(source, []byte(edit[0]), []byte(edit[1]), 1)
		}
		if files[name], err = rewrite(name, source); err != nil {
			return nil, err
		}
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("this is not the go-app that is known here: it has no %s", strings.Join(missing, ", "))
	}
	return files, nil
}

// rewrite replaces the imports of a file. What they are called in it stays.
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
		if strings.HasPrefix(imported, "crypto/") || imported == "net/http" {
			return nil, errors.New(name + " imports " + imported + ": this is not the go-app that is known here")
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
