package banner

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
)

// Handlers are what the views' controls call. The zero Handlers call nothing:
// they serve to render a view where no Go runs.
type Handlers struct {
	Accept, Refuse, Save         app.EventHandler
	OpenPreferences, OpenCharter app.EventHandler

	// Dismiss closes the dialog. Cancel does so on the dialog's cancel event,
	// which is Esc; Closed is the close event that browsers may send without it.
	Dismiss, Cancel, Closed app.EventHandler

	// Toggle returns what moves one switch, Details what opens or closes the
	// details of one category; nil where no Go runs.
	Toggle, Details func(preferences.Name) app.EventHandler

	// Part returns what goes to the part of the charter that has an id; nil
	// where no Go runs.
	Part func(id string) app.EventHandler
}

// of is what a handler of many does for one, or nothing.
func of[T any](h func(T) app.EventHandler, n T) app.EventHandler {
	if h == nil {
		return nil
	}
	return h(n)
}

// button is a button of ours. Its id is also the scope of its handler: go-app
// keeps the handler of an element that it reuses unless the scope is another.
func button(id, label string, h app.EventHandler) app.HTMLButton {
	return app.Button().ID(id).Type("button").Class("button").Text(label).
		OnClick(h, app.EventScope(id))
}

// The ids of what the banner moves the focus to. All ids begin with "cookies-".
const (
	dialogID = "cookies-dialog"
	titleID  = "cookies-title"
	statusID = "cookies-status"
	whyID    = "cookies-why"

	charterID = "cookies-dialog-charter" // what opens the charter from the preferences
)
