package banner

import (
	"slices"

	"cookies-preferences/banner/preferences"
)

// Update is the banner's whole logic: what an event makes of a state, and what
// is to be done about it. It is pure: it reads no clock, touches no browser and
// changes neither of its arguments. An event that makes no sense in a state
// leaves it as it is.
func Update(s State, e Event) (State, []Effect) {
	switch e := e.(type) {
	case Started:
		s.Chosen = e.Choice
		s.Version = s.Config.Version
		s.Asking = !s.HasChosen()
		return s, nil

	case Chose:
		return choose(s, e)

	case Toggled:
		if s.Dialog == DialogPreferences && s.Config.shows(e.Name) {
			before := s.Draft
			s.Draft = toggle(s.Config, s.Draft, e)
			s.Along = moved(before, s.Draft, e.Name)
		}
		return s, nil

	case DetailsToggled:
		if s.Dialog == DialogPreferences {
			s.Opened = flip(s.Opened, e.Name)
		}
		return s, nil

	case ChoiceRead:
		if s.Draft == s.Chosen { // nothing of the visitor's own is in it
			s.Draft = e.Choice
		}
		s.Chosen = e.Choice
		if s.HasChosen() {
			s.Asking = false
		}
		return s, nil

	case PreferencesOpened:
		if s.Dialog == DialogPreferences {
			return s, []Effect{ShowDialog{}}
		}
		if s.Dialog == DialogCharter && s.FromPreferences {
			return dismiss(s) // back to the draft
		}
		// Every optional toggle is off until the visitor chose (CNIL 2020-091, ¶27).
		s.Draft = s.Chosen
		s.Opened, s.Along = nil, nil
		return open(s, DialogPreferences)

	case CharterOpened:
		if s.Dialog == DialogCharter {
			return s, []Effect{ShowDialog{}}
		}
		s.FromPreferences = s.Dialog == DialogPreferences
		return open(s, DialogCharter)

	case PartChosen:
		if s.Dialog != DialogCharter {
			return s, nil
		}
		return s, []Effect{ShowPart(e)}

	case Dismissed:
		return dismiss(s)

	case CharterRead:
		s.Charter = e.Charter
		if e.StandIn {
			s.Version = ""
		}
		return s, nil

	case NotRecorded:
		s.Message = MessageNotRecorded
		return s, nil

	case ReloadNeeded:
		if s.Message == MessageSaved {
			s.Message = MessageReload
		}
		return s, nil

	case Forgotten:
		s.Chosen, s.Draft = preferences.Preferences{}, preferences.Preferences{}
		s.Asking = true
		s.Message = MessageNone
		if s.Dialog == DialogNone {
			return s, nil
		}
		s.Dialog = DialogNone
		return s, []Effect{CloseDialog{}, KeepFocus{}}

	case MessageLeft:
		s.Message = MessageNone
		return s, nil
	}
	return s, nil
}

// choose commits a choice and closes everything.
func choose(s State, e Chose) (State, []Effect) {
	draft := preferences.Preferences{}
	switch e.Choice {
	case AcceptAll:
		for _, n := range optional() {
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
	// First of all, what must not be lost, whatever the page does to the rest.
	effects := []Effect{Record{s.Chosen}}
	if s.Dialog != DialogNone {
		s.Dialog = DialogNone
		effects = append(effects, CloseDialog{})
	}
	return s, append(effects, KeepFocus{}, AwaitNextAct{})
}

// optional returns the names of everything that can be refused.
func optional() []preferences.Name {
	return append(preferences.Categories[:], preferences.Trackers[:]...)
}

// toggle moves a switch of the draft. A tracker is never allowed without its
// category: a category takes its trackers along, and a tracker that is allowed
// allows its category.
func toggle(c Config, draft preferences.Preferences, e Toggled) preferences.Preferences {
	draft = draft.With(e.Name, e.Allowed)
	for _, tracker := range c.trackersOf(e.Name) {
		draft = draft.With(tracker, e.Allowed)
	}
	if category := categoryOf(e.Name); e.Allowed && category != e.Name {
		draft = draft.With(category, true)
	}
	return draft
}

// moved lists what differs between two drafts, but for one name.
func moved(before, after preferences.Preferences, but preferences.Name) []preferences.Name {
	var list []preferences.Name
	for _, n := range optional() {
		if n != but && before.Allows(n) != after.Allows(n) {
			list = append(list, n)
		}
	}
	return list
}

// flip returns a list with a name in it, or without it if it was.
func flip(list []preferences.Name, n preferences.Name) []preferences.Name {
	if slices.Contains(list, n) {
		return slices.DeleteFunc(slices.Clone(list), func(other preferences.Name) bool { return other == n })
	}
	return append(slices.Clone(list), n)
}

// open shows a dialog, with the charter asked for if it is not there yet.
func open(s State, d Dialog) (State, []Effect) {
	s.Dialog = d
	s.Message = MessageNone
	if s.Charter.Title == "" {
		return s, []Effect{ReadCharter{}, ShowDialog{}}
	}
	return s, []Effect{ShowDialog{}}
}

// dismiss goes one dialog back.
func dismiss(s State) (State, []Effect) {
	switch {
	case s.Dialog == DialogNone:
		return s, nil

	case s.Dialog == DialogCharter && s.FromPreferences:
		s.Dialog = DialogPreferences
		s.FromPreferences = false
		return s, []Effect{ShowDialog{On: charterID}}
	}
	s.Dialog = DialogNone
	s.Draft = preferences.Preferences{}
	return s, []Effect{CloseDialog{}, KeepFocus{}}
}
