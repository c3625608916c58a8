package chromium

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/internal/browser"
)

// Tab is a tab of Chromium.
type Tab struct {
	page
	browser *Browser
	listen  func(browser.Event)
}

// Context is chromedp's context of the tab, for what only Chromium's protocol has. It ends
// with the tab.
func (t *Tab) Context() context.Context { return t.ctx }

// finish makes a call that ends with chromedp's context or with the caller's, whichever
// ends first: chromedp wants its own, and callers have their own patience.
func finish[T any](
	ctx, chromedps context.Context, call func(context.Context) (T, error),
) (T, error) {
	both, cancel := context.WithCancel(chromedps)
	defer cancel()
	defer context.AfterFunc(ctx, cancel)()
	result, err := call(both)
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return result, err
}

// do carries out chromedp's actions in the tab.
func (t *Tab) do(ctx context.Context, actions ...chromedp.Action[chromedp.Void]) error {
	_, err := finish(ctx, t.ctx, func(ctx context.Context) (chromedp.Void, error) {
		return chromedp.Void{}, chromedp.Do(ctx, actions...)
	})
	return err
}

// Call sends a command of Chromium's protocol to a tab.
func Call[P, R any](ctx context.Context, t *Tab, command cdp.Command[P, R], params P) (R, error) {
	return finish(ctx, t.ctx, func(ctx context.Context) (R, error) {
		return chromedp.Call(ctx, command, params)
	})
}

// Navigate goes to an address and waits until the page has loaded.
func (t *Tab) Navigate(ctx context.Context, address string) error {
	return t.do(ctx, chromedp.Navigate(address))
}

// Reload loads the page again and waits until it has loaded.
func (t *Tab) Reload(ctx context.Context) error { return t.do(ctx, chromedp.Reload()) }

// Back goes back in the history. A page in the back-forward cache fires no load event, so
// it does not wait for the page.
func (t *Tab) Back(ctx context.Context) error {
	_, err := t.Evaluate(ctx, "void setTimeout(() => history.back())", browser.PageWorld)
	return err
}

// Move moves the mouse.
func (t *Tab) Move(ctx context.Context, x, y float64) error {
	return t.do(ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
}

// Click presses the mouse's button at a position.
func (t *Tab) Click(ctx context.Context, x, y float64) error {
	return t.do(ctx, chromedp.MouseClickXY(x, y))
}

// Hold presses the mouse's button at a position.
func (t *Tab) Hold(ctx context.Context, x, y float64, click int) error {
	return t.do(ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, x, y,
		chromedp.ButtonLeft, chromedp.ClickCount(click)))
}

// Release releases the mouse's button at a position.
func (t *Tab) Release(ctx context.Context, x, y float64, click int) error {
	return t.do(ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, x, y,
		chromedp.ButtonLeft, chromedp.ClickCount(click)))
}

// ClickFor moves the mouse to a position, and presses its button there for a while.
func (t *Tab) ClickFor(ctx context.Context, x, y float64, press time.Duration) error {
	button := []chromedp.MouseOption{chromedp.ButtonLeft, chromedp.ClickCount(1)}
	return t.do(ctx,
		chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y),
		chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, x, y, button...),
		chromedp.Sleep(press),
		chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, x, y, button...))
}

// Scroll turns the mouse's wheel. Chromium ignores an event without a horizontal distance.
func (t *Tab) Scroll(ctx context.Context, x, y, down float64) error {
	turn := func(p *input.DispatchMouseEventParams) { p.DeltaX, p.DeltaY = 1, down }
	return t.do(ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, x, y, turn))
}

// Press presses keys.
func (t *Tab) Press(ctx context.Context, keys string) error {
	return t.do(ctx, chromedp.KeyEvent(keys))
}

// PressShifted presses keys while Shift is held.
func (t *Tab) PressShifted(ctx context.Context, keys string) error {
	return t.do(ctx, chromedp.KeyEvent(keys, chromedp.KeyModifiers(chromedp.ModifierShift)))
}

// Cookies are those that the browser would send for the page and its frames.
func (t *Tab) Cookies(ctx context.Context) ([]browser.Cookie, error) {
	got, err := Call(ctx, t, network.GetCookies, network.GetCookiesParams{})
	return cookies(got.Cookies), err
}

// Preload has a script run before the scripts of each page and frame to come.
func (t *Tab) Preload(ctx context.Context, script string) error {
	_, err := Call(ctx, t, cdppage.AddScriptToEvaluateOnNewDocument,
		cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	return err
}

// Emulate sets media features.
func (t *Tab) Emulate(ctx context.Context, media browser.Media) error {
	forced := map[bool]string{true: "active", false: "none"}[media.ForcedColors]
	reduced := map[bool]string{true: "reduce"}
	contrast := map[bool]string{true: "more"}[media.MoreContrast]
	_, err := Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: media.ColorScheme},
			{Name: "forced-colors", Value: forced},
			{Name: "prefers-reduced-motion", Value: reduced[media.ReducedMotion]},
			{Name: "prefers-reduced-transparency", Value: reduced[media.ReducedTransparency]},
			{Name: "prefers-contrast", Value: contrast},
		},
	})
	return err
}

// SignalGPC sets the property that pages read: Chromium has no such setting, so no header
// is sent.
func (t *Tab) SignalGPC(ctx context.Context) error {
	return t.Preload(ctx,
		`Object.defineProperty(Navigator.prototype, "globalPrivacyControl", {get: () => true})`)
}

// Resize sets the size of the viewport.
func (t *Tab) Resize(ctx context.Context, width, height int) error {
	return t.do(ctx, chromedp.EmulateViewport(int64(width), int64(height)))
}

// Close closes the tab.
func (t *Tab) Close(ctx context.Context) error {
	_, err := finish(ctx, t.browser.ctx, func(ctx context.Context) (cdp.Empty, error) {
		return chromedp.CallBrowser(ctx, target.CloseTarget,
			target.CloseTargetParams{TargetID: chromedp.FromContext(t.ctx).Target.TargetID})
	})
	return err
}
