// Package preferences is the visitor's choice and the cookie that keeps it.
//
// The cookie, cookies_preferences, is read by the portal: by its own scripts,
// by a server, by the banner on the next visit. Its value is
// encodeURIComponent of compact JSON, whose keys are always in the same order
// (see [Encode]). What cannot be read as a choice is no choice: everything
// optional is refused (see [Decode]). Nothing here panics or reads a clock: the
// time is passed in.
//
// A portal written in Go imports this package alone:
//
//	choice, ok := preferences.FromHeader(r.Header["Cookie"], time.Now())
//	if choice.Allows(preferences.Statistics) { … }
package preferences

import (
	"slices"
	"time"
)

// CookieName is the name of the cookie.
const CookieName = "cookies_preferences"

// Lifetime is how long a choice is kept, refusal included: six months, as the
// CNIL recommends (recommendation 2020-092, ¶38-39).
const Lifetime = 180 * 24 * time.Hour // 15 552 000 s

// MaxSize is the largest name and value together, in octets, that browsers
// keep (RFC 6265bis, section 5.6).
const MaxSize = 4096

// MaxVersion is the longest charter version, in characters.
const MaxVersion = 32

// Name is what a choice is made about: a category or a tracker. It is the key
// in the cookie's JSON and the word in data-cookies="…".
type Name string

// The categories. Functional is the charter's « nécessaires »: always allowed.
const (
	Functional Name = "functional_cookies"
	Statistics Name = "statistics"
	Internal   Name = "internal"
	ThirdParty Name = "third_party"
)

// The trackers that Opendatasoft portals know.
const (
	GoogleAnalytics Name = "ga"
	Matomo          Name = "matomo"
	XiTi            Name = "xiti"
	ATInternet      Name = "at"
	Piano           Name = "piano"
	Eulerian        Name = "eulerian"
)

// Categories are the optional categories, in the cookie's order.
var Categories = [...]Name{Statistics, Internal, ThirdParty}

// Trackers are the trackers, in the cookie's order.
var Trackers = [...]Name{GoogleAnalytics, Matomo, XiTi, ATInternet, Piano, Eulerian}

// Category returns the category that a name belongs to: a category is its own,
// and every tracker belongs to Statistics, since it measures audience. It is
// empty for any other name.
func (n Name) Category() Name {
	switch {
	case n == Functional, slices.Contains(Categories[:], n):
		return n
	case slices.Contains(Trackers[:], n):
		return Statistics
	}
	return ""
}

// Set is a set of categories and trackers: bit i stands for the i-th of
// [Categories] and of [Trackers] after them. The zero value is empty.
type Set uint16

// everyName is the set of all of them.
const everyName Set = 1<<(len(Categories)+len(Trackers)) - 1

// SetOf returns the set of the given names. Those that are no optional category
// and no tracker are left out.
func SetOf(names ...Name) Set {
	var s Set
	for i, name := range slices.Concat(Categories[:], Trackers[:]) {
		if slices.Contains(names, name) {
			s |= 1 << i
		}
	}
	return s
}

// Preferences is a choice. The zero value refuses everything optional and was
// made at no time: it encodes to nothing that [Decode] would take for a choice.
// Preferences are comparable with ==.
type Preferences struct {
	// The categories.
	Statistics, Internal, ThirdParty bool

	// The trackers. Without declared trackers they follow Statistics: see
	// [Preferences.FollowStatistics].
	GoogleAnalytics, Matomo, XiTi, ATInternet, Piano, Eulerian bool

	// Charter is the version of the charter that the visitor was shown, of at
	// most MaxVersion characters among A-Z a-z 0-9 . _ - ; empty when it has
	// none.
	Charter string

	// Asked is what the visitor was asked about, on a page that says which
	// categories or trackers it has. Empty on any other: it asks about all
	// categories, which the trackers follow.
	Asked Set

	// Timestamp is when the visitor chose, in milliseconds since 1970. It never
	// moves when the cookie is written again.
	Timestamp int64
}

// Allows reports whether the choice allows a category or a tracker.
// Functional is always allowed; an unknown name never is.
func (p Preferences) Allows(n Name) bool {
	if n == Functional {
		return true
	}
	if field := p.field(n); field != nil {
		return *field
	}
	return false
}

// With returns the choice with one category or tracker set, and nothing else
// moved. Functional and unknown names change nothing.
func (p Preferences) With(n Name, allowed bool) Preferences {
	if field := p.field(n); field != nil {
		*field = allowed
	}
	return p
}

// FollowStatistics returns the choice with every tracker set as Statistics is,
// for a portal that declares no trackers of its own.
func (p Preferences) FollowStatistics() Preferences {
	for _, tracker := range Trackers {
		p = p.With(tracker, p.Statistics)
	}
	return p
}

// Time returns when the visitor chose; the zero Time when there is no choice.
func (p Preferences) Time() time.Time {
	if p.Timestamp == 0 {
		return time.Time{}
	}
	return time.UnixMilli(p.Timestamp)
}

// field returns where a category or a tracker is kept, nil for any other name.
func (p *Preferences) field(n Name) *bool {
	switch n {
	case Statistics:
		return &p.Statistics
	case Internal:
		return &p.Internal
	case ThirdParty:
		return &p.ThirdParty
	case GoogleAnalytics:
		return &p.GoogleAnalytics
	case Matomo:
		return &p.Matomo
	case XiTi:
		return &p.XiTi
	case ATInternet:
		return &p.ATInternet
	case Piano:
		return &p.Piano
	case Eulerian:
		return &p.Eulerian
	}
	return nil
}
