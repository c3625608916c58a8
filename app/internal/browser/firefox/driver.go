//go:build !js

package firefox

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strings"

	"cookies-preferences/app/internal/browser"
)

// Launch starts Firefox, found at the path in the environment's FIREFOX, or else by one of
// its usual names.
func Launch(ctx context.Context) (browser.Browser, error) {
	b, err := Start(ctx)
	if err != nil {
		return nil, err
	}
	return driver{b}, nil
}

// driver, profile, tab and document give the package's types the methods of package browser.
type driver struct{ *Browser }

func (d driver) Version() string { return "Firefox/" + d.Browser.Version }

func (d driver) NewProfile(ctx context.Context) (browser.Profile, error) {
	p, err := d.Browser.NewProfile(ctx)
	return profile{p}, err
}

type profile struct{ *Profile }

func (p profile) NewTab(ctx context.Context, listen func(browser.Event)) (browser.Tab, error) {
	t, err := p.Profile.NewTab(ctx, listen)
	if err != nil {
		return nil, err
	}
	return tab{t}, nil
}

// Cookies are all cookies of the profile.
func (p profile) Cookies(ctx context.Context) ([]browser.Cookie, error) {
	return p.browser.cookies(ctx, object{"type": "storageKey", "userContext": p.id})
}

type document struct{ *Tab }

// Evaluate runs an expression; a sandbox is WebDriver's isolated world.
func (d document) Evaluate(
	ctx context.Context, expression string, in browser.World,
) (json.RawMessage, error) {
	target := object{"context": d.id}
	if in == browser.IsolatedWorld {
		target["sandbox"] = "driver"
	}
	script := "(async () => JSON.stringify(await (" + expression + "\n)) ?? 'null')()"
	text, err := d.browser.evaluate(ctx, target, script)
	return json.RawMessage(text), err
}

type tab struct{ *Tab }

func (t tab) Evaluate(
	ctx context.Context, expression string, in browser.World,
) (json.RawMessage, error) {
	return document(t).Evaluate(ctx, expression, in)
}

func (t tab) Frames(ctx context.Context) ([]browser.Document, error) {
	frames, err := t.Tab.Frames(ctx)
	var list []browser.Document
	for _, frame := range frames {
		list = append(list, document{frame})
	}
	return list, err
}

func (t tab) Press(ctx context.Context, keys string, held ...browser.Modifier) error {
	if len(held) > 0 {
		return t.PressShift(ctx, keys)
	}
	return t.Tab.Press(ctx, keys)
}

func (t tab) Preload(ctx context.Context, script string) (browser.Undo, error) {
	return t.Tab.Preload(ctx, script)
}

// Cookies are those of the addresses of the page and of its frames: the protocol gives all
// those of their partitions.
func (t tab) Cookies(ctx context.Context) ([]browser.Cookie, error) {
	frames, err := t.Tab.Frames(ctx)
	if err != nil {
		return nil, err
	}
	var sent []browser.Cookie
	for _, each := range append([]*Tab{t.Tab}, frames...) {
		href, err := each.Evaluate(ctx, "location.href")
		if err != nil {
			return nil, err
		}
		address, err := url.Parse(href)
		if err != nil {
			return nil, err
		}
		all, err := t.browser.cookies(ctx, object{"type": "context", "context": each.id})
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			if isSent(c, address) && !slices.Contains(sent, c) {
				sent = append(sent, c)
			}
		}
	}
	return sent, nil
}

// isSent reports whether a request for the address has the cookie (RFC 6265, 5.1.3-5.1.4).
func isSent(c browser.Cookie, address *url.URL) bool {
	host := address.Hostname()
	if c.Domain != host &&
		!(strings.HasPrefix(c.Domain, ".") && strings.HasSuffix("."+host, c.Domain)) {
		return false
	}
	return strings.HasPrefix(address.Path+"/", strings.TrimSuffix(c.Path, "/")+"/")
}

// cookies are those of a partition.
func (b *Browser) cookies(ctx context.Context, partition object) ([]browser.Cookie, error) {
	list, err := b.stored(ctx, partition)
	var all []browser.Cookie
	for _, c := range list {
		all = append(all, browser.Cookie{Name: c.Name, Value: c.Value, Domain: c.Domain,
			Path: c.Path, Secure: c.Secure, HTTPOnly: c.HTTPOnly, Expires: c.Expires,
			SameSite: map[string]string{"strict": "Strict", "lax": "Lax", "none": "None"}[c.SameSite]})
	}
	return all, err
}

// reducedMotion is the setting behind prefers-reduced-motion.
const reducedMotion = "ui.prefersReducedMotion"

// Emulate sets media features for all tabs.
func (t tab) Emulate(ctx context.Context, media browser.Media) (browser.Undo, error) {
	values := make(map[string]any)
	if scheme, ok := map[string]int{"dark": 0, "light": 1}[media.ColorScheme]; ok {
		values["layout.css.prefers-color-scheme.content-override"] = scheme
	}
	if media.ForcedColors {
		values["browser.display.document_color_use"] = 2
	}
	if media.ReducedMotion {
		values[reducedMotion] = 1
	}
	return t.setAll(ctx, values)
}

// SignalGPC turns Global Privacy Control on for all tabs.
func (t tab) SignalGPC(ctx context.Context) (browser.Undo, error) {
	return t.setAll(ctx, map[string]any{"privacy.globalprivacycontrol.enabled": true})
}

// setAll sets several settings. If one fails, those before it are reset.
func (t tab) setAll(ctx context.Context, values map[string]any) (browser.Undo, error) {
	var undos []func(context.Context) error
	undo := func(ctx context.Context) (err error) {
		for _, each := range undos {
			err = errors.Join(err, each(ctx))
		}
		return err
	}
	for name, value := range values {
		reset, err := t.browser.Set(ctx, name, value)
		if err != nil {
			return nil, errors.Join(err, undo(ctx))
		}
		undos = append(undos, reset)
	}
	return undo, nil
}
