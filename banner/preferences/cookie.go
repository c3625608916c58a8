package preferences

import (
	"strings"
	"time"
)

// FromHeader returns the choice in a request's Cookie header lines, of which
// HTTP/2 allows several. It reports false, and returns the zero Preferences,
// when there is none: everything optional is refused.
//
//	choice, ok := preferences.FromHeader(r.Header["Cookie"], time.Now())
//
// The caller who shows a versioned charter also asks [Preferences.Fits], and one
// who asks visitors again when a tracker is added, [Preferences.Covers].
func FromHeader(headers []string, now time.Time) (Preferences, bool) {
	var values []string
	for _, line := range headers {
		values = append(values, Values(line)...)
	}
	return Choose(values, now)
}

// Values returns the values of all cookies named cookies_preferences in a
// Cookie header line or in document.cookie, in their order there. Pairs are
// separated by semicolons, the name ends at the first equals sign, spaces and
// tabs around both are dropped, case matters (RFC 6265bis, sections 4.2.1 and
// 5.6). A malformed pair spoils no other.
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

// Choose returns the choice among the values of several cookies, which a
// sibling subdomain or another path may have planted: the newest that [Decode]
// takes for one. The order of the values doesn't matter.
//
// When the newest are several and differ, none can be trusted to be the
// visitor's: everything optional is refused, and charter and asked are theirs if
// they agree on them, empty otherwise. That is a choice too.
func Choose(values []string, now time.Time) (Preferences, bool) {
	choice, _, ok := choose(values, now)
	return choice, ok
}

// choose is Choose, and tells the winner: the index of the first value that
// holds the choice, -1 when there is none or a tie was refused.
func choose(values []string, now time.Time) (newest Preferences, winner int, ok bool) {
	winner = -1
	for i, value := range values {
		p, valid := Decode(value, now)
		switch {
		case !valid || p.Timestamp < newest.Timestamp:
			// Nothing, or outdated.
		case p.Timestamp > newest.Timestamp:
			newest, winner, ok = p, i, true
		case p != newest:
			newest, winner = refused(newest, p), -1
		}
	}
	return newest, winner, ok
}

// refused returns what two different records of the same time amount to. It
// absorbs: once refused, a third record can only take charter and asked away.
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
