package banner

import (
	"time"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// Event is something that happened: an act of the visitor, a call of the page,
// an answer of the Host.
type Event interface{ event() }

// Started is the first event: what the cookie says. A zero Choice means that
// there is none, and the notice is put up.
type Started struct{ Choice preferences.Preferences }

// ChoiceRead is what the cookie says now: another tab may have changed it. A
// zero Choice means that there is none.
type ChoiceRead struct{ Choice preferences.Preferences }

// Choice is which choice the visitor made.
type Choice uint8

const (
	AcceptAll Choice = iota + 1 // « Tout accepter »
	RefuseAll                   // « Tout refuser »
	SaveDraft                   // « Enregistrer mes choix »
	AllowOne                    // « Autoriser », in the place of content that waits
)

// Chose is a choice, on whichever layer it was made, and when.
type Chose struct {
	Choice Choice
	At     time.Time

	// Name is what AllowOne allows, besides what is allowed already and without
	// anything else: a category or a tracker.
	Name preferences.Name
}

// Toggled is a switch of the preferences moved: a draft, nothing more.
type Toggled struct {
	Name    preferences.Name
	Allowed bool
}

// DetailsToggled is « Détails » of a category: they open, or close.
type DetailsToggled struct{ Name preferences.Name }

// PreferencesOpened is « Personnaliser » or « Gérer mes cookies ».
type PreferencesOpened struct{}

// CharterOpened is « Charte cookies ».
type CharterOpened struct{}

// PartChosen is an entry of the charter's contents.
type PartChosen struct{ ID string }

// Dismissed closes the open dialog and commits nothing: Esc, « Fermer »,
// « Retour ».
type Dismissed struct{}

// CharterRead is the charter to show. StandIn is set when it is the standard
// charter, since the portal's own could not be read: the version that the page
// gives is not that of what the visitor sees, then, and is not recorded.
type CharterRead struct {
	Charter charter.Charter
	StandIn bool
}

// NotRecorded says that the browser did not keep the cookie.
type NotRecorded struct{}

// ReloadNeeded says that scripts run on the page that the choice no longer
// allows, until it is loaded again.
type ReloadNeeded struct{}

// Forgotten says that the page has erased the cookie: ask again.
type Forgotten struct{}

// MessageLeft is the visitor's next act after a message.
type MessageLeft struct{}

func (Started) event()           {}
func (ChoiceRead) event()        {}
func (Chose) event()             {}
func (Toggled) event()           {}
func (DetailsToggled) event()    {}
func (PreferencesOpened) event() {}
func (CharterOpened) event()     {}
func (PartChosen) event()        {}
func (Dismissed) event()         {}
func (CharterRead) event()       {}
func (NotRecorded) event()       {}
func (ReloadNeeded) event()      {}
func (Forgotten) event()         {}
func (MessageLeft) event()       {}

// Effect is something that Update wants done to the world, in the order given.
type Effect interface{ effect() }

// Record writes a choice to the cookie.
type Record struct{ Preferences preferences.Preferences }

// ReadCharter asks for the charter, to be answered by a CharterRead.
type ReadCharter struct{}

// ShowDialog opens the dialog as a modal one, once it is drawn, and moves the
// focus to the element with the id On, or to its title. A dialog that is open
// already keeps open.
type ShowDialog struct{ On string }

// ShowPart scrolls to a part of the charter and moves the focus to it.
type ShowPart struct{ ID string }

// CloseDialog closes the dialog; the browser gives the focus back to where it
// was.
type CloseDialog struct{}

// KeepFocus moves the focus to the status region, once all is drawn, if what
// had the focus is gone.
type KeepFocus struct{}

// AwaitNextAct asks for a MessageLeft at the visitor's next act.
type AwaitNextAct struct{}

func (Record) effect()       {}
func (ReadCharter) effect()  {}
func (ShowDialog) effect()   {}
func (ShowPart) effect()     {}
func (CloseDialog) effect()  {}
func (KeepFocus) effect()    {}
func (AwaitNextAct) effect() {}
