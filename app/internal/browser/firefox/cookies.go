//go:build !js

package firefox

import (
	"context"
	"time"
)

// Cookie is a cookie as the browser holds it.
type Cookie struct {
	Name, Value, Domain, Path string
	SameSite                  string // "strict", "lax", "none" or "default"
	Secure, HTTPOnly          bool
	Expires                   time.Time // the zero time: with the session
}

// Cookies returns what the profile holds for the tab's page, whatever its host
// and path, in the partition that the page's own cookies are in.
func (t *Tab) Cookies(ctx context.Context) ([]Cookie, error) {
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
	partition := object{"partition": object{"type": "context", "context": t.id}}
	if err := t.browser.bidi.call(ctx, "storage.getCookies", partition, &got); err != nil {
		return nil, err
	}
	var list []Cookie
	for _, c := range got.Cookies {
		cookie := Cookie{Name: c.Name, Value: c.Value.Value, Domain: c.Domain, Path: c.Path, SameSite: c.SameSite,
			Secure: c.Secure, HTTPOnly: c.HTTPOnly}
		if c.Expiry != 0 {
			cookie.Expires = time.Unix(c.Expiry, 0)
		}
		list = append(list, cookie)
	}
	return list, nil
}
