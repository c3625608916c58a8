//go:build !js

// Package chromium starts the browser that the tests and the bench drive:
// headless, with a profile that goes when it stops, and no way out to the
// network but 127.0.0.1.
package chromium

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	"github.com/chromedp/chromedp"
)

// Hosts is what names lead to, for Chromium's --host-resolver-rules: the hosts
// *.test to this machine, and no other host anywhere.
const Hosts = "MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

// unused are parts of Chromium that are not wanted: those that chromedp turns off,
// the address bar's suggestions, pages of Chromium's own that each new window
// would load, in a process of their own, before anything of the page, and the
// process that each new profile keeps ready for a site that is never gone to.
const unused = "Translate,BlinkGenPropertyTrees,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup," +
	"SpareRendererForSitePerProcess"

// Start starts Chromium, and returns the chromedp context that tabs are opened
// in. The path in the environment's CHROMIUM is taken, or else what the system
// has by one of its usual names. It resolves the hosts *.test to this machine
// and no other host, but for what rules say, as --host-resolver-rules takes them
// (MAP HOST:PORT ADDRESS:PORT).
func Start(ctx context.Context, rules ...string) (browser context.Context, stop func(), err error) {
	return StartIn(ctx, "", rules...)
}

// StartIn does as Start does, with the profile in a folder, which stays; "" is a
// new one, which goes.
func StartIn(ctx context.Context, folder string, rules ...string) (browser context.Context, stop func(), err error) {
	path, err := Path()
	if err != nil {
		return nil, nil, err
	}
	rules = append(slices.Clone(rules), Hosts)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox, // containers run as root
		chromedp.IgnoreCertErrors,
		chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-features", unused),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("no-proxy-server", true), // one would resolve hosts by itself
		chromedp.Flag("host-resolver-rules", strings.Join(rules, ", ")),
	)
	if folder != "" {
		options = append(options, chromedp.UserDataDir(folder))
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(ctx, options...)
	browser, stopBrowser := chromedp.NewContext(allocator)
	stop = func() { stopBrowser(); stopAllocator() }
	if err := chromedp.Do(browser); err != nil {
		stop()
		return nil, nil, fmt.Errorf("the browser at %s did not start: %w", path, err)
	}
	return browser, stop, nil
}

// Path returns where Chromium is.
func Path() (string, error) {
	if path := os.Getenv("CHROMIUM"); path != "" {
		return path, nil
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("there is no browser: install Chromium, or give its path in CHROMIUM")
}
