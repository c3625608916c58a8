//go:build !js

package firefox

import (
	"context"
	"time"
)

// Cookie is a cookie as the protocol has it.
type Cookie struct {
	Name, Value, Domain, Path string
	SameSite                  string // "strict", "lax", "none" or "default"
	Secure, HTTPOnly          bool
	Expires                   time.Time // the zero time: with the session
}

// Cookies are the profile's cookies of every host and path, in the partition of the tab's
// page.
func (t *Tab) Cookies(ctx context.Context) ([]Cookie, error) {
	return t.browser.stored(ctx, object{"type": "context", "context": t.id})
}

// stored are the cookies of a partition.
func (b *Browser) stored(ctx context.Context, partition object) ([]Cookie, error) {
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
			Expiry   int64  `json:"expiry"`
		} `json:"cookies"`
	}
	params := object{"partition": partition}
	if err := b.bidi.call(ctx, "storage.getCookies", params, &got); err != nil {
		return nil, err
	}
	var list []Cookie
	for _, c := range got.Cookies {
		cookie := Cookie{Name: c.Name, Value: c.Value.Value, Domain: c.Domain, Path: c.Path,
			SameSite: c.SameSite, Secure: c.Secure, HTTPOnly: c.HTTPOnly}
		if c.Expiry != 0 {
			cookie.Expires = time.Unix(c.Expiry, 0)
		}
		list = append(list, cookie)
	}
	return list, nil
}
