package browsertest

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"

	"cookies-preferences/app/internal/browser/firefox"
)

// theFirefox is the one Firefox of all tests in it, started for the first: those
// in Chromium don't wait for it. Where it is missing, that test fails.
var theFirefox struct {
	once    sync.Once
	browser *firefox.Browser
	err     error
}

// startFirefox returns the one Firefox.
func startFirefox(t *testing.T) *firefox.Browser {
	t.Helper()
	theFirefox.once.Do(func() { theFirefox.browser, theFirefox.err = firefox.Start(context.Background()) })
	if theFirefox.err != nil {
		t.Fatal(theFirefox.err)
	}
	return theFirefox.browser
}

// stopFirefox stops it, if it was started.
func stopFirefox() error {
	if theFirefox.browser == nil {
		return nil
	}
	return theFirefox.browser.Stop()
}

// firefoxTab drives a tab of Firefox.
type firefoxTab struct {
	*firefox.Tab
	profile *firefox.Profile
}

// newFirefoxPage is newPage in Firefox.
func newFirefoxPage(t *testing.T) *page {
	t.Helper()
	profile, err := startFirefox(t).NewProfile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := profile.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return newFirefoxTab(t, profile)
}

func newFirefoxTab(t *testing.T, profile *firefox.Profile) *page {
	t.Helper()
	p := &page{t: t, ctx: context.Background(), patience: patience}
	tab, err := profile.NewTab(p.ctx, p.hearFirefox)
	if err != nil {
		t.Fatal(err)
	}
	p.driver = firefoxTab{tab, profile}
	t.Cleanup(p.checkProblems)
	return p
}

// remarks are lines that Firefox writes on its console, as errors, about what is
// no error of the page's.
var remarks = []string{
	"The character encoding of the document was not declared", // Chromium guesses without a word
	"The character encoding of a framed document was not declared",
	"Failed to read data from the ReadableStream", // of a program that comes as the page is left
}

// hearFirefox notes what Firefox tells as hear notes what Chromium tells.
func (p *page) hearFirefox(e firefox.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e.Kind {
	case firefox.Exception:
		if slices.ContainsFunc(remarks, func(remark string) bool { return strings.HasPrefix(e.Text, remark) }) {
			return
		}
		p.problems = append(p.problems, "uncaught: "+e.Text)
	case firefox.ConsoleError:
		p.problems = append(p.problems, "console.error: "+e.Text)
	case firefox.ConsoleWarning:
		p.console = append(p.console, e.Text)
	case firefox.Failure:
		p.problems = append(p.problems, "network: "+e.Text+" "+e.URL)
	case firefox.Request:
		p.requests = append(p.requests, e.URL)
	}
}

// set sets a setting of the whole browser, and returns what sets it back.
func (p *page) set(name string, value any) (undo func()) {
	p.t.Helper()
	end, err := startFirefox(p.t).Set(p.ctx, name, value)
	if err != nil {
		p.t.Fatal(err)
	}
	return func() { p.drive(end) }
}

func (f firefoxTab) navigate(ctx context.Context, address string) error {
	return f.Navigate(ctx, address)
}
func (f firefoxTab) reload(ctx context.Context) error { return f.Reload(ctx) }
func (f firefoxTab) back(ctx context.Context) error   { return f.Back(ctx) }

// evaluate makes no world apart.
func (f firefoxTab) evaluate(ctx context.Context, promise string, _ bool) ([]byte, error) {
	text, err := f.Evaluate(ctx, `(async () => JSON.stringify(await `+promise+`))()`)
	return []byte(text), err
}

func (f firefoxTab) click(ctx context.Context, spot [2]float64) error {
	return f.Click(ctx, spot[0], spot[1])
}

func (f firefoxTab) close(ctx context.Context) error { return f.Close(ctx) }

func (f firefoxTab) press(ctx context.Context, keys string) error { return f.Press(ctx, keys) }

func (f firefoxTab) preload(ctx context.Context, script string) (func(context.Context) error, error) {
	return f.Preload(ctx, script)
}

func (f firefoxTab) askNotToBeTracked(p *page) {
	p.t.Cleanup(p.set("privacy.globalprivacycontrol.enabled", true))
}

func (f firefoxTab) look(p *page, scheme string) {
	p.t.Cleanup(p.set("layout.css.prefers-color-scheme.content-override", map[bool]int{true: 0, false: 1}[scheme == "dark"]))
	p.t.Cleanup(p.set("browser.display.document_color_use", map[bool]int{true: 2, false: 0}[scheme == "forced"]))
}

// whyNotKept: Firefox does not tell.
func (f firefoxTab) whyNotKept(*page) func() []string { return func() []string { return nil } }

func (f firefoxTab) frame(p *page) driver {
	p.t.Helper()
	var frames []*firefox.Tab
	p.drive(func(ctx context.Context) (err error) {
		frames, err = f.Frames(ctx)
		return err
	})
	if len(frames) == 0 {
		p.t.Fatal("the page has no frame")
	}
	return firefoxTab{frames[0], f.profile}
}

func (f firefoxTab) tab(t *testing.T) *page { return newFirefoxTab(t, f.profile) }

// cookies tells those of the page's host and path in the words of Chromium.
func (f firefoxTab) cookies(ctx context.Context) (list []*network.Cookie, err error) {
	got, err := f.Cookies(ctx)
	if err != nil {
		return nil, err
	}
	href, err := f.Evaluate(ctx, "location.href")
	if err != nil {
		return nil, err
	}
	address, err := url.Parse(href)
	if err != nil {
		return nil, err
	}
	for _, c := range got {
		host := address.Hostname()
		if c.Domain != host && !(strings.HasPrefix(c.Domain, ".") && strings.HasSuffix("."+host, c.Domain)) {
			continue
		}
		if folder := strings.TrimSuffix(c.Path, "/") + "/"; !strings.HasPrefix(address.Path+"/", folder) {
			continue
		}
		cookie := &network.Cookie{Name: c.Name, Value: c.Value, Domain: c.Domain, Path: c.Path, Secure: c.Secure, HTTPOnly: c.HTTPOnly}
		switch c.SameSite {
		case "lax":
			cookie.SameSite = network.CookieSameSiteLax
		case "strict":
			cookie.SameSite = network.CookieSameSiteStrict
		case "none":
			cookie.SameSite = network.CookieSameSiteNone
		}
		if !c.Expires.IsZero() {
			cookie.Expires = float64(c.Expires.Unix())
		}
		list = append(list, cookie)
	}
	return list, nil
}
