// Package harness is what the browser tests share: the product, built once and served, the
// browsers, and [Page], through which tests act and see as a visitor does. A test
// fails on any console error, uncaught exception or failed request that it does not
// announce with [Page.Expect].
//
// Helpers that only one package needs belong in that package.
package harness

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/chromium"
	"cookies-preferences/app/internal/browser/firefox"
	"cookies-preferences/app/internal/browser/webkit"
)

// Pictures is the folder for pictures of every state; "" for none.
var Pictures = flag.String("pictures", "", "folder to write pictures of every state to")

// KeepPicture writes a picture into that folder, if there is one.
func KeepPicture(t *testing.T, name string, picture []byte) {
	t.Helper()
	if *Pictures == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*Pictures, name), picture, 0o644); err != nil {
		t.Fatal(err)
	}
}

// Built is the product, and Site serves it: the demo portals, and the pages that tests add.
var (
	Built *build.Result
	Site  *httptest.Server
)

// Engine is a browser's, by its name.
type Engine string

// The engines that tests run in.
const (
	Chromium Engine = "Chromium"
	Firefox  Engine = "Firefox"
	WebKit   Engine = "WebKit"
)

// The browsers, one of each for all tests of a package, whose profiles keep them apart. Each
// starts for the first test in it. A browser that is missing fails that test.
var (
	theChromium = launched{launch: func(ctx context.Context) (browser.Browser, error) {
		return chromium.Launch(ctx, chromium.Options{})
	}}
	theFirefox = launched{launch: func(ctx context.Context) (browser.Browser, error) {
		return firefox.Launch(ctx, firefox.Options{})
	}}
	theWebKit = launched{launch: func(context.Context) (browser.Browser, error) {
		return webkit.Launch(webkit.Options{})
	}}
)

// launched is a browser that starts when it is needed.
type launched struct {
	launch  func(context.Context) (browser.Browser, error)
	once    sync.Once
	browser browser.Browser
	err     error
}

func (l *launched) get() (browser.Browser, error) {
	l.once.Do(func() { l.browser, l.err = l.launch(context.Background()) })
	return l.browser, l.err
}

func (l *launched) stop() error {
	l.once.Do(func() {})
	if l.browser == nil || l.err != nil {
		return nil
	}
	return l.browser.Stop()
}

// InFirefox reports whether a test runs in Firefox: its name says so.
func InFirefox(t *testing.T) bool { return EngineOf(t) == Firefox }

// EngineOf is the engine that a test runs in: the one in its name, or else Chromium.
func EngineOf(t *testing.T) Engine {
	test, _, _ := strings.Cut(t.Name(), "/")
	for _, engine := range []Engine{Firefox, WebKit} {
		if strings.Contains(test, string(engine)) {
			return engine
		}
	}
	return Chromium
}

// get starts the engine, unless it runs.
func (e Engine) get() (browser.Browser, error) {
	return map[Engine]*launched{
		Chromium: &theChromium, Firefox: &theFirefox, WebKit: &theWebKit,
	}[e].get()
}

// Main builds the product, serves it and runs a package's tests.
func Main(m *testing.M) {
	flag.Parse()
	// Tests wait about as long as they work, and go test runs a package for each
	// processor: three tests a package keep two processors busy.
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "test.parallel" })
	if !asked {
		if err := flag.Set("test.parallel", strconv.Itoa(runtime.GOMAXPROCS(0)+1)); err != nil {
			panic(err)
		}
	}
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	var err error
	if Built, err = product(context.Background()); err != nil {
		return 1, err
	}
	handler, err := NewSite()
	if err != nil {
		return 1, err
	}
	Site = httptest.NewServer(handler)
	defer Site.Close()
	code := m.Run()
	return code, errors.Join(theChromium.stop(), theFirefox.stop(), theWebKit.stop())
}
