package preferences

import (
	"strconv"
	"strings"
	"time"
)

// Attributes are what a portal decides about the cookie. The zero value is a host-only cookie that
// works over plain http too.
type Attributes struct {
	// Secure is for https pages.
	Secure bool

	// Domain shares the cookie with a domain's other hosts: labels of letters, digits and hyphens,
	// joined by dots, with or without a dot before the first. Any other text counts as empty and
	// makes the cookie host-only, so no attribute can be smuggled in.
	Domain string
}

// SetCookie returns the text for document.cookie, or for a Set-Cookie header, that keeps the choice
// for the rest of its [Lifetime]. If nothing is left of it, the text is that of [Clear].
func SetCookie(p Preferences, a Attributes, now time.Time) string {
	if age := p.MaxAge(now); age > 0 {
		return CookieName + "=" + Encode(p) + a.text(age)
	}
	return Clear(a)
}

// Clear returns the text that makes the browser forget the cookie set with the same attributes.
func Clear(a Attributes) string {
	return CookieName + "=" + a.text(0)
}

// MaxAge returns for how many whole seconds from now the choice may be kept: what remains of its
// [Lifetime]. It is 0 if [Decode] would refuse the choice now.
func (p Preferences) MaxAge(now time.Time) int {
	return int(remaining(p.Timestamp, now) / 1000)
}

// ahead is how far in the future a choice may have been made, since clocks disagree.
const ahead = 24 * time.Hour

// remaining returns for how many milliseconds a choice made at timestamp still counts, at most
// [Lifetime]. It is 0 if it doesn't count now.
func remaining(timestamp int64, now time.Time) int64 {
	clock := now.UnixMilli()
	if timestamp <= 0 || clock < timestamp-ahead.Milliseconds() {
		return 0
	}
	age := clock - timestamp
	if age >= Lifetime.Milliseconds() {
		return 0
	}
	return Lifetime.Milliseconds() - max(age, 0)
}

// text returns the attributes as they follow the cookie's value (RFC 6265bis, section 4.1.2).
// maxAge is in seconds.
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

// validDomain reports whether a domain may be written in the attribute. Browsers ignore a dot
// before the first label (RFC 6265bis, section 5.6.3).
func validDomain(domain string) bool {
	for label := range strings.SplitSeq(strings.TrimPrefix(domain, "."), ".") {
		if !isToken(label, "-") {
			return false
		}
	}
	return true
}

// isToken reports whether a text is not empty and has only ASCII letters, digits and the given
// punctuation.
func isToken(text, punctuation string) bool {
	for _, c := range []byte(text) {
		alphanumeric := '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
		if !alphanumeric && strings.IndexByte(punctuation, c) < 0 {
			return false
		}
	}
	return text != ""
}
