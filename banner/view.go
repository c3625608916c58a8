package banner

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// The ids that more than one place names. All ids begin with "cookies-".
const (
	dialogID        = "cookies-dialog"
	titleID         = "cookies-title"
	exemptID        = "cookies-exempt"         // the title of the exempt measurement
	dialogCharterID = "cookies-dialog-charter" // opens the charter from the preferences
)

// The views make all elements with app.Elem. go-app has a type for each element too, but a browser
// compiles the methods of each type that it meets, which is most of the program's start.

// Handler returns the go-app handler that a control needs to fire an event.
type Handler func(Event) app.EventHandler

// Page is the banner as the loader first shows it: the notice, the program's place with its [View],
// and the status region. Screen readers only announce changes to a region that exists, and read a
// message twice that has the focus: after a choice, the program's place has it.
func Page(c Config) app.UI {
	return app.Elem("div").Class("cookies").Lang("fr").Dir("ltr").DataSet("theme", c.Theme).
		DataSet("nosnippet", true).Body( // for search engines, not the portal's own words
		notice(c),
		app.Elem("div").TabIndex(-1).Body(app.Elem("div")),
		app.Elem("div").ID("cookies-status").Class("status").Role("status"),
	)
}

// View is the modal dialog, if one is open, in an element that is always there. The program takes
// over the very nodes that the build rendered, so no text in it may be empty or follow another:
// see words. Without a Handler, the controls do nothing.
func View(s State, on Handler) app.UI {
	if on == nil {
		on = func(Event) app.EventHandler { return nil }
	}
	return app.Elem("div").Body(
		app.If(s.Dialog != DialogNone, func() app.UI { return dialog(s, on) }),
	)
}

// dialog is the preferences or the charter. One element serves both, so going from one to the
// other neither closes nor moves it.
func dialog(s State, on Handler) app.UI {
	var content []app.UI
	if s.Dialog == DialogCharter {
		content = charterView(s, on)
	} else {
		content = panel(s, on)
	}
	dismiss := on(Dismissed{})
	return app.Elem("dialog").ID(dialogID).Class("dialog").
		Aria("labelledby", titleID).Aria("modal", true).
		On("cancel", func(ctx app.Context, e app.Event) { // Esc
			e.PreventDefault() // the CloseDialog effect closes it, in its turn
			dismiss(ctx, e)
		}).
		On("close", func(ctx app.Context, e app.Event) { // it may come without a cancel event
			if !e.Get("target").Get("open").Bool() { // it may have been reopened
				dismiss(ctx, e)
			}
		}).
		Body(content...)
}

// dialogContent is a header, a body and actions. The dialog scrolls, with the header and the
// actions in view, and has the focus when it opens: keys scroll it, and screen readers say its name
// once.
func dialogContent(
	title, closeLabel string, on Handler, body []app.UI, actions ...app.UI,
) []app.UI {
	return []app.UI{
		app.Elem("div").Class("dialog-header").Body(
			app.Elem("h2").ID(titleID).Class("title").Text(title),
			button("cookies-close", closeLabel, on(Dismissed{})).Class("link"),
		),
		app.Elem("div").Class("dialog-body").Body(body...),
		app.If(len(actions) > 0, func() app.UI {
			return app.Elem("div").Class("dialog-footer").Body(actions...)
		}),
	}
}

// button is a button whose handler has the id as its scope: go-app keeps the old handler of an
// element that it reuses, unless the scope differs.
func button(id, label string, h app.EventHandler) app.HTMLElem {
	return app.Elem("button").ID(id).Attr("type", "button").Class("button").Text(label).
		OnClick(h, app.EventScope(id))
}

// words is a text, or nothing if it is empty: markup can't hold an empty text.
func words(text string) app.UI {
	return app.If(text != "", func() app.UI { return app.Text(text) })
}
