package banner

import (
	"time"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// Event is something that happened: an act of the visitor, a request of the page, or an answer of
// the Host.
type Event interface{ event() }

// Started is the first event, with the cookie's choice. A zero Choice means that there is none, and
// the notice is shown.
type Started struct{ Choice preferences.Preferences }

// ChoiceRead is the cookie's choice now: another tab may have changed it. A zero Choice means that
// there is none.
type ChoiceRead struct{ Choice preferences.Preferences }

// Choice is the kind of a choice.
type Choice uint8

const (
	AcceptAll Choice = iota + 1 // « Tout accepter »
	RefuseAll                   // « Tout refuser »
	SaveDraft                   // « Enregistrer mes choix »
	AllowOne                    // « Autoriser », in place of content that waits
)

// Chose is a choice, made in the notice, in the preferences or by a script.
type Chose struct {
	Choice Choice
	At     time.Time // when the visitor chose

	// Name is the category or tracker that AllowOne allows in addition to those allowed already.
	Name preferences.Name
}

// Toggled is a switch of the preferences that the visitor moved. It changes the draft alone.
type Toggled struct {
	Name    preferences.Name
	Allowed bool
}

// DetailsToggled is a press on a category's « Détails ».
type DetailsToggled struct{ Name preferences.Name }

// PreferencesOpened is a press on « Personnaliser » or « Gérer mes cookies ».
type PreferencesOpened struct{}

// CharterOpened is a press on « Charte cookies ».
type CharterOpened struct{}

// PartChosen is a press on an entry of the charter's contents. ID is its part's.
type PartChosen struct{ ID string }

// Dismissed closes the open dialog without a choice: Esc, « Fermer », « Retour ».
type Dismissed struct{}

// CharterRead is the charter to show. StandIn means that it is the standard one, because the
// portal's own could not be read. The visitor then doesn't see the version that the page announces,
// so that version is not recorded.
type CharterRead struct {
	Charter charter.Charter
	StandIn bool
}

// Recorded is the outcome of a [Record]: whether the browser kept the cookie, and whether scripts
// keep running that the choice no longer allows.
type Recorded struct{ Kept, Stale bool }

// Forgotten means that the page erased the cookie: the visitor is asked again.
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
func (Recorded) event()          {}
func (Forgotten) event()         {}
func (MessageLeft) event()       {}

// Effect is something that Update wants done. Effects are carried out in order.
type Effect interface{ effect() }

// Record writes a choice to the cookie.
type Record struct{ Preferences preferences.Preferences }

// ReadCharter asks for the charter. CharterRead is the answer.
type ReadCharter struct{}

// ShowDialog opens the dialog as a modal one after rendering, or leaves it open. It scrolls to the
// element with the id On and focuses it, or the title if On is empty.
type ShowDialog struct{ On string }

// CloseDialog closes the dialog. The browser returns the focus to where it was.
type CloseDialog struct{}

// KeepFocus focuses the status region after rendering, if the element that had the focus is gone.
type KeepFocus struct{}

// AwaitNextAct asks for a MessageLeft at the visitor's next act.
type AwaitNextAct struct{}

func (Record) effect()       {}
func (ReadCharter) effect()  {}
func (ShowDialog) effect()   {}
func (CloseDialog) effect()  {}
func (KeepFocus) effect()    {}
func (AwaitNextAct) effect() {}
