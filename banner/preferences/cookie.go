package preferences

import (
	"strconv"
	"strings"
	"time"
)

// FromHeader returns the choice in a request's Cookie header lines, of which HTTP/2 allows several.
// If there is none, it returns the zero Preferences, which refuse everything optional, and false.
//
// A page that shows a versioned charter also asks [Preferences.Fits], and one that may have added a
// tracker since, [Preferences.Covers].
func FromHeader(headers []string, now time.Time) (Preferences, bool) {
	var values []string
	for _, line := range headers {
		values = append(values, Values(line)...)
	}
	return Choose(values, now)
}

// Values returns the values of all cookies named cookies_preferences in a Cookie header line or in
// document.cookie, in their order there. Semicolons separate pairs, the first equals sign ends the
// name, spaces and tabs around both are dropped, and case matters (RFC 6265bis, sections 4.2.1 and
// 5.6). A malformed pair doesn't affect the others.
func Values(line string) []string {
	var values []string
	for pair := range strings.SplitSeq(line, ";") {
		name, value, ok := strings.Cut(pair, "=")
		if ok && strings.Trim(name, " \t") == CookieName {
			values = append(values, strings.Trim(value, " \t"))
		}
	}
	return values
}

// Choose returns the newest choice among the values of several cookies: a sibling subdomain or
// another path may have planted some. The order of the values doesn't matter.
//
// If several are newest and differ, none can be trusted to be the visitor's, so everything optional
// is refused. That is a choice too; it keeps Charter and Asked if they all agree on them.
func Choose(values []string, now time.Time) (newest Preferences, ok bool) {
	for _, value := range values {
		p, valid := Decode(value, now)
		switch {
		case !valid || p.Timestamp < newest.Timestamp:
		case p.Timestamp > newest.Timestamp:
			newest, ok = p, true
		case p != newest:
			newest = refused(newest, p)
		}
	}
	return newest, ok
}

// refused returns the refusal that two different choices of the same time amount to. A third
// choice can only take Charter and Asked away.
func refused(a, b Preferences) Preferences {
	tie := Preferences{Timestamp: a.Timestamp}
	if a.Charter == b.Charter {
		tie.Charter = a.Charter
	}
	if a.Asked == b.Asked {
		tie.Asked = a.Asked
	}
	return tie
}

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
