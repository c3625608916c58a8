package harness

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
type FirefoxTab struct {
	*firefox.Tab
	profile *firefox.Profile
}

// newFirefoxPage is newPage in Firefox.
func NewFirefoxPage(t *testing.T) *Page {
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

func newFirefoxTab(t *testing.T, profile *firefox.Profile) *Page {
	t.Helper()
	p := &Page{T: t, Ctx: context.Background(), Patience: Patience}
	tab, err := profile.NewTab(p.Ctx, p.hearFirefox)
	if err != nil {
		t.Fatal(err)
	}
	p.Driver = FirefoxTab{tab, profile}
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
func (p *Page) hearFirefox(e firefox.Event) {
	p.Mu.Lock()
	defer p.Mu.Unlock()
	switch e.Kind {
	case firefox.Exception:
		if slices.ContainsFunc(remarks, func(remark string) bool { return strings.HasPrefix(e.Text, remark) }) {
			return
		}
		p.Problems = append(p.Problems, "uncaught: "+e.Text)
	case firefox.ConsoleError:
		p.Problems = append(p.Problems, "console.error: "+e.Text)
	case firefox.ConsoleWarning:
		p.console = append(p.console, e.Text)
	case firefox.Failure:
		p.Problems = append(p.Problems, "network: "+e.Text+" "+e.URL)
	case firefox.Request:
		p.requests = append(p.requests, e.URL)
	}
}

// set sets a setting of the whole browser, and returns what sets it back.
func (p *Page) Set(name string, value any) (undo func()) {
	p.T.Helper()
	end, err := startFirefox(p.T).Set(p.Ctx, name, value)
	if err != nil {
		p.T.Fatal(err)
	}
	return func() { p.Drive(end) }
}

func (f FirefoxTab) navigate(ctx context.Context, address string) error {
	return f.Navigate(ctx, address)
}

func (f FirefoxTab) reload(ctx context.Context) error { return f.Reload(ctx) }

func (f FirefoxTab) back(ctx context.Context) error { return f.Back(ctx) }

// evaluate makes no world apart.
func (f FirefoxTab) evaluate(ctx context.Context, promise string, _ bool) ([]byte, error) {
	text, err := f.Evaluate(ctx, `(async () => JSON.stringify(await `+promise+`))()`)
	return []byte(text), err
}

func (f FirefoxTab) click(ctx context.Context, spot [2]float64) error {
	return f.Click(ctx, spot[0], spot[1])
}

func (f FirefoxTab) Close(ctx context.Context) error { return f.Tab.Close(ctx) }

func (f FirefoxTab) Press(ctx context.Context, keys string) error { return f.Tab.Press(ctx, keys) }

func (f FirefoxTab) preload(ctx context.Context, script string) (func(context.Context) error, error) {
	return f.Preload(ctx, script)
}

func (f FirefoxTab) askNotToBeTracked(p *Page) {
	p.T.Cleanup(p.Set("privacy.globalprivacycontrol.enabled", true))
}

func (f FirefoxTab) Look(p *Page, scheme string) {
	p.T.Cleanup(p.Set("layout.css.prefers-color-scheme.content-override", map[bool]int{true: 0, false: 1}[scheme == "dark"]))
	p.T.Cleanup(p.Set("browser.display.document_color_use", map[bool]int{true: 2, false: 0}[scheme == "forced"]))
}

// whyNotKept: Firefox does not tell.
func (f FirefoxTab) whyNotKept(*Page) func() []string { return func() []string { return nil } }

func (f FirefoxTab) Frame(p *Page) driver {
	p.T.Helper()
	var frames []*firefox.Tab
	p.Drive(func(ctx context.Context) (err error) {
		frames, err = f.Frames(ctx)
		return err
	})
	if len(frames) == 0 {
		p.T.Fatal("the page has no frame")
	}
	return FirefoxTab{frames[0], f.profile}
}

func (f FirefoxTab) tab(t *testing.T) *Page { return newFirefoxTab(t, f.profile) }

// cookies tells those of the page's host and path in the words of Chromium.
func (f FirefoxTab) cookies(ctx context.Context) (list []*network.Cookie, err error) {
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
