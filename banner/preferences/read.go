//go:build !js || workshop

package preferences

import (
	"strings"
	"time"
)

// FromHeader returns the choice in a request's Cookie header lines, of which HTTP/2 allows several.
// If there is none, it returns the zero Preferences, which refuse everything optional, and false.
//
// A page that shows a versioned charter also asks [Preferences.Fits], and one that may have added a
// tracker or a service since, [Preferences.Covers] and [Preferences.Answers].
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
// is refused. That is a choice too; it keeps Charter and Asked if they all agree on them, and the
// services that all of them answer.
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
// choice can only take more away.
func refused(a, b Preferences) Preferences {
	tie := Preferences{Timestamp: a.Timestamp}
	if a.Charter == b.Charter {
		tie.Charter = a.Charter
	}
	if a.Asked == b.Asked {
		tie.Asked = a.Asked
	}
	for _, n := range a.Services() {
		if b.Answers(n) {
			tie = tie.With(n, false)
		}
	}
	return tie
}
