//go:build !js

package proof

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/chromium"
	"cookies-preferences/app/internal/french"
)

// patience is how long the page may take for anything.
const patience = 30 * time.Second

// tab is a tab in a new profile. Once something has failed, err says why, and its methods
// do nothing.
type tab struct {
	*chromium.Tab
	profile *chromium.Profile
	ctx     context.Context
	stop    func() // ends ctx, as soon as the page reports a problem
	err     error

	mu       sync.Mutex
	problems []string // errors and warnings
	requests []string // URLs
}

// freeze makes new Date and Date.now give one moment.
const freeze = `(() => {
	const moment = %d;
	globalThis.Date = class extends Date {
		constructor(...parts) { parts.length ? super(...parts) : super(moment); }
		static now() { return moment; }
	};
})()`

// newTab opens a portal's page, on a desktop in light colours.
func newTab(ctx context.Context, b *chromium.Browser, s subject) *tab {
	t := new(tab)
	t.ctx, t.stop = context.WithCancel(ctx)
	profile, err := b.NewProfile(ctx)
	if t.err = err; err != nil {
		return t
	}
	t.profile = profile.(*chromium.Profile)
	opened, err := profile.NewTab(ctx, t.note)
	if t.err = err; err != nil {
		return t
	}
	t.Tab = opened.(*chromium.Tab)
	t.try(func(ctx context.Context) error {
		return t.Preload(ctx, fmt.Sprintf(freeze, Clock.UnixMilli()))
	})
	t.resize(desktop)
	t.colors("light")
	t.try(func(ctx context.Context) error { return t.Navigate(ctx, s.Page().String()) })
	t.wait(notice)
	return t
}

// note keeps an event.
func (t *tab) note(e browser.Event) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if e.Kind == browser.Request {
		t.requests = append(t.requests, e.URL)
	} else {
		t.problems = append(t.problems, e.String())
		t.stop()
	}
}

// end closes the tab. Its error is what failed in it, or the problems of the page.
func (t *tab) end(doing string) error {
	defer t.stop()
	if t.profile != nil {
		t.err = errors.Join(t.err, t.profile.Close(context.WithoutCancel(t.ctx)))
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.problems) > 0 {
		return fmt.Errorf("%s\u00a0: la page signale %s", doing,
			strings.Join(t.problems, "\u00a0; "))
	}
	if t.err != nil {
		return fmt.Errorf("%s\u00a0: %w", doing, t.err)
	}
	return nil
}

// try has the browser do something, unless something has failed before.
func (t *tab) try(act func(context.Context) error) {
	if t.err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	t.err = act(ctx)
}

// helpers precede each script: $ finds an element of the banner, or else of the page; reach
// returns its middle once it stays there and nothing covers it.
const helpers = `
const $ = (selector) =>
	document.querySelector("cookies-preferences")?.shadowRoot?.querySelector(selector)
	?? document.querySelector(selector);
const until = async (reached) => {
	while (!reached()) await new Promise((wake) => setTimeout(wake, 15));
};
const middle = (element) => {
	if (!element) return null;
	element.scrollIntoView({block: "nearest"});
	const {x, y, width, height} = element.getBoundingClientRect();
	const at = [x + width / 2, y + height / 2];
	return element.contains(element.getRootNode().elementFromPoint(...at)) ? at : null;
};
const reach = async (selector) => {
	for (;;) {
		const before = middle($(selector));
		await new Promise(requestAnimationFrame);
		const at = middle($(selector));
		if (at && String(at) === String(before)) return at;
	}
};
`

// eval runs a JavaScript expression and decodes its value, or that of its promise.
func eval[T any](t *tab, expression string) (value T) {
	t.try(func(ctx context.Context) (err error) {
		script := "(async () => {" + helpers + "return await (" + expression + "\n) ?? null})()"
		value, err = browser.Evaluate[T](ctx, t, script)
		switch {
		case err != nil && t.ctx.Err() != nil:
			err = context.Cause(t.ctx) // without the script
		case errors.Is(err, context.DeadlineExceeded):
			err = french.Errorf("la page n’a pas répondu en %d secondes au script : %s",
				int(patience.Seconds()), expression)
		}
		return err
	})
	return value
}

// States of the page to wait for.
const (
	notice = `$("#cookies-accept")?.checkVisibility()`
	opened = `$(".details, .charter") && !$(".loading") && $("[data-program=running]")`
	closed = `!$("#cookies-dialog")?.open`
	chosen = closed + ` && !$("#cookies-accept") && cookiesPreferences.get()`
)

// wait waits until a JavaScript expression is true.
func (t *tab) wait(expression string) { eval[any](t, "until(() => "+expression+")") }

// click clicks the middle of an element with the mouse, as a visitor does, once the mouse
// reaches it there.
func (t *tab) click(id string) {
	spot := eval[[2]float64](t, `reach("#`+id+`")`)
	t.try(func(ctx context.Context) error { return t.Click(ctx, spot[0], spot[1]) })
}

// colors makes the device ask for light or dark, and for no motion.
func (t *tab) colors(scheme string) {
	t.try(func(ctx context.Context) error {
		return t.Emulate(ctx, browser.Media{ColorScheme: scheme, ReducedMotion: true})
	})
}

func (t *tab) resize(size screen) {
	t.try(func(ctx context.Context) error { return t.Resize(ctx, size.Width, size.Height) })
}

// cookies are those of the tab's profile, of every site.
func (t *tab) cookies() (cookies []browser.Cookie) {
	t.try(func(ctx context.Context) (err error) {
		cookies, err = t.profile.Cookies(ctx)
		return err
	})
	return cookies
}

// asked lists the addresses requested so far, sorted, each once.
func (t *tab) asked() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Compact(slices.Sorted(slices.Values(t.requests)))
}
