package banner

import (
	"slices"
	"time"

	"cookies-preferences/banner/preferences"
)

// Update is all of the banner's logic: it returns the state after an event and the effects wanted.
// It is pure: it reads no clock, touches no browser and changes neither argument. An event that
// makes no sense in a state changes nothing.
func Update(s State, e Event) (State, []Effect) {
	switch e := e.(type) {
	case Started:
		s.Chosen = e.Choice
		s.Version = s.Config.Version
		s.Asking = !s.HasChosen()

	case Chose:
		return choose(s, e)

	case Toggled:
		return toggle(s, e), nil

	case DetailsToggled:
		if s.Dialog == DialogPreferences {
			s.Opened = flip(s.Opened, e.Name)
		}

	case ChoiceRead:
		if s.Draft == s.Chosen { // the visitor has moved no switch
			s.Draft = e.Choice
		}
		s.Chosen = e.Choice
		s.Asking = s.Asking && !s.HasChosen()

	case PreferencesOpened:
		return openPreferences(s)

	case CharterOpened:
		if s.Dialog == DialogCharter {
			return s, []Effect{ShowDialog{}}
		}
		s.FromPreferences = s.Dialog == DialogPreferences
		return open(s, DialogCharter)

	case PartChosen:
		if s.Dialog == DialogCharter {
			return s, []Effect{ShowDialog{On: e.ID}}
		}

	case Dismissed:
		return dismiss(s)

	case CharterRead:
		s.Charter = e.Charter
		if e.StandIn {
			s.Version = ""
		}

	case Recorded:
		if !e.Kept {
			s.Message = MessageNotRecorded
		} else if e.Stale && s.Message == MessageSaved {
			s.Message = MessageReload
		}

	case Forgotten:
		return forget(s)

	case MessageLeft:
		s.Message = MessageNone
	}
	return s, nil
}

// choose commits a choice and closes everything.
func choose(s State, e Chose) (State, []Effect) {
	draft := preferences.Preferences{}
	switch e.Choice {
	case AcceptAll:
		for _, n := range preferences.Optional() {
			draft = draft.With(n, true)
		}
	case RefuseAll:
	case SaveDraft:
		if s.Dialog != DialogPreferences {
			return s, nil
		}
		draft = s.Draft
	case AllowOne:
		if !s.Config.shows(e.Name) {
			return s, nil
		}
		draft = s.Chosen.With(e.Name, true)
	default:
		return s, nil
	}

	s.Chosen = s.record(draft, e.At)
	s.Asking = false
	s.Message = MessageSaved
	// The record comes first: it must not be lost if the page breaks the rest.
	effects := []Effect{Record{s.Chosen}}
	if s.Dialog != DialogNone {
		s.Dialog = DialogNone
		effects = append(effects, CloseDialog{})
	}
	return s, append(effects, KeepFocus{}, AwaitNextAct{})
}

// NoticeRecord returns the record that Update makes of a choice in the notice, for the loader to
// write before the program runs.
func NoticeRecord(c Config, choice Choice, at time.Time) preferences.Preferences {
	before := State{Config: c, Asking: true, Version: c.Version}
	after, _ := Update(before, Chose{Choice: choice, At: at})
	return after.Chosen
}

// toggle moves a switch of the draft. A tracker is never allowed without its category: a category
// takes its trackers along, and allowing a tracker allows its category.
func toggle(s State, e Toggled) State {
	if s.Dialog != DialogPreferences || !s.Config.shows(e.Name) {
		return s
	}
	before := s.Draft
	s.Draft = s.Draft.With(e.Name, e.Allowed)
	for _, tracker := range s.Config.trackersOf(e.Name) {
		s.Draft = s.Draft.With(tracker, e.Allowed)
	}
	if e.Allowed {
		s.Draft = s.Draft.With(e.Name.Category(), true)
	}
	s.Along = slices.DeleteFunc(preferences.Optional(), func(n preferences.Name) bool {
		return n == e.Name || before.Allows(n) == s.Draft.Allows(n)
	})
	return s
}

// flip returns the list with a name added, or removed if it was there.
func flip(list []preferences.Name, n preferences.Name) []preferences.Name {
	list = slices.Clone(list)
	if i := slices.Index(list, n); i >= 0 {
		return slices.Delete(list, i, i+1)
	}
	return append(list, n)
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
	s.Opened, s.Along = nil, nil
	return open(s, DialogPreferences)
}

// open shows a dialog, and asks for the charter if it has not been read.
func open(s State, d Dialog) (State, []Effect) {
	s.Dialog = d
	s.Message = MessageNone
	if s.Charter.Title == "" {
		return s, []Effect{ReadCharter{}, ShowDialog{}}
	}
	return s, []Effect{ShowDialog{}}
}

// dismiss closes the dialog, or leads from the charter back to the preferences.
func dismiss(s State) (State, []Effect) {
	switch {
	case s.Dialog == DialogNone:
		return s, nil
	case s.Dialog == DialogCharter && s.FromPreferences:
		s.Dialog = DialogPreferences
		s.FromPreferences = false
		return s, []Effect{ShowDialog{On: dialogCharterID}}
	}
	s.Dialog = DialogNone
	s.Draft = preferences.Preferences{}
	return s, []Effect{CloseDialog{}, KeepFocus{}}
}

// forget drops the choice and asks again.
func forget(s State) (State, []Effect) {
	s.Chosen, s.Draft = preferences.Preferences{}, preferences.Preferences{}
	s.Asking = true
	s.Message = MessageNone
	if s.Dialog == DialogNone {
		return s, nil
	}
	s.Dialog = DialogNone
	return s, []Effect{CloseDialog{}, KeepFocus{}}
}
