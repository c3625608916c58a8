// Package url replaces net/url in the browser's program: go-app only parses the page's own address,
// which the browser has made well-formed.
package url

import "strings"

// URL is an address in its parts, not decoded.
type URL struct {
	Scheme   string // without its colon
	Host     string // and port, with the credentials if any
	Path     string
	RawQuery string // without its question mark
	Fragment string // without its number sign
}

// Parse splits an address into its parts. It never fails.
func Parse(address string) (*URL, error) {
	u := new(URL)
	address, u.Fragment, _ = strings.Cut(address, "#")
	address, u.RawQuery, _ = strings.Cut(address, "?")
	if scheme, rest, ok := strings.Cut(address, "://"); ok && !strings.Contains(scheme, "/") {
		u.Scheme = scheme
		u.Host, address = rest, ""
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			u.Host, address = rest[:i], rest[i:]
		}
	}
	u.Path = address
	return u, nil
}

// Hostname returns the host without its port.
func (u *URL) Hostname() string {
	host, _, _ := strings.Cut(u.Host, ":")
	return host
}

// String returns the address.
func (u *URL) String() string {
	address := u.Path
	if u.Scheme != "" || u.Host != "" {
		address = u.Scheme + "://" + u.Host + address
	}
	if u.RawQuery != "" {
		address += "?" + u.RawQuery
	}
	if u.Fragment != "" {
		address += "#" + u.Fragment
	}
	return address
}
