package chromium

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/internal/browser"
)

// Profile is a browser context, in the protocol's words.
type Profile struct {
	browser *Browser
	id      cdp.BrowserContextID
	ctx     context.Context // chromedp's, of its tabs
	detach  func()          // from all tabs
}

// NewProfile makes an empty profile.
func (b *Browser) NewProfile(ctx context.Context) (browser.Profile, error) {
	made, err := finish(ctx, b.ctx, func(
		ctx context.Context,
	) (target.CreateBrowserContextResult, error) {
		return chromedp.CallBrowser(ctx, target.CreateBrowserContext,
			target.CreateBrowserContextParams{DisposeOnDetach: new(true)})
	})
	if err != nil {
		return nil, err
	}
	tabs, detach := context.WithCancel(b.ctx)
	return &Profile{b, made.BrowserContextID, tabs, detach}, nil
}

// NewTab opens a blank tab, in a window of its own.
func (p *Profile) NewTab(ctx context.Context, listen func(browser.Event)) (browser.Tab, error) {
	return p.tab(listen, chromedp.WithExistingBrowserContext(p.id))
}

// Attach takes hold of a tab that is there already, opened without a driver.
func (p *Profile) Attach(id target.ID, listen func(browser.Event)) (browser.Tab, error) {
	return p.tab(listen, chromedp.WithTargetID(id))
}

func (p *Profile) tab(
	listen func(browser.Event), option chromedp.ContextOption,
) (browser.Tab, error) {
	// Close closes all tabs at once, so each is only detached. The tab lives as long as this
	// first context, so it is not the caller's.
	ctx, _ := chromedp.NewContext(p.ctx, option, chromedp.WithDetachOnCancel())
	t := &Tab{page: page{ctx: ctx}, browser: p.browser, listen: listen}
	return t, chromedp.Listen(ctx, t.dispatch)
}

// Cookies are all cookies of the profile, of every site.
func (p *Profile) Cookies(ctx context.Context) ([]browser.Cookie, error) {
	got, err := finish(ctx, p.browser.ctx, func(
		ctx context.Context,
	) (storage.GetCookiesResult, error) {
		return chromedp.CallBrowser(ctx, storage.GetCookies,
			storage.GetCookiesParams{BrowserContextID: p.id})
	})
	return cookies(got.Cookies), err
}

// cookies translates the protocol's cookies.
func cookies(list []*network.Cookie) (all []browser.Cookie) {
	for _, c := range list {
		cookie := browser.Cookie{Name: c.Name, Value: c.Value, Domain: c.Domain, Path: c.Path,
			SameSite: string(c.SameSite), Secure: c.Secure, HTTPOnly: c.HTTPOnly}
		if !c.Session {
			cookie.Expires = time.UnixMilli(int64(c.Expires * 1000))
		}
		all = append(all, cookie)
	}
	return all
}

// Close closes the tabs and removes the profile.
func (p *Profile) Close(ctx context.Context) error {
	_, err := finish(ctx, p.browser.ctx, func(ctx context.Context) (cdp.Empty, error) {
		return chromedp.CallBrowser(ctx, target.DisposeBrowserContext,
			target.DisposeBrowserContextParams{BrowserContextID: p.id})
	})
	p.detach()
	return err
}
