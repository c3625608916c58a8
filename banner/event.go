package banner

import (
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// Event is something that happened: an act of the visitor, a request of the page, or an answer of
// the Host.
type Event interface{ event() }

// ChoiceRead is the choice in force now. A zero Choice means that there is none.
type ChoiceRead struct{ Choice preferences.Preferences }

// Choice is the kind of a choice.
type Choice uint8

const (
	AcceptAll Choice = iota + 1 // « Tout accepter »
	RefuseAll                   // « Tout refuser »
	SaveDraft                   // « Enregistrer mes choix »
)

// Chose is a choice, made in the preferences.
type Chose struct{ Choice Choice }

// Toggled is a switch of the preferences that the visitor moved. It changes the draft alone.
type Toggled struct {
	Name    preferences.Name
	Allowed bool
}

// PreferencesOpened is a press on « Personnaliser » or « Gérer mes cookies ».
type PreferencesOpened struct{}

// CharterOpened is a press on « Charte cookies ».
type CharterOpened struct{}

// PartChosen is a press on what leads to a part of the charter, from its contents or from the
// preferences. ID is that part's.
type PartChosen struct{ ID string }

// Dismissed closes the open dialog without a choice: Esc, « Fermer », « Retour ».
type Dismissed struct{}

// Decided means that a choice was made or forgotten elsewhere: the dialog has nothing left to ask.
type Decided struct{}

// CharterRead is the charter to show. StandIn means that it is the standard one, because the
// portal's own could not be read. The visitor then doesn't see the version that the page announces,
// so that version is not recorded.
type CharterRead struct {
	Charter charter.Charter
	StandIn bool
}

func (ChoiceRead) event()        {}
func (Chose) event()             {}
func (Toggled) event()           {}
func (PreferencesOpened) event() {}
func (CharterOpened) event()     {}
func (PartChosen) event()        {}
func (Dismissed) event()         {}
func (Decided) event()           {}
func (CharterRead) event()       {}

// Effect is something that Update wants done. Effects are carried out in order.
type Effect interface{ effect() }

// Record commits a choice, which closes the dialog; its time is that of the commit.
type Record struct{ Preferences preferences.Preferences }

// ReadCharter asks for the charter. CharterRead is the answer.
type ReadCharter struct{}

// ShowDialog shows the dialog after rendering, or leaves it open. It scrolls to the
// element with the id On and focuses it, or the title if On is empty.
type ShowDialog struct{ On string }

// CloseDialog closes the dialog. The Host gives the focus back.
type CloseDialog struct{}

func (Record) effect()      {}
func (ReadCharter) effect() {}
func (ShowDialog) effect()  {}
func (CloseDialog) effect() {}
