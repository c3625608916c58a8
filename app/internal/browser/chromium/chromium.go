// Package chromium drives Chromium through its DevTools protocol, with chromedp.
package chromium

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/internal/browser"
)

// hosts is for Chromium's --host-resolver-rules: the hosts *.test lead to this machine,
// all others nowhere.
const hosts = "MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

// unused are features of Chromium to turn off: those that chromedp turns off, the address
// bar's suggestions, Chromium's own pages that each new window would load before ours, and
// the spare process that each new profile would keep.
const unused = "Translate,BlinkGenPropertyTrees,WebUIOmniboxPopup,WebUIOmniboxAimPopup," +
	"WebUIOmniboxFullPopup,SpareRendererForSitePerProcess"

// Options configures [Launch].
type Options struct {
	// Rules are more --host-resolver-rules (MAP HOST:PORT ADDRESS:PORT), before the
	// general ones.
	Rules []string

	// Desktop, unless nil, is where it runs. Data is then the folder for what it keeps, such as
	// its settings.
	Desktop *browser.Desktop
	Data    string
}

// Browser is a running Chromium.
type Browser struct {
	ctx     context.Context // chromedp's
	stop    func()
	version string
}

// Launch starts Chromium, found at the path in the environment's CHROMIUM, or else where it
// usually is. Chrome and Edge are Chromium too.
func Launch(ctx context.Context, o Options) (*Browser, error) {
	path, err := find()
	if err != nil {
		return nil, err
	}
	rules := append(slices.Clone(o.Rules), hosts)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox, // containers run as root
		chromedp.IgnoreCertErrors,
		chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-features", unused),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("no-proxy-server", true), // a proxy would resolve hosts by itself
		chromedp.Flag("host-resolver-rules", strings.Join(rules, ", ")),
	)
	if o.Desktop != nil {
		// chromedp.VisibleWindow looks for a screen in our own environment.
		options = append(options, chromedp.Env(append(slices.Clone(o.Desktop.Env),
			"ACCESSIBILITY_ENABLED=1")...),
			chromedp.UserDataDir(o.Data), chromedp.Flag("headless", false),
			chromedp.Flag("enable-automation", false), // its bar says that it is automated
			chromedp.Flag("force-renderer-accessibility", true))
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(ctx, options...)
	running, stopBrowser := chromedp.NewContext(allocator)
	stop := func() { stopBrowser(); stopAllocator() }
	if err := chromedp.Do(running); err != nil {
		stop()
		return nil, fmt.Errorf("the browser at %s did not start: %w", path, err)
	}
	version, err := chromedp.CallBrowser(running, cdpbrowser.GetVersion, cdp.Empty{})
	if err != nil {
		stop()
		return nil, err
	}
	return &Browser{running, stop, version.Product}, nil
}

// Version is Chromium's name and version.
func (b *Browser) Version() string { return b.version }

// Stop closes Chromium.
func (b *Browser) Stop() error {
	b.stop()
	return nil
}

// ErrMissing is the error of [Launch] when there is no Chromium.
var ErrMissing = errors.New(
	"there is no browser: install Chromium, or give its path in CHROMIUM")

// find returns the path of Chromium.
func find() (string, error) {
	if path := os.Getenv("CHROMIUM"); path != "" {
		return path, nil
	}
	for _, program := range programs() {
		if path, err := exec.LookPath(program); err == nil {
			return path, nil
		}
	}
	return "", ErrMissing
}
