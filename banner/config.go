package banner

import (
	"slices"

	"cookies-preferences/banner/preferences"
)

// Config is what the portal declares. It does not change while the banner lives.
type Config struct {
	// Portal is the portal's host name. The notice names it, since the portal is
	// responsible for its cookies (CNIL guidelines 2020-091, ¶24).
	Portal string

	// Origin is the portal's http(s) address: the platform of the standard charter,
	// which is shown when the portal's own cannot be read. May be empty.
	Origin string

	// CharterPage is the address of the charter as a page of its own, to keep,
	// print or send. Empty if there is none.
	CharterPage string

	// Version is the charter's version, which the record keeps. Empty if it has
	// none.
	Version string

	// Categories are the optional categories to show; nil shows all of them. Those
	// not shown stay refused.
	Categories []preferences.Name

	// Trackers are the declared trackers, each with a switch below its category.
	// With none, all trackers follow preferences.Statistics.
	Trackers []preferences.Name

	// Cookie is how the cookie is written.
	Cookie preferences.Attributes

	// Theme is "auto", "light" or "dark"; empty means "auto".
	Theme string

	// GPC is whether the browser sends Global Privacy Control. That is no choice:
	// the notice mentions it, and still asks.
	GPC bool
}

// shows reports whether a category or a tracker has a switch.
func (c Config) shows(n preferences.Name) bool {
	if slices.Contains(preferences.Trackers[:], n) {
		return slices.Contains(c.Trackers, n) && c.shows(n.Category())
	}
	return slices.Contains(preferences.Categories[:], n) &&
		(c.Categories == nil || slices.Contains(c.Categories, n))
}

// Asks returns the categories and trackers that the visitor is asked about: those
// that have a switch.
func (c Config) Asks() preferences.Set {
	return preferences.SetOf(slices.DeleteFunc(optional(),
		func(n preferences.Name) bool { return !c.shows(n) })...)
}

// trackersOf returns the declared trackers of a category, in the cookie's order.
func (c Config) trackersOf(category preferences.Name) []preferences.Name {
	var trackers []preferences.Name
	for _, t := range preferences.Trackers {
		if c.shows(t) && t.Category() == category {
			trackers = append(trackers, t)
		}
	}
	return trackers
}

// optional returns the names of everything that can be refused.
func optional() []preferences.Name {
	return slices.Concat(preferences.Categories[:], preferences.Trackers[:])
}
