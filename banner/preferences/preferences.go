// Package preferences is the visitor's choice and the cookie that keeps it, cookies_preferences.
// The portal's scripts and server read it, and so does the banner on the next visit. A portal
// written in Go imports this package alone:
//
//	choice, ok := preferences.FromHeader(r.Header["Cookie"], time.Now())
//	if choice.Allows(preferences.Statistics) { … }
//
// [Encode] says what the cookie's value looks like. A value that [Decode] cannot read is no choice,
// and everything optional is refused. Nothing here panics or reads a clock: callers pass the time.
//
// The package imports the standard library alone. How a choice is asked for belongs to package
// banner, and charters to package charter: here, a charter is only its version.
package preferences

import (
	"slices"
	"strings"
	"time"
)

// CookieName is the name of the cookie.
const CookieName = "cookies_preferences"

// Lifetime is how long a choice is kept, be it a refusal: six months, as the CNIL recommends
// (recommendation 2020-092, ¶38-39).
const Lifetime = 180 * 24 * time.Hour // 15 552 000 s

// MaxSize is how many bytes of name and value together browsers keep (RFC 6265bis, section 5.6).
const MaxSize = 4096

// MaxVersion is the longest charter version, in characters.
const MaxVersion = 32

// Preferences is a choice. The zero value refuses everything optional and has no time: [Decode]
// takes its encoding for no choice. Preferences are comparable with ==.
type Preferences struct {
	// Allowed is what the visitor allows. On a portal that declares no trackers, those are as
	// Statistics is: see [Preferences.FollowStatistics].
	Allowed Set

	// Charter is the version of the charter that the visitor was shown, a [ValidVersion]. Empty if
	// the charter has none.
	Charter string

	// Asked is what the visitor was asked about, on a page that declares its categories, its
	// trackers or exempt ones. Empty on any other page, which asks about all categories.
	Asked Set

	// services are the answers about the services that the page declares by name, as the cookie's
	// JSON has them: see [Preferences.Services].
	services string

	// Timestamp is when the visitor chose, in milliseconds since 1970. It stays the same when the
	// cookie is written again.
	Timestamp int64
}

// Allows reports whether the choice allows a category, a tracker or a service. Functional is always
// allowed, a name that the choice doesn't have never.
func (p Preferences) Allows(n Name) bool {
	return n == Functional || p.Allowed.Has(n) ||
		ValidService(n) && strings.Contains(p.services, answer(n, true))
}

// AllowsExempt reports whether a tracker that is exempt from consent may measure (data-exempt):
// until the visitor objects. Without a choice, Global Privacy Control objects: gpc is whether the
// request has Sec-GPC: 1. A choice that doesn't fit the page's charter any more still objects: don't
// ask [Preferences.Fits] first.
func (p Preferences) AllowsExempt(n Name, gpc bool) bool {
	if p.Timestamp == 0 {
		return !gpc && slices.Contains(Trackers, n)
	}
	return p.Allows(n)
}

// With returns the choice with one category, tracker or [ValidService] allowed or refused.
// Functional and any other name change nothing.
func (p Preferences) With(n Name, allowed bool) Preferences {
	if ValidService(n) {
		return p.withService(n, allowed)
	}
	p.Allowed &^= SetOf(n)
	if allowed {
		p.Allowed |= SetOf(n)
	}
	return p
}

// FollowStatistics returns the choice with every tracker as Statistics is, for a portal that
// declares no trackers.
func (p Preferences) FollowStatistics() Preferences {
	for _, n := range Trackers {
		p = p.With(n, p.Allows(Statistics))
	}
	return p
}

// Time returns when the visitor chose. It is the zero Time if there is no choice.
func (p Preferences) Time() time.Time {
	if p.Timestamp == 0 {
		return time.Time{}
	}
	return time.UnixMilli(p.Timestamp)
}

// ValidVersion reports whether a charter's version is valid: 1 to [MaxVersion] characters among A-Z
// a-z 0-9 . _ -
func ValidVersion(version string) bool {
	return len(version) <= MaxVersion && isToken(version, "._-")
}

// Fits reports whether the choice still counts on a page that shows the given version of the
// charter. If it was made about another version, it doesn't: the visitor is asked again (CNIL
// recommendation 2020-092, ¶48). A choice without a version fits every page, and a page without a
// [ValidVersion] fits every choice. Where portals with different charters share a domain, Charter
// has the versions of several, with "--" between them.
func (p Preferences) Fits(version string) bool {
	return p.Charter == "" || !ValidVersion(version) || p.Charter == version ||
		slices.Contains(strings.Split(p.Charter, "--"), version)
}

// Covers reports whether the visitor was asked about everything that a page asks about. If
// something was added since, it doesn't, and the visitor is asked again. A choice with an empty
// Asked covers everything.
func (p Preferences) Covers(asked Set) bool {
	return p.Asked == 0 || asked&^p.Asked == 0
}
