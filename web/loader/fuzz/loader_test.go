package fuzz

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"

	"cookies-preferences/banner/preferences"
)

// standIn has the browser's members that the modules use.
//
//go:embed testdata/standin.js
var standIn string

// modules imports the fuzzed functions, which standin.js calls.
const modules = `
import { readChoice, setCookie } from './start/cookie.js';
import { readConfig } from './start/config.js';
import { createJournal } from './notice/journal.js';
globalThis.loader = { readChoice, setCookie, readConfig, createJournal };
`

// compiled is standin.js and the modules, bundled once by esbuild for goja, a JavaScript engine
// written in Go.
var compiled = sync.OnceValues(func() (*goja.Program, error) {
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		AbsWorkingDir: root,
		Bundle:        true,
		Format:        api.FormatIIFE,
		Stdin: &api.StdinOptions{
			Contents: modules, ResolveDir: filepath.Join(root, "web", "loader"),
		},
		Target: api.ES2017,
	})
	if len(result.Errors) > 0 {
		return nil, errors.New(result.Errors[0].Text)
	}
	return goja.Compile("loader", standIn+string(result.OutputFiles[0].Contents), true)
})

// loader runs the modules in an engine of their own. It is not safe for concurrent use.
type loader struct {
	runtime *goja.Runtime
	call    goja.Callable
}

// newLoader starts an engine.
func newLoader(t testing.TB) *loader {
	t.Helper()
	program, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	runtime := goja.New()
	// goja's own JSON.parse accepts some invalid JSON: Go's validation replaces it.
	isJSON := func(text string) bool { return json.Valid([]byte(text)) }
	if err := runtime.Set("isJSON", isJSON); err != nil {
		t.Fatal(err)
	}
	if _, err := runtime.RunProgram(program); err != nil {
		t.Fatal(err)
	}
	call, ok := goja.AssertFunction(runtime.Get("ask"))
	if !ok {
		t.Fatal("standin.js has no function ask")
	}
	return &loader{runtime, call}
}

// ask calls a function of standin.js with arguments that JSON can encode, and decodes its result.
// An exception becomes an error.
func (l *loader) ask(answer any, name string, arguments ...any) error {
	text, err := json.Marshal(arguments)
	if err != nil {
		return err
	}
	result, err := l.call(goja.Undefined(), l.runtime.ToValue(name), l.runtime.ToValue(string(text)))
	if err != nil {
		return fmt.Errorf("%s throws: %w", name, err)
	}
	return json.Unmarshal([]byte(result.String()), answer)
}

// choice is the result of readChoice: a record, nil when there is none, and the value that holds
// it, nil after a tie.
type choice struct {
	Record map[string]any
	Value  *string
}

// readChoice calls readChoice of cookie.js. The time is in ms since 1970.
func (l *loader) readChoice(
	line string, now int64, version string, asks int,
) (c choice, err error) {
	return c, l.ask(&c, "readChoice", line, now, version, asks)
}

// setCookie calls setCookie of cookie.js with an age of 0.
func (l *loader) setCookie(secure bool, domain string) (line string, err error) {
	return line, l.ask(&line, "setCookie", "", 0, secure, domain)
}

// entry is an entry of the journal.
type entry struct {
	Choice, About string
	Name          any
	At            float64
}

// journal returns the entries that count in a text of localStorage, on a page that declares the
// trackers and whose cookie was written at newest.
func (l *loader) journal(
	stored string, now, newest int64, trackers []preferences.Name,
) (entries []entry, err error) {
	return entries, l.ask(&entries, "journal", stored, now, newest, trackers)
}

// config is the result of readConfig, with what it reported.
type config struct {
	Base, Portal, Origin, Charter, Version, Domain, Load, Theme string

	Categories, Trackers []preferences.Name
	Integrations         []string

	Asks           preferences.Set
	Declared       bool
	Reports, Codes []string
}

// readConfig calls readConfig of config.js, on the page at an address whose script tag has the
// attributes.
func (l *loader) readConfig(
	page, src string, attributes map[string]string,
) (c config, err error) {
	return c, l.ask(&c, "readConfig", page, src, attributes)
}
