//go:build !js

package firefox

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"

	"cookies-preferences/app/internal/browser"
)

// sameSite gives the words of package browser for those of the protocol.
var sameSite = map[string]string{"strict": "Strict", "lax": "Lax", "none": "None"}

// Cookies are all cookies of the profile.
func (p *Profile) Cookies(ctx context.Context) ([]browser.Cookie, error) {
	return p.browser.cookies(ctx, object{"type": "storageKey", "userContext": p.id})
}

// Cookies are those that the browser would send for the page and its frames. The protocol
// gives all those of their partitions.
func (t *Tab) Cookies(ctx context.Context) ([]browser.Cookie, error) {
	frames, err := t.frames(ctx)
	if err != nil {
		return nil, err
	}
	var sent []browser.Cookie
	for _, each := range append([]document{t.document}, frames...) {
		href, err := each.Evaluate(ctx, "location.href", browser.IsolatedWorld)
		if err != nil {
			return nil, err
		}
		var address string
		if err := json.Unmarshal(href, &address); err != nil {
			return nil, err
		}
		page, err := url.Parse(address)
		if err != nil {
			return nil, err
		}
		all, err := t.browser.cookies(ctx, object{"type": "context", "context": each.id})
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			if isSent(c, page) && !slices.Contains(sent, c) {
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
	var got struct {
		Cookies []struct {
			Name  string `json:"name"`
			Value struct {
				Value string `json:"value"`
			} `json:"value"`
			Domain   string `json:"domain"`
			Path     string `json:"path"`
			SameSite string `json:"sameSite"`
			Secure   bool   `json:"secure"`
			HTTPOnly bool   `json:"httpOnly"`
			Expiry   int64  `json:"expiry"` // in seconds; 0 for a session cookie
		} `json:"cookies"`
	}
	params := object{"partition": partition}
	if err := b.bidi.call(ctx, "storage.getCookies", params, &got); err != nil {
		return nil, err
	}
	var list []browser.Cookie
	for _, c := range got.Cookies {
		cookie := browser.Cookie{Name: c.Name, Value: c.Value.Value, Domain: c.Domain,
			Path: c.Path, SameSite: sameSite[c.SameSite], Secure: c.Secure, HTTPOnly: c.HTTPOnly}
		if c.Expiry != 0 {
			cookie.Expires = time.Unix(c.Expiry, 0)
		}
		list = append(list, cookie)
	}
	return list, nil
}
