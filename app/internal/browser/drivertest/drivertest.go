// Package drivertest checks what the browser tests rely on and would not miss: that a driver
// reports every event and every failure. The browser tests show that it acts.
package drivertest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"cookies-preferences/app/internal/browser"
)

// patience is how long an event may take to come.
const patience = 2 * time.Minute

// Run runs the tests against a running browser. isolates says whether it has an isolated world.
func Run(t *testing.T, b browser.Browser, isolates bool) {
	server := httptest.NewServer(http.HandlerFunc(serve))
	defer server.Close()
	profile, err := b.NewProfile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var events events
	tab, err := profile.NewTab(t.Context(), events.add)
	if err != nil {
		t.Fatal(err)
	}
	if err := tab.Navigate(t.Context(), server.URL); err != nil {
		t.Fatal(err)
	}
	t.Run("events", func(t *testing.T) { events.check(t, tab, server.URL) })
	t.Run("values", func(t *testing.T) { values(t, tab, isolates) })
	t.Run("timeout", func(t *testing.T) { timeout(t, tab) })
	if err := profile.Close(context.Background()); err != nil {
		t.Error(err)
	}
}

func serve(w http.ResponseWriter, r *http.Request) {
	const head = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">`
	w.Header().Set("Content-Type", "text/html")
	switch r.URL.Path {
	case "/":
		fmt.Fprint(w, head+`<script>JSON.mine = true</script><iframe src="frame"></iframe>`)
	case "/frame":
		fmt.Fprint(w, head+`<script>console.error("in the frame")</script>`)
	default:
		http.NotFound(w, r)
	}
}

// events are those of a tab.
type events struct {
	mu   sync.Mutex
	list []browser.Event
}

func (l *events) add(e browser.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list = append(l.list, e)
}

// check has the page do what makes an event of each kind, and waits for them.
func (l *events) check(t *testing.T, tab browser.Tab, site string) {
	_, err := browser.Evaluate[any](t.Context(), tab, `(console.error("an error", 1),
		console.warn("a warning"), fetch("/absent"),
		setTimeout(() => { throw new Error("uncaught one"); }), null)`)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []browser.Event{
		{Kind: browser.Request, URL: site + "/"},
		{Kind: browser.Request, URL: site + "/frame"},
		{Kind: browser.ConsoleError, Text: "in the frame"},
		{Kind: browser.ConsoleError, Text: "an error 1"},
		{Kind: browser.ConsoleWarning, Text: "a warning"},
		{Kind: browser.Exception, Text: "uncaught one"},
		{Kind: browser.RequestFailure, Text: "404", URL: site + "/absent"},
	} {
		matches := func(e browser.Event) bool {
			return e.Kind == want.Kind && strings.Contains(e.Text, want.Text) &&
				strings.Contains(e.URL, want.URL)
		}
		for deadline := time.Now().Add(patience); ; time.Sleep(15 * time.Millisecond) {
			l.mu.Lock()
			list := slices.Clone(l.list)
			l.mu.Unlock()
			if slices.ContainsFunc(list, matches) {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("there is no %v, only %v", want, list)
			}
		}
	}
}

// values checks what scripts give in both worlds, and that an exception is an error.
func values(t *testing.T, tab browser.Tab, isolates bool) {
	for world, sees := range map[browser.World]string{
		browser.PageWorld: "true", browser.IsolatedWorld: strconv.FormatBool(!isolates),
	} {
		for expression, want := range map[string]string{
			`[1, {a: true}]`: `[1,{"a":true}]`, `Promise.resolve("text")`: `"text"`,
			`undefined`: `null`, `"mine" in JSON`: sees,
		} {
			got, err := tab.Evaluate(t.Context(), expression, world)
			if err != nil || string(got) != want {
				t.Errorf("in world %d, %s gives %s, want %s: %v", world, expression, got, want, err)
			}
		}
		_, err := tab.Evaluate(t.Context(), `(() => { throw new Error("oh") })()`, world)
		if err == nil || !strings.Contains(err.Error(), "oh") {
			t.Errorf("in world %d an exception gives the error %v", world, err)
		}
	}
}

// timeout ends a call with its context, and leaves the tab usable.
func timeout(t *testing.T, tab browser.Tab) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := tab.Evaluate(ctx, "new Promise(() => {})", browser.PageWorld)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("an evaluation that is cancelled ends with %v", err)
	}
	if _, err := browser.Evaluate[string](t.Context(), tab, "location.href"); err != nil {
		t.Error(err)
	}
}
