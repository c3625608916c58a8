// Package webkit drives WebKitGTK, the engine of Safari on Linux, in its MiniBrowser. Debian has
// it in the package webkit2gtk-driver.
//
// Two protocols do so, side by side. WebDriver (https://www.w3.org/TR/webdriver2/) has the tabs,
// the mouse and the keys. The inspector's own protocol has what WebDriver lacks and CDP and BiDi
// have: events, scripts before the page's, media features, all of a cookie, scripts that can be
// given up.
//
// WebKit has no isolated world for either: in IsolatedWorld, scripts share the page's globals.
// It has no forced colours. Each profile is a MiniBrowser of its own, since WebDriver has one
// profile a session, on a screen of its own; so the tests in it can run side by side. WebDriver's
// pictures hang on such a screen.
package webkit

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"cookies-preferences/app/internal/browser"
)

// startPatience is how long WebKit may take to start, on a very busy machine.
const startPatience = 3 * time.Minute

// stopPatience is how long each of its processes may take to end.
const stopPatience = 5 * time.Second

// Options configures [Launch].
type Options struct {
	Desktop *browser.Desktop // where it runs, unless nil
}

// Browser is WebKit, ready to start.
type Browser struct {
	desktop                     *browser.Desktop // nil: each profile has a screen
	screen, driver, miniBrowser string           // the paths of its commands
	proxy                       *proxy
}

// ErrMissing is the error of [Launch] when there is no WebKit.
var ErrMissing = errors.New("there is no WebKit: install it (Debian: apt-get install " +
	"webkit2gtk-driver xvfb), or give the path of its MiniBrowser in WEBKIT")

// places are where systems have MiniBrowser, which is on no path.
var places = []string{
	"/usr/lib/*/webkit2gtk-4.1/MiniBrowser", // Debian
	"/usr/libexec/webkit2gtk-4.1/MiniBrowser",
	"/usr/lib/webkit2gtk-4.1/MiniBrowser",
}

// find returns the path of MiniBrowser.
func find() (string, error) {
	if path := os.Getenv("WEBKIT"); path != "" {
		return path, nil
	}
	for _, place := range places {
		if found, err := filepath.Glob(place); err == nil && len(found) > 0 {
			return found[0], nil
		}
	}
	return "", ErrMissing
}

// Launch finds WebKit: its MiniBrowser at the path in the environment's WEBKIT, or else where
// systems have it.
func Launch(o Options) (*Browser, error) {
	b := &Browser{desktop: o.Desktop}
	miniBrowser, err := find()
	if err != nil {
		return nil, err
	}
	for name, path := range map[string]*string{
		miniBrowser: &b.miniBrowser, "Xvfb": &b.screen, "WebKitWebDriver": &b.driver,
	} {
		if *path, err = exec.LookPath(name); err != nil {
			return nil, fmt.Errorf("%w (%w)", ErrMissing, err)
		}
	}
	b.proxy, err = startProxy()
	return b, err
}

// Stop stops what the profiles share. They stop when they are closed.
func (b *Browser) Stop() error { return b.proxy.stop() }

// NewProfile starts a MiniBrowser. Its profile is empty, and kept in memory.
func (b *Browser) NewProfile(ctx context.Context) (browser.Profile, error) {
	return b.NewProfileWith(ctx)
}

// NewProfileWith starts a MiniBrowser with settings of its own: arguments, such as
// --cookies-policy=never, and variables of its environment, such as JSC_useWasm=false.
func (b *Browser) NewProfileWith(ctx context.Context, settings ...string) (browser.Profile, error) {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	folder, err := os.MkdirTemp("", "cookies-preferences-webkit-")
	if err != nil {
		return nil, err
	}
	p := &Profile{browser: b, folder: folder, settings: settings, turn: make(chan struct{}, 1)}
	if err := p.start(ctx); err != nil {
		err = fmt.Errorf("the browser at %s did not start: %w", b.miniBrowser, err)
		return nil, errors.Join(err, p.Close(context.WithoutCancel(ctx)))
	}
	return p, nil
}
