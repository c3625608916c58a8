package banner

import (
	"slices"

	"cookies-preferences/banner/preferences"
)

// Update is all of the dialog's logic: it returns the state after an event and the effects wanted.
// It is pure: it reads no clock, touches no browser and changes neither argument. An event that
// makes no sense in a state changes nothing.
func Update(s State, e Event) (State, []Effect) {
	switch e := e.(type) {
	case Chose:
		return choose(s, e.Choice)

	case Toggled:
		return toggle(s, e), nil

	case ChoiceRead:
		if s.Dialog != DialogNone && s.Draft == s.Chosen { // the visitor has moved no switch
			s.Draft = e.Choice
		}
		s.Chosen = e.Choice

	case PreferencesOpened:
		return openPreferences(s)

	case CharterOpened:
		if s.Dialog == DialogCharter {
			return s, []Effect{ShowDialog{}}
		}
		s.FromPreferences = s.Dialog == DialogPreferences
		return open(s, DialogCharter)

	case PartChosen:
		if s.Dialog == DialogNone {
			return s, nil
		}
		s.FromPreferences = s.FromPreferences || s.Dialog == DialogPreferences
		s.Dialog = DialogCharter
		return s, []Effect{ShowDialog{On: e.ID}}

	case Dismissed:
		return dismiss(s)

	case Decided:
		return closeDialog(s)

	case CharterRead:
		s.Charter = e.Charter
		if e.StandIn {
			s.Version = ""
		}
	}
	return s, nil
}

// choose records a choice and closes the dialog.
func choose(s State, c Choice) (State, []Effect) {
	if s.Dialog != DialogPreferences {
		return s, nil
	}
	var draft preferences.Preferences
	switch c {
	case AcceptAll:
		draft = Everything(s.Config)
	case SaveDraft:
		draft = s.Draft
	}
	draft.Allowed = s.Config.keepExempt(draft.Allowed, s.Draft.Allowed)
	shown := s.Config
	shown.Version = s.Version
	s, _ = closeDialog(s)
	return s, []Effect{Record{RecordOf(shown, draft)}}
}

// toggle moves a switch of the draft. A tracker is never allowed without its category: a category
// takes its trackers along, and allowing a tracker allows its category. It takes its services
// along, too, but they move alone. web/loader/dialog/draft.js does the same: testdata/drafts.json
// has the cases that test both.
func toggle(s State, e Toggled) State {
	if s.Dialog == DialogPreferences && s.Config.exempt().Has(e.Name) { // moves alone
		s.Draft = s.Draft.With(e.Name, e.Allowed)
		s.Along = nil
		return s
	}
	if s.Dialog != DialogPreferences || !s.Config.shows(e.Name) {
		return s
	}
	before := s.Draft
	s.Draft = s.Draft.With(e.Name, e.Allowed)
	for _, n := range append(s.Config.trackersOf(e.Name), s.Config.servicesOf(e.Name)...) {
		s.Draft = s.Draft.With(n, e.Allowed)
	}
	if e.Allowed {
		s.Draft = s.Draft.With(e.Name.Category(), true)
	}
	s.Along = slices.DeleteFunc(s.Config.names(), func(n preferences.Name) bool {
		return n == e.Name || before.Allows(n) == s.Draft.Allows(n)
	})
	return s
}

// openPreferences opens the preferences, or leads back to them from the charter.
func openPreferences(s State) (State, []Effect) {
	switch {
	case s.Dialog == DialogPreferences:
		return s, []Effect{ShowDialog{}}
	case s.Dialog == DialogCharter && s.FromPreferences:
		return dismiss(s) // keeps the draft
	}
	// Without a choice, every optional switch is off (CNIL guidelines 2020-091, ¶27).
	s.Draft = s.Chosen
	s.Along = nil
	return open(s, DialogPreferences)
}

// open shows a dialog, and asks for the charter if it has not been read.
func open(s State, d Dialog) (State, []Effect) {
	s.Dialog = d
	if s.Charter.Title == "" {
		return s, []Effect{ReadCharter{}, ShowDialog{}}
	}
	return s, []Effect{ShowDialog{}}
}

// dismiss closes the dialog, or leads from the charter back to the preferences.
func dismiss(s State) (State, []Effect) {
	if s.Dialog == DialogCharter && s.FromPreferences {
		s.Dialog = DialogPreferences
		s.FromPreferences = false
		return s, []Effect{ShowDialog{On: dialogCharterID}}
	}
	return closeDialog(s)
}

// closeDialog closes the dialog, if one is open, and drops the draft.
func closeDialog(s State) (State, []Effect) {
	if s.Dialog == DialogNone {
		return s, nil
	}
	s.Dialog = DialogNone
	s.FromPreferences = false
	s.Draft = preferences.Preferences{}
	return s, []Effect{CloseDialog{}}
}
