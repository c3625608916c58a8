// Package drivertest checks that a browser's driver keeps the contract of package browser.
// Each implementation calls [Run] in its tests; what only one browser can do is tested
// beside its implementation.
package drivertest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"cookies-preferences/app/internal/browser"
)

// patience is how long an event may take to come.
const patience = 30 * time.Second

const html = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Page</title>
<link rel="icon" href="data:,">
<style>
body { margin: 0; height: 300vh }
button { position: fixed; inset: 0 auto auto 0; width: 9rem; height: 4rem }
</style>
<button id="button">Bouton</button>
<iframe src="/frame" style="margin-top: 5rem"></iframe>
<script>
const button = document.getElementById("button");
button.onclick = () => { button.dataset.clicked = "yes"; };
button.onmousemove = () => { button.dataset.moved = "yes"; };
addEventListener("keydown", ({key, shiftKey}) => {
	button.dataset.key = (shiftKey ? "Shift+" : "") + key;
});
JSON.mine = true;
</script>`

// Run runs the tests against a running browser.
func Run(t *testing.T, b browser.Browser) {
	server := httptest.NewServer(http.HandlerFunc(serve))
	t.Cleanup(server.Close)
	for name, test := range map[string]func(*tab){
		"Evaluate": evaluate, "Frames": frames, "History": history, "Mouse": mouse, "Keys": keys,
		"Cookies": cookies, "Preload": preload, "Emulate": emulate, "GPC": gpc,
		"Resize": resize, "Events": events, "Timeout": timeout,
	} {
		t.Run(name, func(t *testing.T) { test(newTab(t, b, server.URL)) })
	}
	t.Run("Version", func(t *testing.T) {
		if name, number, _ := strings.Cut(b.Version(), "/"); name == "" || number == "" {
			t.Errorf("the version is %q", b.Version())
		}
	})
}

func serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	switch r.URL.Path {
	case "/":
		http.SetCookie(w, &http.Cookie{Name: "session", Value: "1", Path: "/", HttpOnly: true})
		http.SetCookie(w, &http.Cookie{Name: "lasting", Value: "2", Path: "/", MaxAge: 3600,
			SameSite: http.SameSiteLaxMode})
		http.SetCookie(w, &http.Cookie{Name: "elsewhere", Value: "3", Path: "/frame"})
		http.SetCookie(w, &http.Cookie{Name: "nowhere", Value: "4", Path: "/nowhere"})
		fmt.Fprint(w, html)
	case "/frame", "/second":
		fmt.Fprint(w, `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Cadre</title>`+
			`<link rel="icon" href="data:,"><script>var inFrame = location.pathname</script>`)
	default:
		http.NotFound(w, r)
	}
}

// tab is a tab in a profile of its own, at the page.
type tab struct {
	browser.Tab
	*testing.T
	profile browser.Profile
	origin  string

	mu     sync.Mutex
	events []browser.Event
}

func newTab(t *testing.T, b browser.Browser, origin string) *tab {
	profile, err := b.NewProfile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := profile.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	opened := &tab{T: t, profile: profile, origin: origin}
	opened.Tab, err = profile.NewTab(t.Context(), func(e browser.Event) {
		opened.mu.Lock()
		defer opened.mu.Unlock()
		opened.events = append(opened.events, e)
	})
	if err != nil {
		t.Fatal(err)
	}
	opened.must(opened.Navigate(t.Context(), origin+"/"))
	return opened
}

func (t *tab) must(err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// gives checks the value of an expression, once it has that value.
func (t *tab) gives(expression, want string) {
	t.Helper()
	t.until(func() (string, bool) {
		got, err := browser.Evaluate[string](t.Context(), t, expression)
		return fmt.Sprintf("%s gives %q (%v), want %q", expression, got, err, want), got == want
	})
}

// until waits for a condition, which says what is missing.
func (t *tab) until(met func() (string, bool)) {
	t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(15 * time.Millisecond) {
		missing, ok := met()
		if ok {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal(missing)
		}
	}
}

// happened waits for an event.
func (t *tab) happened(want browser.Event) {
	t.Helper()
	t.until(func() (string, bool) {
		t.mu.Lock()
		defer t.mu.Unlock()
		for _, e := range t.events {
			if e.Kind == want.Kind && strings.Contains(e.Text, want.Text) &&
				strings.Contains(e.URL, want.URL) {
				return "", true
			}
		}
		return fmt.Sprintf("there is no %v, only %v", want, t.events), false
	})
}

func evaluate(t *tab) {
	for expression, want := range map[string]string{
		`"text"`: `"text"`, `[1, {a: true}]`: `[1,{"a":true}]`,
		`Promise.resolve(null)`: `null`, `undefined`: `null`, `Promise.resolve()`: `null`,
	} {
		for _, world := range []browser.World{browser.PageWorld, browser.IsolatedWorld} {
			got, err := t.Evaluate(t.Context(), expression, world)
			if err != nil || string(got) != want {
				t.Errorf("%s gives %s in world %d, want %s: %v", expression, got, world, want, err)
			}
		}
	}
	for world, want := range map[browser.World]string{
		browser.PageWorld: "true", browser.IsolatedWorld: "false",
	} {
		got, err := t.Evaluate(t.Context(), `"mine" in JSON`, world)
		if err != nil || string(got) != want {
			t.Errorf("in world %d the script sees the page's: %s, want %s: %v", world, got, want,
				err)
		}
		got, err = t.Evaluate(t.Context(), `document.getElementById("button").id`, world)
		if err != nil || string(got) != `"button"` {
			t.Errorf("in world %d the button is %s: %v", world, got, err)
		}
		_, err = t.Evaluate(t.Context(), `(() => { throw new Error("oh") })()`, world)
		if err == nil || !strings.Contains(err.Error(), "oh") {
			t.Errorf("in world %d an exception gives the error %v", world, err)
		}
	}
}

func frames(t *tab) {
	list, err := t.Frames(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatalf("there are %d frames, want 1: %v", len(list), err)
	}
	for expression, world := range map[string]browser.World{
		`inFrame`: browser.PageWorld, `typeof inFrame + location.pathname`: browser.IsolatedWorld,
	} {
		got, err := list[0].Evaluate(t.Context(), expression, world)
		if err != nil || string(got) != map[browser.World]string{
			browser.PageWorld: `"/frame"`, browser.IsolatedWorld: `"undefined/frame"`,
		}[world] {
			t.Errorf("in the frame, %s gives %s: %v", expression, got, err)
		}
	}
}

func history(t *tab) {
	t.must(t.Navigate(t.Context(), t.origin+"/second"))
	t.gives("inFrame", "/second")
	t.must(t.Back(t.Context()))
	t.gives("location.pathname", "/")
	t.gives(`(button.dataset.mine = "kept")`, "kept")
	t.must(t.Reload(t.Context()))
	t.gives(`button.dataset.mine ?? ""`, "")
}

func mouse(t *tab) {
	t.must(t.Move(t.Context(), 20, 20))
	t.gives(`button.dataset.moved ?? ""`, "yes")
	t.gives(`button.dataset.clicked ?? ""`, "")
	t.must(t.Click(t.Context(), 20, 20))
	t.gives(`button.dataset.clicked ?? ""`, "yes")
	t.must(t.Scroll(t.Context(), 20, 20, 200))
	t.gives(`String(scrollY > 0)`, "true")
}

func keys(t *tab) {
	t.must(t.Press(t.Context(), "\t"))
	t.gives(`document.activeElement.id`, "button")
	for key, want := range map[string]string{"\x1b": "Escape", "a": "a", "\b": "Backspace"} {
		t.must(t.Press(t.Context(), key))
		t.gives(`button.dataset.key`, want)
	}
	t.must(t.Press(t.Context(), "\t", browser.Shift))
	t.gives(`button.dataset.key`, "Shift+Tab")
}

func cookies(t *tab) {
	check := func(what string, list []browser.Cookie, err error, want ...string) {
		t.Helper()
		t.must(err)
		found := make(map[string]browser.Cookie)
		for _, c := range list {
			found[c.Name] = c
		}
		if len(found) != len(want) || len(list) != len(want) {
			t.Errorf("%s are %+v, want %q", what, list, want)
		}
		for _, name := range want {
			if c := found[name]; c.Name == "" || c.Domain != "127.0.0.1" {
				t.Errorf("%s lack %s: %+v", what, name, list)
			}
		}
		session, lasting := found["session"], found["lasting"]
		if !session.HTTPOnly || !session.Expires.IsZero() || session.Value != "1" {
			t.Errorf("the session's cookie is %+v", session)
		}
		if left := time.Until(lasting.Expires); lasting.SameSite != "Lax" || lasting.Secure ||
			lasting.Path != "/" || left < 50*time.Minute || left > 61*time.Minute {
			t.Errorf("the lasting cookie is %+v", lasting)
		}
	}
	list, err := t.Cookies(t.Context())
	check("the tab's cookies", list, err, "session", "lasting", "elsewhere")
	list, err = t.profile.Cookies(t.Context())
	check("the profile's cookies", list, err, "session", "lasting", "elsewhere", "nowhere")
}

func preload(t *tab) {
	undo, err := t.Preload(t.Context(), `globalThis.early = document.readyState`)
	t.must(err)
	t.must(t.Reload(t.Context()))
	t.gives("early", "loading")
	t.must(undo(t.Context()))
	t.must(t.Reload(t.Context()))
	t.gives("typeof early", "undefined")
}

func emulate(t *tab) {
	const media = `["prefers-color-scheme: dark", "forced-colors: active",
		"prefers-reduced-motion: reduce"]
		.map((feature) => matchMedia("(" + feature + ")").matches).join()`
	before, err := browser.Evaluate[string](t.Context(), t, media)
	t.must(err)
	for _, c := range []struct {
		browser.Media
		want string
	}{
		{browser.Media{ColorScheme: "dark"}, "true,false,false"},
		{browser.Media{ColorScheme: "light", ReducedMotion: true}, "false,false,true"},
		{browser.Media{ForcedColors: true, ColorScheme: "light"}, "false,true,false"},
	} {
		undo, err := t.Emulate(t.Context(), c.Media)
		t.must(err)
		t.gives(media, c.want)
		t.must(undo(t.Context()))
		t.gives(media, before)
	}
}

func gpc(t *tab) {
	const signal = `String(navigator.globalPrivacyControl ?? false)`
	t.gives(signal, "false")
	undo, err := t.SignalGPC(t.Context())
	t.must(err)
	t.must(t.Reload(t.Context()))
	t.gives(signal, "true")
	t.must(undo(t.Context()))
	t.must(t.Reload(t.Context()))
	t.gives(signal, "false")
}

func resize(t *tab) {
	t.must(t.Resize(t.Context(), 390, 640))
	t.gives(`innerWidth + "x" + innerHeight`, "390x640")
	shot, err := t.Screenshot(t.Context())
	t.must(err)
	size, err := png.DecodeConfig(bytes.NewReader(shot))
	if err != nil || size.Width != 390 || size.Height != 640 {
		t.Errorf("the picture is %d × %d: %v", size.Width, size.Height, err)
	}
}

func events(t *tab) {
	t.gives(`(console.error("an error", 1), console.warn("a warning"), fetch("/absent"), "")`, "")
	t.gives(`(setTimeout(() => { throw new Error("uncaught one") }), "")`, "")
	for _, want := range []browser.Event{
		{Kind: browser.Request, URL: t.origin + "/"},
		{Kind: browser.Request, URL: t.origin + "/frame"},
		{Kind: browser.ConsoleError, Text: "an error 1"},
		{Kind: browser.ConsoleWarning, Text: "a warning"},
		{Kind: browser.Exception, Text: "uncaught one"},
		{Kind: browser.RequestFailure, Text: "404", URL: t.origin + "/absent"},
	} {
		t.happened(want)
	}
}

// timeout ends a call with its context, and leaves the tab usable.
func timeout(t *tab) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := t.Evaluate(ctx, "new Promise(() => {})", browser.PageWorld)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("an evaluation that is cancelled ends with %v", err)
	}
	t.gives("location.pathname", "/")
	t.must(t.Close(t.Context()))
}
