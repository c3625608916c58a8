package banner

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
)

// Handlers are what the views' controls call. The zero Handlers render a view
// where no Go runs.
type Handlers struct {
	Accept, Refuse, Save         app.EventHandler
	OpenPreferences, OpenCharter app.EventHandler

	// Dismiss closes the dialog. Cancel does so on the dialog's cancel event,
	// which is Esc. Closed handles its close event, which browsers may send
	// without a cancel event.
	Dismiss, Cancel, Closed app.EventHandler

	// Toggle returns the handler of one switch, Details that of one category's
	// « Détails ». May be nil.
	Toggle, Details func(preferences.Name) app.EventHandler

	// Part returns the handler that leads to the charter's part with an id. May be
	// nil.
	Part func(id string) app.EventHandler
}

// of returns a control's own handler, nil if there is no function to make it.
func of[T any](makeHandler func(T) app.EventHandler, control T) app.EventHandler {
	if makeHandler == nil {
		return nil
	}
	return makeHandler(control)
}

// handlers binds the views' controls to the banner's events.
func (b *Banner) handlers() Handlers {
	fire := func(e Event) app.EventHandler {
		return func(app.Context, app.Event) { b.handle(e) }
	}
	choose := func(c Choice) app.EventHandler {
		return func(_ app.Context, e app.Event) {
			if !isSecondClick(e) {
				b.handle(Chose{Choice: c, At: b.now()})
			}
		}
	}
	return Handlers{
		Accept:          choose(AcceptAll),
		Refuse:          choose(RefuseAll),
		Save:            choose(SaveDraft),
		OpenPreferences: func(app.Context, app.Event) { b.answer(RequestOpen) },
		OpenCharter:     fire(CharterOpened{}),
		Dismiss:         fire(Dismissed{}),
		Cancel: func(_ app.Context, e app.Event) {
			e.PreventDefault() // the CloseDialog effect closes it, in its turn
			b.handle(Dismissed{})
		},
		Closed: func(_ app.Context, e app.Event) {
			if !e.Get("target").Get("open").Bool() { // it may have been reopened
				b.handle(Dismissed{})
			}
		},
		Details: func(n preferences.Name) app.EventHandler { return fire(DetailsToggled{n}) },
		Part:    func(id string) app.EventHandler { return fire(PartChosen{id}) },
		Toggle: func(n preferences.Name) app.EventHandler {
			return func(ctx app.Context, _ app.Event) {
				b.handle(Toggled{n, ctx.JSSrc().Get("checked").Bool()})
			}
		},
	}
}

// isSecondClick reports whether a click is the second of a double click: it was
// not meant for the control that the first one brought under the pointer.
func isSecondClick(e app.Event) bool {
	if e.Value == nil {
		return false
	}
	detail := e.Get("detail")
	return detail.Type() == app.TypeNumber && detail.Int() > 1
}
