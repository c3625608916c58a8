package preferences

import (
	"strconv"
	"strings"
	"time"
)

// Attributes are what a portal decides about the cookie. The zero value is a
// host-only cookie that plain http keeps too.
type Attributes struct {
	// Secure is set on https pages, and only there.
	Secure bool

	// Domain shares the cookie with a domain's other hosts: labels of letters,
	// digits and hyphens, joined by dots, with or without a dot before the
	// first. Empty, or anything else, makes the cookie host-only: no attribute
	// can be smuggled in, and the choice is kept where it was made.
	Domain string
}

// SetCookie returns the text for document.cookie, or for a Set-Cookie header,
// that keeps the choice for what remains of its [Lifetime]: see
// [Preferences.MaxAge]. When nothing remains it is [Clear].
func SetCookie(p Preferences, a Attributes, now time.Time) string {
	if age := p.MaxAge(now); age > 0 {
		return CookieName + "=" + Encode(p) + a.text(age)
	}
	return Clear(a)
}

// Clear returns the text that makes the browser forget the cookie that was set
// with the same attributes.
func Clear(a Attributes) string {
	return CookieName + "=" + a.text(0)
}

// MaxAge returns for how many whole seconds from now the choice may be kept:
// what remains of [Lifetime] since its timestamp, and never more than Lifetime.
// It is 0 when [Decode] would refuse the timestamp now.
func (p Preferences) MaxAge(now time.Time) int {
	return int(remaining(p.Timestamp, now) / 1000)
}

// text returns the attributes as they follow the cookie's value (RFC 6265bis,
// section 4.1.2), maxAge in seconds.
func (a Attributes) text(maxAge int) string {
	text := "; Path=/; Max-Age=" + strconv.Itoa(maxAge) + "; SameSite=Lax"
	if validDomain(a.Domain) {
		text += "; Domain=" + a.Domain
	}
	if a.Secure {
		text += "; Secure"
	}
	return text
}

// validDomain reports whether a domain may stand in the attribute. Browsers
// ignore the dot before the first label (RFC 6265bis, section 5.6.3).
func validDomain(domain string) bool {
	for label := range strings.SplitSeq(strings.TrimPrefix(domain, "."), ".") {
		if !isToken(label, "-") {
			return false
		}
	}
	return true
}
