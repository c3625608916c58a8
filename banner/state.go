package banner

import (
	"slices"
	"time"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// Config is what the portal says of itself. It does not change while the
// banner lives.
type Config struct {
	// Portal is the host name of the portal, which answers for its cookies and
	// is named to the visitor (CNIL guidelines 2020-091, ¶24).
	Portal string

	// Origin is the portal's own http(s) address: the platform of the standard
	// charter, shown when the portal's own cannot be read. May be empty.
	Origin string

	// Charter is the charter's text when the page has it at hand. Empty: the
	// Host is asked for it when it is needed.
	Charter []byte

	// CharterPage is the address of the charter as a page of its own, for those
	// who want to keep, print or send it. Empty when there is none.
	CharterPage string

	// Version is the charter's version, kept in the record; see
	// preferences.Preferences.Charter. Empty when it has none.
	Version string

	// Categories are the optional categories to show; nil shows all of them.
	// Those that are not shown stay refused.
	Categories []preferences.Name

	// Trackers are the declared trackers: each has a toggle of its own under
	// its category. nil: the trackers follow preferences.Statistics.
	Trackers []preferences.Name

	// Cookie is how the cookie is written.
	Cookie preferences.Attributes

	// Theme is "auto", "light" or "dark"; empty means "auto".
	Theme string

	// GPC is whether the visitor's browser asks not to be tracked, by Global
	// Privacy Control. It is no choice: the visitor is told of it, and asked.
	GPC bool
}

// shows reports whether a category or a tracker has a toggle.
func (c Config) shows(n preferences.Name) bool {
	if slices.Contains(preferences.Trackers[:], n) {
		return slices.Contains(c.Trackers, n) && c.shows(categoryOf(n))
	}
	return slices.Contains(preferences.Categories[:], n) && (c.Categories == nil || slices.Contains(c.Categories, n))
}

// Asks returns what the visitor is asked about: what has a toggle.
func (c Config) Asks() preferences.Set {
	return preferences.SetOf(slices.DeleteFunc(
		slices.Concat(preferences.Categories[:], preferences.Trackers[:]),
		func(n preferences.Name) bool { return !c.shows(n) })...)
}

// trackersOf returns the declared trackers of a category, in the cookie's order.
func (c Config) trackersOf(category preferences.Name) []preferences.Name {
	var trackers []preferences.Name
	for _, t := range preferences.Trackers {
		if c.shows(t) && categoryOf(t) == category {
			trackers = append(trackers, t)
		}
	}
	return trackers
}

// categoryOf returns the category that a tracker belongs to.
func categoryOf(tracker preferences.Name) preferences.Name {
	for _, category := range preferences.Categories {
		if category.Kind() == tracker.Kind() {
			return category
		}
	}
	return preferences.Functional
}

// Dialog is which dialog is open.
type Dialog uint8

const (
	DialogNone        Dialog = iota
	DialogPreferences        // the toggles
	DialogCharter            // the whole charter
)

// Message is what the visitor is told after an act, in a role="status" region.
type Message uint8

const (
	MessageNone        Message = iota
	MessageSaved               // the choice is in the cookie
	MessageReload              // it is, and counts in full once the page is loaded again
	MessageNotRecorded         // the browser keeps no cookies: the choice is lost with the page
)

// State is all that the banner knows. The zero State shows nothing and allows
// nothing. It is a value: Update returns another one.
type State struct {
	Config Config

	// Asking is whether the notice is up: no choice is known yet.
	Asking bool

	// Dialog is the dialog that is open, above the notice if that is up.
	Dialog Dialog

	// FromPreferences is whether closing the charter leads back to the
	// preferences.
	FromPreferences bool

	// Chosen is the choice in force, of which Chosen.Timestamp is 0 when there
	// is none. When cookies are blocked it is the choice of this page alone.
	Chosen preferences.Preferences

	// Draft is what the toggles show. Nothing reads it but Save.
	Draft preferences.Preferences

	// Opened are the categories whose details are open while the preferences are
	// up.
	Opened []preferences.Name

	// Along are the switches that the last one the visitor moved took along.
	Along []preferences.Name

	// Charter is the charter to show; its Title is empty until it was read.
	Charter charter.Charter

	// Version is the version of the charter that is shown: Config.Version,
	// until the standard charter has to stand in for it.
	Version string

	Message Message
}

// HasChosen reports whether there is a choice in force.
func (s State) HasChosen() bool { return s.Chosen.Timestamp != 0 }

// record completes a draft to what is written: what has no toggle is refused,
// undeclared trackers follow the statistics or are refused, and what was asked,
// the charter's version and the time are set.
func (s State) record(draft preferences.Preferences, at time.Time) preferences.Preferences {
	p := preferences.Preferences{Charter: s.Version, Timestamp: at.UnixMilli()}
	if s.Config.Categories != nil || len(s.Config.Trackers) > 0 {
		p.Asked = s.Config.Asks()
	}
	for _, category := range preferences.Categories {
		p = p.With(category, draft.Allows(category) && s.Config.shows(category))
	}
	if len(s.Config.Trackers) == 0 {
		return p.FollowStatistics()
	}
	for _, tracker := range preferences.Trackers {
		p = p.With(tracker, draft.Allows(tracker) && s.Config.shows(tracker))
	}
	return p
}
