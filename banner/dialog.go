package banner

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// dialog is the modal dialog: the preferences or the charter. One element serves
// both, so that going from one to the other neither closes nor moves it.
func dialog(s State, h Handlers) app.UI {
	var content []app.UI
	if s.Dialog == DialogCharter {
		content = charterView(s, h)
	} else {
		content = panel(s, h)
	}
	return app.Dialog().ID(dialogID).Class("dialog").
		Aria("labelledby", titleID).Aria("modal", true).
		On("cancel", h.Cancel).
		On("close", h.Closed).
		Body(content...)
}

// dialogContent is a header and a body that scroll above actions that don't, and
// so never cover anything. The title scrolls too: it has the focus when the dialog
// opens, and keys scroll from there.
func dialogContent(title, closeLabel string, h Handlers, body []app.UI, actions ...app.UI) []app.UI {
	return []app.UI{
		app.Div().Class("dialog-scroll").Body(
			app.Div().Class("dialog-header").Body(
				app.H2().ID(titleID).Class("title").TabIndex(-1).Text(title),
				button("cookies-close", closeLabel, h.Dismiss).Class("link"),
			),
			app.Div().Class("dialog-body").Body(body...),
		),
		app.If(len(actions) > 0, func() app.UI {
			return app.Div().Class("dialog-footer").Body(actions...)
		}),
	}
}
