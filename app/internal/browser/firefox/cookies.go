package firefox

import (
	"context"
	"net/url"
	"strings"
	"time"

	"cookies-preferences/app/internal/browser"
)

// sameSite gives the words of package browser for those of the protocol.
var sameSite = map[string]string{"strict": "Strict", "lax": "Lax", "none": "None"}

// Cookies are those that the browser would send for the page. The protocol gives all those of
// its partition.
func (t *Tab) Cookies(ctx context.Context) ([]browser.Cookie, error) {
	address, err := browser.Evaluate[string](ctx, t, "location.href")
	if err != nil {
		return nil, err
	}
	page, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	var got struct {
		Cookies []struct {
			Name, Domain, Path, SameSite string
			Value                        struct{ Value string }
			Secure, HTTPOnly             bool
			Expiry                       int64 // in seconds; 0 for a session cookie
		}
	}
	partition := object{"type": "context", "context": t.id}
	params := object{"partition": partition}
	if err := t.browser.bidi.call(ctx, "storage.getCookies", params, &got); err != nil {
		return nil, err
	}
	var sent []browser.Cookie
	for _, c := range got.Cookies {
		cookie := browser.Cookie{Name: c.Name, Value: c.Value.Value, Domain: c.Domain,
			Path: c.Path, SameSite: sameSite[c.SameSite], Secure: c.Secure, HTTPOnly: c.HTTPOnly}
		if c.Expiry != 0 {
			cookie.Expires = time.Unix(c.Expiry, 0)
		}
		if isSent(cookie, page) {
			sent = append(sent, cookie)
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
