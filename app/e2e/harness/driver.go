package harness

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// driver is how a page's tab is driven: by what each browser has for that. What a
// test does by it alone can be run in both.
type driver interface {
	navigate(ctx context.Context, address string) error
	reload(ctx context.Context) error

	// back goes back in the history; the page may come later.
	back(ctx context.Context) error

	// evaluate gives the value of a promise, in JSON. apart has it made in a world that
	// only has the page's elements, and nothing of its scripts, where browsers can.
	evaluate(ctx context.Context, promise string, apart bool) ([]byte, error)

	// frame drives the document of the page's first frame.
	Frame(p *Page) driver

	// click presses a spot of the window with the mouse.
	click(ctx context.Context, spot [2]float64) error

	// press presses keys, which are told by the characters that they type.
	Press(ctx context.Context, keys string) error

	// cookies are those that the page would send.
	cookies(ctx context.Context) ([]*network.Cookie, error)

	// preload has a script run before those of each page; undo ends that.
	preload(ctx context.Context, script string) (undo func(context.Context) error, err error)

	// askNotToBeTracked has the browser send Global Privacy Control.
	askNotToBeTracked(p *Page)

	// look has the visitor's browser ask for colours: light, dark or forced.
	Look(p *Page, scheme string)

	// whyNotKept hears why the browser does not keep a page that is come back to, as
	// far as it tells.
	whyNotKept(p *Page) (reasons func() []string)

	// close closes the tab, as a visitor does.
	Close(ctx context.Context) error

	// tab opens another tab in the same profile.
	tab(t *testing.T) *Page
}

// inFirefox reports whether a test is run in Firefox, which its name says.
func InFirefox(t *testing.T) bool {
	test, _, _ := strings.Cut(t.Name(), "/")
	return strings.Contains(test, "Firefox")
}

// drive has the tab do something, within the page's patience.
func (p *Page) Drive(act func(context.Context) error) {
	p.T.Helper()
	ctx, cancel := context.WithTimeout(p.Ctx, p.Patience)
	defer cancel()
	if err := act(ctx); err != nil {
		p.T.Fatal(err)
	}
}

// preload has a script run before those of each page that the tab comes to, and
// returns what ends that.
func (p *Page) Preload(script string) (undo func()) {
	p.T.Helper()
	var end func(context.Context) error
	p.Drive(func(ctx context.Context) (err error) {
		end, err = p.Driver.preload(ctx, script)
		return err
	})
	return func() { p.Drive(end) }
}

// chromiumTab drives a tab of Chromium: its contexts are chromedp's.
type chromiumTab struct {
	page *Page
	in   *framed // the frame that it is in
}

func (c chromiumTab) navigate(ctx context.Context, address string) error {
	return chromedp.Do(ctx, chromedp.Navigate(address))
}

func (c chromiumTab) reload(ctx context.Context) error { return chromedp.Do(ctx, chromedp.Reload()) }

func (c chromiumTab) back(ctx context.Context) error {
	_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`(setTimeout(() => history.back()), true)`))
	return err
}

func (c chromiumTab) evaluate(ctx context.Context, promise string, apart bool) ([]byte, error) {
	where, script, world, err := c.in.at(ctx, promise, apart)
	if err != nil {
		return nil, err
	}
	where, cancel := context.WithTimeout(where, c.page.Patience)
	defer cancel()
	in := func(e *runtime.EvaluateParams) { e.ContextID = world }
	found, err := chromedp.Run(where, chromedp.Evaluate[*runtime.RemoteObject](script, chromedp.EvalAwaitPromise, chromedp.EvalAsValue, in))
	if err != nil {
		return nil, err
	}
	if found.UnserializableValue != "" {
		return nil, fmt.Errorf("%s is no value that can be copied", found.UnserializableValue)
	}
	return found.Value, nil
}

func (c chromiumTab) click(ctx context.Context, spot [2]float64) error {
	return chromedp.Do(ctx, chromedp.MouseClickXY(spot[0], spot[1]))
}

func (c chromiumTab) Press(ctx context.Context, keys string) error {
	return chromedp.Do(ctx, chromedp.KeyEvent(keys))
}

func (c chromiumTab) cookies(ctx context.Context) ([]*network.Cookie, error) {
	got, err := chromedp.Call(ctx, network.GetCookies, network.GetCookiesParams{})
	return got.Cookies, err
}

func (c chromiumTab) preload(ctx context.Context, script string) (func(context.Context) error, error) {
	added, err := chromedp.Call(ctx, cdppage.AddScriptToEvaluateOnNewDocument,
		cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	return func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, cdppage.RemoveScriptToEvaluateOnNewDocument,
			cdppage.RemoveScriptToEvaluateOnNewDocumentParams(added))
		return err
	}, err
}

func (c chromiumTab) askNotToBeTracked(p *Page) {
	p.Preload(`Object.defineProperty(Navigator.prototype, "globalPrivacyControl", {get: () => true})`)
}

func (c chromiumTab) Look(p *Page, scheme string) { Features(p, scheme) }

func (c chromiumTab) whyNotKept(p *Page) func() []string {
	var mu sync.Mutex
	var reasons []string
	if err := chromedp.Listen(p.Ctx, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := event.(type) {
		case *cdppage.EventBackForwardCacheNotUsed:
			for _, explanation := range e.NotRestoredExplanations {
				reasons = append(reasons, explanation.Reason.String()+" "+explanation.Context)
			}
		}
	}); err != nil {
		p.T.Fatal(err)
	}
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(reasons)
	}
}

func (c chromiumTab) Close(ctx context.Context) error {
	_, err := chromedp.CallBrowser(ctx, target.CloseTarget, target.CloseTargetParams{
		TargetID: chromedp.FromContext(c.page.Ctx).Target.TargetID,
	})
	return err
}

func (c chromiumTab) tab(t *testing.T) *Page { return NewTab(t, c.page.Ctx) }
