package banner

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// The ids of what the banner moves the focus to. All ids begin with "cookies-".
const (
	dialogID        = "cookies-dialog"
	titleID         = "cookies-title"
	statusID        = "cookies-status"
	dialogCharterID = "cookies-dialog-charter" // opens the charter from the preferences
)

// View is the whole banner: the notice, the dialog above it, and the status
// region, which is always there because screen readers only announce changes to
// a region that exists.
func View(s State, h Handlers) app.UI {
	return app.Div().Class("cookies").Lang("fr").Dir("ltr").DataSet("theme", s.Config.Theme).Body(
		// Each has its own place, so that go-app doesn't rebuild one when another goes.
		app.Div().Body(app.If(s.Asking, func() app.UI { return notice(s.Config, h) })),
		app.Div().Body(app.If(s.Dialog != DialogNone, func() app.UI { return dialog(s, h) })),
		status(s.Message),
	)
}

// status announces the outcome of the visitor's last act (RGAA 7.5).
func status(m Message) app.UI {
	var text string
	switch m {
	case MessageSaved:
		text = textSaved
	case MessageReload:
		text = textReload
	case MessageNotRecorded:
		text = textNotRecorded
	}
	return app.Div().ID(statusID).Class("status").Role("status").TabIndex(-1).Body(
		app.If(text != "", func() app.UI { return app.P().Text(text) }),
	)
}

// button is a button whose id is also its handler's scope: go-app keeps the old
// handler of an element that it reuses, unless the scope differs.
func button(id, label string, h app.EventHandler) app.HTMLButton {
	return app.Button().ID(id).Type("button").Class("button").Text(label).
		OnClick(h, app.EventScope(id))
}
