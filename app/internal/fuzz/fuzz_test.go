// Package fuzz runs the loader's readers of the cookie and of the attributes in a JavaScript engine
// written in Go, so that Go's fuzzer can feed them, and compares their results with Go's own.
// It has only tests. Examples belong in the *.test.js files beside the modules.
package fuzz

import (
	_ "embed"
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// standIn has the browser's members that the modules use, and calls the modules.
//
//go:embed testdata/standin.js
var standIn string

const modules = `
import { readChoice, setCookie } from './start/cookie.js';
import { readConfig } from './start/config.js';
globalThis.loader = { readChoice, setCookie, readConfig };
`

// loader runs the modules in an engine of their own. It is not safe for concurrent use.
type loader struct {
	engine *goja.Runtime
	call   goja.Callable
}

func newLoader(t testing.TB) *loader {
	t.Helper()
	folder, err := filepath.Abs("../../../web/loader")
	if err != nil {
		t.Fatal(err)
	}
	built := api.Build(api.BuildOptions{
		AbsWorkingDir: folder,
		Bundle:        true,
		Format:        api.FormatIIFE,
		Stdin:         &api.StdinOptions{Contents: modules, ResolveDir: folder},
		Target:        api.ES2017,
		Supported:     map[string]bool{"dynamic-import": false}, // goja has none
	})
	if len(built.Errors) > 0 {
		t.Fatal(built.Errors[0].Text)
	}
	engine := goja.New()
	// goja's own JSON.parse accepts some invalid JSON: Go's validation replaces it.
	isJSON := func(text string) bool { return json.Valid([]byte(text)) }
	if err := engine.Set("isJSON", isJSON); err != nil {
		t.Fatal(err)
	}
	if _, err := engine.RunString(standIn + string(built.OutputFiles[0].Contents)); err != nil {
		t.Fatal(err)
	}
	call, ok := goja.AssertFunction(engine.Get("ask"))
	if !ok {
		t.Fatal("standin.js has no function ask")
	}
	return &loader{engine, call}
}

// ask calls a function of standin.js with arguments that JSON can encode, and decodes its result.
// An exception fails the test: the loader never throws.
func ask[T any](t *testing.T, l *loader, name string, arguments ...any) (answer T) {
	t.Helper()
	text, err := json.Marshal(arguments)
	if err != nil {
		t.Fatal(err)
	}
	result, err := l.call(goja.Undefined(), l.engine.ToValue(name), l.engine.ToValue(string(text)))
	if err != nil {
		t.Fatalf("%s throws on %s: %v", name, text, err)
	}
	if err := json.Unmarshal([]byte(result.String()), &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// FuzzCookie: the loader and Go find the same choice, or none, in any line of cookies.
func FuzzCookie(f *testing.F) {
	l := newLoader(f)
	f.Fuzz(func(
		t *testing.T, line string, now int64, version string, asks uint16, service string,
	) {
		if now < 0 || now > 1<<50 {
			return // not the time of any clock
		}
		line = strings.ToValidUTF8(line, "\uFFFD") // like document.cookie
		version = strings.ToValidUTF8(version, "\uFFFD")
		asked := preferences.Set(asks) & preferences.SetOf(preferences.Optional()...)
		var services []preferences.Name
		if preferences.ValidService(preferences.Name(service)) {
			services = append(services, preferences.Name(service))
		}
		got := ask[struct {
			Record map[string]any
			Value  *string // nil after a tie
		}](t, l, "readChoice", line, now, version, int(asked), services)

		clock := time.UnixMilli(now)
		values := preferences.Values(line)
		want, ok := preferences.Choose(values, clock)
		ok = ok && want.Fits(version) && want.Covers(asked) && want.Answers(services...)
		if ok != (got.Record != nil) {
			t.Fatalf("%q: the loader reads %v, Go %+v %v", line, got.Record, want, ok)
		}
		if !ok {
			return
		}
		if members := membersOf(want); !maps.Equal(got.Record, members) {
			t.Fatalf("%q: the loader reads %v, Go %v", line, got.Record, members)
		}
		if got.Value == nil {
			if len(values) < 2 || want.Allowed != 0 {
				t.Fatalf("%q: no value holds %+v", line, want)
			}
			return
		}
		p, _ := preferences.Decode(*got.Value, clock)
		if p != want || !slices.Contains(values, *got.Value) {
			t.Fatalf("%q: the value is %q, want one of %+v", line, *got.Value, want)
		}
	})
}

// membersOf are the members that the loader's record of a choice must have.
func membersOf(p preferences.Preferences) map[string]any {
	members := map[string]any{"functional_cookies": true, "timestamp": float64(p.Timestamp)}
	for _, n := range preferences.Optional() {
		members[string(n)] = p.Allows(n)
	}
	for _, n := range p.Services() {
		members[string(n)] = p.Allows(n)
	}
	if p.Charter != "" {
		members["charter"] = p.Charter
	}
	if p.Asked != 0 {
		members["asked"] = float64(p.Asked)
	}
	return members
}

// FuzzConfig: of any attributes, the loader ignores and reports those that package tag calls
// wrong, and writes the same line for a cookie. The program asks about the same names as it does.
func FuzzConfig(f *testing.F) {
	l := newLoader(f)
	f.Fuzz(func(
		t *testing.T, portal, version, trackers, categories, integrations, domain, theme,
		load string, present uint16, secure bool,
	) {
		attributes := make(map[string]string)
		for bit, a := range []struct{ name, value string }{
			{"data-portal", portal}, {"data-version", version}, {"data-trackers", trackers},
			{"data-categories", categories}, {"data-integrations", integrations},
			{"data-domain", domain}, {"data-theme", theme}, {"data-load", load},
			{"data-controller", version}, {"data-exempt", trackers}, {"data-services", integrations},
			// but data-charter, which needs the browser's URL
		} {
			// Beyond ASCII, the languages differ in what is a space or a capital.
			value := strings.Map(func(r rune) rune { return min(r, '~') }, a.value)
			if present>>bit&1 == 1 {
				attributes[a.name] = value
			}
		}
		const host = "donnees.ville.example"
		page := "http://" + host + "/a?b#c"
		if secure {
			page = "https://" + host + "/a?b#c"
		}
		got := ask[struct {
			Asks                 preferences.Set
			Categories, Trackers []preferences.Name
			Exempt               []preferences.Name
			Base, Domain         string
			Reports              []string
		}](t, l, "readConfig", page, "https://files.example/x/banner.js?y=/z#/", attributes)

		read := tag.Read(func(name string) string { return attributes[name] })
		wrong := make(map[string]bool)
		for _, w := range read.Wrong(host) {
			wrong[w.Attribute] = true
		}
		for _, report := range got.Reports {
			name, _, _ := strings.Cut(report, "=")
			if !wrong[name] {
				t.Errorf("%q: the loader reports %q", attributes, report)
			}
			delete(wrong, name)
		}
		if len(wrong) > 0 {
			t.Errorf("%q: the loader accepts %v", attributes, wrong)
		}
		if got.Base != "https://files.example/x/" {
			t.Errorf("the script's folder is %q", got.Base)
		}
		config := banner.Config{Categories: got.Categories, Trackers: got.Trackers,
			Exempt: got.Exempt}
		if asks := config.Asks(); got.Asks != asks {
			t.Errorf("%q: the loader asks about %b, Go about %b", attributes, got.Asks, asks)
		}
		line := ask[string](t, l, "setCookie", "", 0, secure, got.Domain)
		want := preferences.CookieName + "=; Path=/; Max-Age=0; SameSite=Lax"
		if got.Domain != "" {
			want += "; Domain=" + got.Domain
		}
		if secure {
			want += "; Secure"
		}
		if line != want {
			t.Errorf("the cookie is written as %q, want %q", line, want)
		}
	})
}
