package webkit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/webdriver"
)

// errLeft is the error of a script whose page was left.
var errLeft = browser.ErrLeft

// Tab is a tab of WebKit.
type Tab struct {
	page
	webdriver.Input
	profile *Profile
	target  *target
	window  string // WebDriver's name of it
	listen  func(browser.Event)

	mu       sync.Mutex
	preload  string            // the scripts to run before those of pages
	contexts map[string]int    // where the scripts of each frame run
	requests map[string]string // the address of each
}

// enable has the page report its events.
func (t *Tab) enable(ctx context.Context) error {
	for _, domain := range []string{"Console", "Network", "Page", "Runtime"} {
		if err := t.target.call(ctx, domain+".enable", object{}, false, nil); err != nil {
			return err
		}
	}
	return nil
}

// moved has a page that got a process of its own report its events, as from when it did, and run
// our scripts on the pages to come.
func (t *Tab) moved() {
	ctx, cancel := context.WithTimeout(context.Background(), startPatience)
	defer cancel()
	err := t.enable(ctx)
	t.mu.Lock()
	preload := t.preload
	t.mu.Unlock()
	if err == nil && preload != "" {
		err = t.target.call(ctx, "Page.setBootstrapScript", object{"source": preload}, false, nil)
	}
	if err != nil && !errors.Is(err, errClosed) {
		t.listen(browser.Event{Kind: browser.BrowserError, Text: err.Error()})
	}
}

// page is the tab's page, or a frame in it.
type page struct {
	tab   *Tab
	frame string // "" for the page
}

// evaluated is the result of a script.
type evaluated struct {
	Result struct {
		Type, ObjectID, Description string
		Value                       any
	}
	WasThrown bool
}

// Evaluate runs an expression, in either world among the page's own scripts.
func (p page) Evaluate(
	ctx context.Context, expression string, world browser.World,
) (json.RawMessage, error) {
	// The script is called on an object, for then the promise is awaited in the same command: the
	// script may leave the page.
	params := object{"expression": "window", "objectGroup": "driver"}
	if p.frame != "" {
		p.tab.mu.Lock()
		params["contextId"] = p.tab.contexts[p.frame]
		p.tab.mu.Unlock()
	}
	target := p.tab.target
	var window, value evaluated
	if err := target.ask(ctx, "Runtime.evaluate", params, &window); err != nil {
		return nil, err // nothing has run yet
	}
	err := target.call(ctx, "Runtime.callFunctionOn", object{
		"objectId": window.Result.ObjectID, "awaitPromise": true, "returnByValue": true,
		"functionDeclaration": `async () => {
			try { return [true, JSON.stringify(await (` + expression + `
			)) ?? "null"].join(); } catch (error) { return [false, error].join(); }
		}`}, true, &value)
	if errors.Is(err, errNoObject) { // nothing has run yet
		return p.Evaluate(ctx, expression, world)
	}
	if err != nil {
		return nil, err
	}
	if value.WasThrown { // it is no expression
		return nil, errors.New(value.Result.Description)
	}
	text, ok := value.Result.Value.(string)
	if !ok {
		return nil, fmt.Errorf("the value is of type %s, want a string", value.Result.Type)
	}
	if thrown, ok := strings.CutPrefix(text, "false,"); ok {
		return nil, errors.New(thrown)
	}
	return json.RawMessage(strings.TrimPrefix(text, "true,")), nil
}

// Frame is the first frame in the tab's page.
func (t *Tab) Frame(ctx context.Context) (browser.Document, error) {
	var tree struct {
		FrameTree struct {
			ChildFrames []struct{ Frame struct{ ID string } }
		}
	}
	if err := t.target.call(ctx, "Page.getResourceTree", object{}, true, &tree); err != nil {
		return nil, err
	}
	if len(tree.FrameTree.ChildFrames) == 0 {
		return nil, errors.New("the page has no frame")
	}
	return page{t, tree.FrameTree.ChildFrames[0].Frame.ID}, nil
}

// drive sends the driver a command about the tab.
func (t *Tab) drive(ctx context.Context, method, command string, body object, result any) error {
	return t.profile.inTurn(ctx, func() error {
		s := t.profile.session
		if t.profile.window != t.window {
			if err := s.post(ctx, "/window", object{"handle": t.window}, nil); err != nil {
				return err
			}
			t.profile.window = t.window
		}
		return s.call(ctx, method, s.path+command, body, result)
	})
}

func (t *Tab) post(ctx context.Context, command string, body object) error {
	return t.drive(ctx, http.MethodPost, command, body, nil)
}

// perform carries out the actions of an input device.
func (t *Tab) perform(ctx context.Context, device object) error {
	return t.post(ctx, "/actions", object{"actions": []object{device}})
}

// Navigate goes to an address and waits until the page has loaded.
func (t *Tab) Navigate(ctx context.Context, address string) error {
	return t.post(ctx, "/url", object{"url": address})
}

// Reload loads the page again and waits until it has loaded.
func (t *Tab) Reload(ctx context.Context) error { return t.post(ctx, "/refresh", object{}) }

// Back goes back in the history. It does not wait for the page, as the driver would.
func (t *Tab) Back(ctx context.Context) error {
	_, err := t.Evaluate(ctx, "void setTimeout(() => history.back())", browser.PageWorld)
	if errors.Is(err, browser.ErrLeft) {
		return nil
	}
	return err
}

// Close closes the tab as a visitor does.
func (t *Tab) Close(ctx context.Context) error {
	return t.drive(ctx, http.MethodDelete, "/window", nil, nil)
}

// Cookies are those that the browser would send for the page and its frames.
func (t *Tab) Cookies(ctx context.Context) ([]browser.Cookie, error) {
	var got struct {
		Cookies []struct {
			Name, Value, Domain, Path, SameSite string
			Secure, HTTPOnly, Session           bool
			Expires                             float64 // in milliseconds
		}
	}
	if err := t.target.ask(ctx, "Page.getCookies", object{}, &got); err != nil {
		return nil, err
	}
	var list []browser.Cookie
	for _, c := range got.Cookies {
		cookie := browser.Cookie{Name: c.Name, Value: c.Value, Domain: c.Domain, Path: c.Path,
			SameSite: c.SameSite, Secure: c.Secure, HTTPOnly: c.HTTPOnly}
		if !c.Session {
			cookie.Expires = time.UnixMilli(int64(c.Expires))
		}
		list = append(list, cookie)
	}
	return list, nil
}

// Preload has a script run before the scripts of each page and frame to come.
func (t *Tab) Preload(ctx context.Context, script string) error {
	t.mu.Lock()
	t.preload += "{" + script + "\n}\n"
	all := t.preload
	t.mu.Unlock()
	return t.target.call(ctx, "Page.setBootstrapScript", object{"source": all}, false, nil)
}

// SignalGPC sets the property that pages read: WebKit has no such setting, so no header is sent.
func (t *Tab) SignalGPC(ctx context.Context) error {
	return t.Preload(ctx,
		`Object.defineProperty(Navigator.prototype, "globalPrivacyControl",
			{configurable: true, get: () => true})`) // a frame's first page and its next share it
}

// Emulate sets media features. WebKit has no forced colours.
func (t *Tab) Emulate(ctx context.Context, media browser.Media) error {
	if media.ForcedColors {
		return errors.New("WebKit has no forced colours")
	}
	scheme := map[string]string{"light": "Light", "dark": "Dark"}[media.ColorScheme]
	motion := map[bool]string{true: "Reduce"}[media.ReducedMotion]
	return errors.Join(t.prefer(ctx, "PrefersColorScheme", scheme),
		t.prefer(ctx, "PrefersReducedMotion", motion))
}

// prefer sets what the visitor prefers; "" is the browser's default.
func (t *Tab) prefer(ctx context.Context, name, value string) error {
	params := object{"name": name}
	if value != "" {
		params["value"] = value
	}
	return t.target.call(ctx, "Page.overrideUserPreference", params, false, nil)
}

// Resize sets the size of the viewport: a window can be larger by its toolbar. MiniBrowser is at
// least 238 pixels wide.
func (t *Tab) Resize(ctx context.Context, width, height int) error {
	const sizes = `[innerWidth, innerHeight, outerWidth - innerWidth, outerHeight - innerHeight]`
	for {
		got, err := browser.Evaluate[[4]int](ctx, t, sizes)
		if err != nil {
			return err
		}
		if got[0] == width && got[1] == height {
			return nil
		}
		var set struct{ Width int }
		// Without a window manager, the window under the screen's pointer, in its middle, has the
		// focus.
		size := object{"width": width + got[2], "height": height + got[3],
			"x": max(0, min(screenWidth/2-10, screenWidth-width)),
			"y": max(0, min(screenHeight/2-10, screenHeight-height))}
		if err := t.drive(ctx, http.MethodPost, "/window/rect", size, &set); err != nil {
			return err
		}
		if set.Width > width+got[2] {
			return fmt.Errorf("the window is at least %d pixels wide", set.Width)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the page is %d by %d pixels: %w", got[0], got[1], ctx.Err())
		case <-time.After(pause):
		}
	}
}
