package banner

import (
	"slices"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// Config is what the portal declares. It does not change while the banner lives.
type Config struct {
	// Controller is the body that is responsible for the portal's cookies, such as « Département de
	// l’Aude »: data-controller, or the portal's host name where that is missing. The notice and
	// the preferences name it (GDPR art. 4(7); CNIL guidelines 2020-091, ¶24).
	Controller string

	// Domain is the domain whose sites share the choice, since data-domain is the cookie's Domain:
	// visitors read so. Empty if the choice is about this host alone.
	Domain string

	// Origin is the portal's http(s) address: the platform of the standard charter, which is shown
	// when the portal's own cannot be read. May be empty.
	Origin string

	// CharterFile is the address that the charter's text is read from, which errors name. Empty if
	// the portal has no charter of its own.
	CharterFile string

	// CharterPage is the address of the charter as a page of its own, to keep, print or send. Empty
	// if there is none.
	CharterPage string

	// Version is the charter's version, which the record keeps. Empty if it has none.
	Version string

	// Categories are the optional categories to show; nil shows all of them. Those not shown stay
	// refused.
	Categories []preferences.Name

	// Trackers are the declared trackers, each with a switch below its category. With none, all
	// trackers follow preferences.Statistics.
	Trackers []preferences.Name

	// Exempt are the trackers that measure without consent until the visitor objects: none is in
	// Trackers, and none follows preferences.Statistics (CNIL guidelines 2020-091, ¶50-52).
	Exempt []preferences.Name

	// Services are the services that the portal declares by name, each with a switch below its
	// category.
	Services []Service

	// Theme is "auto", "light" or "dark"; empty means "auto".
	Theme string

	// GPC is whether the browser sends Global Privacy Control. That is no choice: the preferences
	// mention it, and the loader adds it to the notice, which still asks.
	GPC bool
}

// Service is a service that the portal declares by name: data-services. The loader says what the
// catalogue knows of it; the portal may have some of its own.
type Service struct {
	Name     preferences.Name // a preferences.ValidService
	Label    string           // as visitors know it
	Provider string           // who provides it, and from where; empty if not known
	Privacy  string           // address of its own notice; empty if not known
	Category preferences.Name // the optional category that it belongs to
}

// names returns all that may have a switch: the optional names, then the services.
func (c Config) names() []preferences.Name {
	names := preferences.Optional()
	for _, s := range c.Services {
		names = append(names, s.Name)
	}
	return names
}

// service returns a declared service; nil for any other name.
func (c Config) service(n preferences.Name) *Service {
	for i := range c.Services {
		if c.Services[i].Name == n {
			return &c.Services[i]
		}
	}
	return nil
}

// shows reports whether a category, a tracker or a service has a switch.
func (c Config) shows(n preferences.Name) bool {
	if c.service(n) != nil {
		return true
	}
	if slices.Contains(preferences.Trackers, n) {
		return slices.Contains(c.Trackers, n) && c.shows(n.Category())
	}
	return slices.Contains(preferences.Categories, n) &&
		(c.Categories == nil || slices.Contains(c.Categories, n))
}

// Asks returns the categories and trackers that the visitor is asked about: those that have a
// switch.
func (c Config) Asks() preferences.Set {
	return preferences.SetOf(slices.DeleteFunc(preferences.Optional(),
		func(n preferences.Name) bool { return !c.shows(n) })...)
}

// Declares reports whether the page narrows what it asks about: then the record has it.
func (c Config) Declares() bool {
	return c.Categories != nil || len(c.Trackers) > 0 || len(c.Exempt) > 0
}

// exempt is the set of Exempt.
func (c Config) exempt() preferences.Set { return preferences.SetOf(c.Exempt...) }

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

// servicesOf returns the declared services of a category, in the portal's order.
func (c Config) servicesOf(category preferences.Name) (names []preferences.Name) {
	for _, s := range c.Services {
		if s.Category == category {
			names = append(names, s.Name)
		}
	}
	return names
}

// Dialog is one of the dialogs, or none.
type Dialog uint8

const (
	DialogNone        Dialog = iota
	DialogPreferences        // the switches
	DialogCharter            // the whole charter
)

// State is all that the dialog shows. The zero State shows nothing and allows nothing. It is a
// value: Update returns a new one.
type State struct {
	Config Config
	Dialog Dialog

	// FromPreferences is whether closing the charter leads back to the preferences.
	FromPreferences bool

	// Chosen is the choice in force; its Timestamp is 0 if there is none. Then it allows the exempt
	// trackers alone that are not objected to.
	Chosen preferences.Preferences

	// Draft is what the switches show. Only « Enregistrer mes choix » commits it.
	Draft preferences.Preferences

	// Along are the switches that moved along with the last one that the visitor moved.
	Along []preferences.Name

	// Charter is the charter to show. Its Title is empty until it has been read.
	Charter charter.Charter

	// Version is the version of the charter shown: Config.Version, or empty when the standard
	// charter stands in.
	Version string
}

// RecordOf turns a draft into the record that the cookie keeps, but for its time. Categories and
// trackers without a switch are refused; if no tracker is declared, all follow the statistics, but
// for the exempt ones. Every declared service has an answer of its own.
func RecordOf(c Config, draft preferences.Preferences) preferences.Preferences {
	p := preferences.Preferences{Charter: c.Version}
	p.Allowed = draft.Allowed & c.Asks()
	if len(c.Trackers) == 0 {
		p = p.FollowStatistics()
	}
	p.Allowed = c.keepExempt(p.Allowed, draft.Allowed)
	if c.Declares() {
		p.Asked = c.Asks() | c.exempt()&^p.Allowed // an objection is an answer, too
	}
	for _, s := range c.Services {
		p = p.With(s.Name, draft.Allows(s.Name))
	}
	return p
}

// keepExempt returns a set with the exempt trackers of another.
func (c Config) keepExempt(s, from preferences.Set) preferences.Set {
	return s&^c.exempt() | from&c.exempt()
}

// Everything is the draft of « Tout accepter ».
func Everything(c Config) (draft preferences.Preferences) {
	for _, n := range c.names() {
		draft = draft.With(n, true)
	}
	return draft
}
