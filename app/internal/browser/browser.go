// Package browser drives real browsers for the end-to-end tests, the bench and the proof.
// It has one interface for all of them; chromium, firefox and webkit implement it, each over its
// browser's own protocols. Knowledge of the banner or of a page doesn't belong here.
//
// Every browser runs without the machine's screen, in a profile that is deleted when it stops, and
// reaches no network but this machine. The context of a call limits that call, not the tab.
//
// Some needs are one browser's alone: pictures, traces, accessibility trees. Its package has
// them, as chromium.Call.
package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Browser is a running browser.
type Browser interface {
	// NewProfile makes an empty profile, as a visitor has who comes for the first time.
	NewProfile(ctx context.Context) (Profile, error)

	// Stop closes the browser and removes everything it wrote.
	Stop() error
}

// Desktop is where a visitor would use a browser: it shows its windows on the screen, and gives
// assistive technology what they hold.
type Desktop struct {
	Env []string // variables of the environment: the screen, the session's bus, the home folder
}

// Profile is a set of cookies and storages, shared by its tabs alone.
type Profile interface {
	// NewTab opens a blank tab in front. listen is called for each event of the tab and of
	// its frames, also of two at once; it must not wait for the tab.
	NewTab(ctx context.Context, listen func(Event)) (Tab, error)

	// Close closes the tabs and removes the profile.
	Close(ctx context.Context) error
}

// Document is a page, or a frame in it.
type Document interface {
	// Evaluate runs a JavaScript expression. The result is its value in JSON, or the value
	// that it fulfils if it is a promise; undefined gives null.
	Evaluate(ctx context.Context, expression string, in World) (json.RawMessage, error)
}

// World is the set of globals that a script runs with.
type World int

const (
	// PageWorld is shared with the page's own scripts.
	PageWorld World = iota

	// IsolatedWorld has the page's elements, but nothing that its scripts changed or added.
	IsolatedWorld
)

// ErrLeft is the error of [Document.Evaluate] when the page is left before there is a value.
var ErrLeft = errors.New("the page was left")

// Tab is a tab, and the page in it. Positions and sizes are in CSS pixels of the viewport.
type Tab interface {
	Document

	// Frame is the first frame in the page. The mouse and the keys are the tab's: they reach
	// whatever is at their position or has the focus, in a frame or not.
	Frame(ctx context.Context) (Document, error)

	// Navigate goes to an address, and Reload loads the page again. Both wait until the
	// page has loaded.
	Navigate(ctx context.Context, address string) error
	Reload(ctx context.Context) error

	// Back goes back in the history. It does not wait for the page.
	Back(ctx context.Context) error

	// Click moves the mouse to a position and presses its button.
	Click(ctx context.Context, x, y float64) error

	// Move moves the mouse. Hold presses its button there, and Release releases it; a second
	// click is the second of a double click.
	Move(ctx context.Context, x, y float64) error
	Hold(ctx context.Context, x, y float64, click int) error
	Release(ctx context.Context, x, y float64, click int) error

	// Scroll turns the mouse's wheel at a position.
	Scroll(ctx context.Context, x, y, down float64) error

	// Press presses and releases a key for each character: "\t", "\r" and "\x1b" are Tab,
	// Enter and Escape. PressShifted does so while Shift is held.
	Press(ctx context.Context, keys string) error
	PressShifted(ctx context.Context, keys string) error

	// Cookies are those that the browser would send for the page.
	Cookies(ctx context.Context) ([]Cookie, error)

	// Preload has a script run before the scripts of each page and frame to come.
	Preload(ctx context.Context, script string) error

	// Emulate sets the media features of the visitor's device. In Firefox they hold for all
	// tabs, until the profile is closed.
	Emulate(ctx context.Context, media Media) error

	// SignalGPC turns Global Privacy Control on for the pages to come. In Firefox it holds
	// for all tabs, until the profile is closed.
	SignalGPC(ctx context.Context) error

	// Resize sets the size of the viewport.
	Resize(ctx context.Context, width, height int) error

	// Close closes the tab, as a visitor does.
	Close(ctx context.Context) error
}

// Media are the media features of a visitor's device. The zero value is a device without
// preferences.
type Media struct {
	ColorScheme   string // "light" or "dark"; "" is the browser's default
	ForcedColors  bool
	ReducedMotion bool

	ReducedTransparency, MoreContrast bool // Chromium alone
}

// Cookie is a cookie as the browser holds it.
type Cookie struct {
	Name, Value string
	Domain      string // with a leading dot unless the cookie is for one host only
	Path        string
	SameSite    string // "Strict", "Lax", "None", or "" where the cookie says nothing
	Secure      bool
	HTTPOnly    bool
	Expires     time.Time // zero for a session cookie
}

// Event is something that happened in a tab.
type Event struct {
	Kind Kind
	Text string // of the console's line, of the exception, or why the request failed
	URL  string // of the request, or where the browser's error comes from; may be empty
}

// Kind is the kind of an event.
type Kind int

const (
	ConsoleError Kind = iota
	ConsoleWarning
	Exception      // uncaught; in Firefox, also what Chromium reports as a BrowserError
	BrowserError   // reported by the browser itself, such as a script that a policy blocks
	Request        // about to be sent
	RequestFailure // a status of 400 or more, or no response
)

// IsProblem reports whether the event is an error of the page's.
func (e Event) IsProblem() bool { return e.Kind != ConsoleWarning && e.Kind != Request }

// String describes the event in a line.
func (e Event) String() string {
	prefix := map[Kind]string{
		ConsoleError: "console.error", ConsoleWarning: "console.warn", Exception: "uncaught",
		BrowserError: "browser", Request: "request", RequestFailure: "network",
	}[e.Kind]
	return strings.TrimSpace(fmt.Sprintf("%s: %s %s", prefix, e.Text, e.URL))
}

// Evaluate runs an expression among the page's own scripts, and decodes its value.
func Evaluate[T any](ctx context.Context, d Document, expression string) (value T, err error) {
	found, err := d.Evaluate(ctx, expression, PageWorld)
	if err != nil {
		return value, fmt.Errorf("%s: %w", expression, err)
	}
	if err := json.Unmarshal(found, &value); err != nil {
		return value, fmt.Errorf("%s gives %s: %w", expression, found, err)
	}
	return value, nil
}
