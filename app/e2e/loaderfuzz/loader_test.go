package loaderfuzz

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

// standIn is what the modules ask a browser for, as far as they do.
//
//go:embed testdata/standin.js
var standIn string

// modules imports what is fuzzed; standin.js calls it.
const modules = `
import { readChoice, setCookie } from './start/cookie.js';
import { readConfig } from './start/config.js';
import { createJournal } from './notice/journal.js';
globalThis.loader = { readChoice, setCookie, readConfig, createJournal };
`

// compiled is what stands in, and the modules after it, bundled by esbuild for
// goja, a JavaScript engine in Go. It is made once.
var compiled = sync.OnceValues(func() (*goja.Program, error) {
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		AbsWorkingDir: root,
		Bundle:        true,
		Format:        api.FormatIIFE,
		Stdin:         &api.StdinOptions{Contents: modules, ResolveDir: filepath.Join(root, "web", "loader")},
		Target:        api.ES2017,
	})
	if len(result.Errors) > 0 {
		return nil, errors.New(result.Errors[0].Text)
	}
	return goja.Compile("loader", standIn+string(result.OutputFiles[0].Contents), true)
})

// loader is the loader's modules in an engine of their own. It is not safe for
// concurrent use.
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
	// goja's own JSON.parse takes some of what is no JSON: Go says what is.
	if err := runtime.Set("isJSON", func(text string) bool { return json.Valid([]byte(text)) }); err != nil {
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

// ask calls a function of standin.js by its name with arguments that JSON can
// hold, and decodes what it gives. The error is what it has thrown.
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

// choice is what readChoice gives: a record, nil when there is none, and the
// value that holds it, nil after a tie.
type choice struct {
	Record map[string]any
	Value  *string
}

// readChoice is cookie.js's own. The time is in ms since 1970.
func (l *loader) readChoice(line string, now int64, version string, asks int) (c choice, err error) {
	return c, l.ask(&c, "readChoice", line, now, version, asks)
}

// setCookie is cookie.js's own, with an age of 0.
func (l *loader) setCookie(secure bool, domain string) (line string, err error) {
	return line, l.ask(&line, "setCookie", "", 0, secure, domain)
}

// entry is an entry of the journal.
type entry struct {
	Choice, About string
	Name          any
	At            float64
}

// journal gives the entries that count of what localStorage holds, at a time, in
// a page that has the trackers, whose cookie was written at newest.
func (l *loader) journal(stored string, now, newest int64, trackers []preferences.Name) (entries []entry, err error) {
	return entries, l.ask(&entries, "journal", stored, now, newest, trackers)
}

// config is what readConfig gives, and what it told the page.
type config struct {
	Base, Portal, Origin, Charter, Version, Domain, Load, Theme string

	Categories, Trackers []preferences.Name
	Integrations         []string

	Asks           preferences.Set
	Declared       bool
	Reports, Codes []string
}

// readConfig is config.js's own, on the page at an address whose script tag has
// the attributes.
func (l *loader) readConfig(page, src string, attributes map[string]string) (c config, err error) {
	return c, l.ask(&c, "readConfig", page, src, attributes)
}
