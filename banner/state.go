package banner

import (
	"time"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// Dialog is which dialog is open.
type Dialog uint8

const (
	DialogNone        Dialog = iota
	DialogPreferences        // the switches
	DialogCharter            // the whole charter
)

// Message is what the status region announces after an act.
type Message uint8

const (
	MessageNone        Message = iota
	MessageSaved               // the choice is in the cookie
	MessageReload              // it is, but some scripts only stop when the page is reloaded
	MessageNotRecorded         // the browser keeps no cookies: the choice ends with the page
)

// State is all that the banner knows. The zero State shows nothing and allows
// nothing. It is a value: Update returns a new one.
type State struct {
	Config Config

	// Asking is whether the notice is shown: no choice is known yet.
	Asking bool

	// Dialog is the open dialog, above the notice if that is shown.
	Dialog Dialog

	// FromPreferences is whether closing the charter leads back to the preferences.
	FromPreferences bool

	// Chosen is the choice in force; its Timestamp is 0 if there is none. When
	// cookies are blocked, it is in force on this page alone.
	Chosen preferences.Preferences

	// Draft is what the switches show. Only « Enregistrer mes choix » reads it.
	Draft preferences.Preferences

	// Opened are the categories whose details are open.
	Opened []preferences.Name

	// Along are the switches that moved along with the visitor's last one.
	Along []preferences.Name

	// Charter is the charter to show. Its Title is empty until it has been read.
	Charter charter.Charter

	// Version is the version of the charter shown: Config.Version, or empty when
	// the standard charter stands in.
	Version string

	Message Message
}

// HasChosen reports whether a choice is in force.
func (s State) HasChosen() bool { return s.Chosen.Timestamp != 0 }

// record completes a draft to what the cookie keeps. Whatever has no switch is
// refused, except that undeclared trackers follow the statistics if no tracker is
// declared.
func (s State) record(draft preferences.Preferences, at time.Time) preferences.Preferences {
	p := preferences.Preferences{Charter: s.Version, Timestamp: at.UnixMilli()}
	if s.Config.Categories != nil || len(s.Config.Trackers) > 0 {
		p.Asked = s.Config.Asks()
	}
	for _, n := range optional() {
		p = p.With(n, draft.Allows(n) && s.Config.shows(n))
	}
	if len(s.Config.Trackers) == 0 {
		p = p.FollowStatistics()
	}
	return p
}
