// Package banner is the consent banner: what it knows ([State]), what happens
// to it ([Event]), what it decides ([Update]), what it wants done ([Effect]),
// what it shows ([Notice], [Panel], [CharterView]) and the little it needs of a
// browser ([Host]).
//
// [Update] is pure, and the views are functions of the State: both run and are
// tested without a browser. [Banner] is the go-app component that wires them
// together; it serves the drop-in and the preview alike.
package banner

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// Action is the go-app action by which a page in Go asks something of its
// banner; its value is a Request.
const Action = "cookies_preferences"

// Banner is the go-app component. Mounted in a browser, it reads the cookie,
// puts up the notice if there is no choice, and answers what the page asks.
type Banner struct {
	app.Compo

	// Config is read when the banner is mounted. Another Config.Portal makes
	// another banner.
	Config Config

	// Host is the browser; nil means Browser().
	Host Host

	// OnChange, if set, is called after each change of the cookie.
	OnChange func(app.Context)

	state   State
	host    Host
	pending []Effect // wanted, and not yet done

	// ctx is the banner's own context. That of an event belongs to the element
	// it happened on, and go-app drops what is deferred or dispatched by an
	// element that is gone by then, as a dialog's button is once it closed it.
	ctx app.Context
}

// CompoID makes go-app mount another banner for another portal, rather than
// hand this one's state over to it.
func (b *Banner) CompoID() string { return b.Config.Portal }

// OnInit finds out what is known of the visitor, so that the first drawing is
// right: the cookie, and what the visitor chose before the program ran.
func (b *Banner) OnInit() {
	if b.Host == nil && app.IsServer {
		return // a server that renders the page knows nothing of them
	}
	b.host = b.Host
	if b.host == nil {
		b.host = Browser()
	}
	b.state = State{Config: b.Config}
	choice, chosen := b.readChoice()
	if !chosen {
		choice = preferences.Preferences{}
	}
	b.step(Started{choice})
	for _, e := range b.host.Journal() {
		b.step(e)
	}
}

// OnMount starts to answer the page.
func (b *Banner) OnMount(ctx app.Context) {
	b.ctx = ctx
	b.host.OnRequest(func(r Request) {
		b.ctx.Dispatch(func(app.Context) { b.answer(r) })
	})
	ctx.Handle(Action, func(_ app.Context, a app.Action) {
		if r, ok := a.Value.(Request); ok {
			b.answer(r)
		}
	})
	b.flush()
}

// Render draws what the state says.
func (b *Banner) Render() app.UI {
	return View(b.state, b.handlers())
}

// View is the whole banner: the notice, first in the document, the dialog above
// it, and the status region, which is always there so that what is written in
// it is announced.
func View(s State, h Handlers) app.UI {
	return app.Div().Class("cookies").Lang("fr").DataSet("theme", s.Config.Theme).Body(
		app.If(s.Asking, func() app.UI { return Notice(s.Config, h) }),
		app.If(s.Dialog != DialogNone, func() app.UI { return dialog(s, h) }),
		status(s.Message),
	)
}

// readChoice returns the choice that the cookie holds, if it still holds.
func (b *Banner) readChoice() (preferences.Preferences, bool) {
	choice, ok := preferences.FromHeader([]string{b.host.Cookies()}, b.host.Now())
	return choice, ok && choice.Fits(b.Config.Version)
}

// handlers binds the views' controls to their events.
func (b *Banner) handlers() Handlers {
	fire := func(e Event) app.EventHandler {
		return func(app.Context, app.Event) { b.handle(e) }
	}
	choose := func(c Choice) app.EventHandler {
		return func(app.Context, app.Event) { b.handle(Chose{c, b.host.Now()}) }
	}
	return Handlers{
		Accept:          choose(AcceptAll),
		Refuse:          choose(RefuseAll),
		Save:            choose(SaveDraft),
		OpenPreferences: fire(PreferencesOpened{}),
		OpenCharter:     fire(CharterOpened{}),
		Dismiss:         fire(Dismissed{}),
		Cancel: func(_ app.Context, e app.Event) {
			e.PreventDefault() // the dialog is closed by its effect, in order
			b.handle(Dismissed{})
		},
		Toggle: func(n preferences.Name) app.EventHandler {
			return func(ctx app.Context, _ app.Event) {
				b.handle(Toggled{n, ctx.JSSrc().Get("checked").Bool()})
			}
		},
	}
}

// handle lets Update decide and does what it asks for.
func (b *Banner) handle(e Event) {
	b.step(e)
	b.flush()
}

// step lets Update decide, and notes what it asks for.
func (b *Banner) step(e Event) {
	var effects []Effect
	b.state, effects = Update(b.state, e)
	b.pending = append(b.pending, effects...)
}

// flush does what was asked for, in order. An effect may ask for more.
func (b *Banner) flush() {
	for len(b.pending) > 0 {
		effect := b.pending[0]
		b.pending = b.pending[1:]
		b.do(effect)
	}
}

// answer does what the page asks for.
func (b *Banner) answer(r Request) {
	switch r {
	case RequestOpen:
		b.handle(PreferencesOpened{})
	case RequestCharter:
		b.handle(CharterOpened{})
	case RequestRefuse:
		b.handle(Chose{RefuseAll, b.host.Now()})
	case RequestForget:
		b.handle(Forgotten{})
		b.changed()
	}
}

// do carries out one effect.
func (b *Banner) do(e Effect) {
	switch e := e.(type) {
	case Record:
		b.record(e.Preferences)
	case ReadCharter:
		b.readCharter()
	case ShowDialog:
		b.ctx.Defer(func(app.Context) {
			b.host.ShowDialog(dialogID)
			b.host.Focus(titleID)
		})
	case CloseDialog:
		b.host.CloseDialog(dialogID)
	case KeepFocus:
		b.ctx.Defer(func(app.Context) {
			if b.host.FocusLost() {
				b.host.Focus(statusID)
			}
		})
	case AwaitNextAct:
		b.host.OnNextAct(func() {
			b.ctx.Dispatch(func(app.Context) { b.handle(MessageLeft{}) })
		})
	}
}

// record writes a choice and reads it back: browsers that block cookies do so
// in silence, and some others of the name may stand in the way.
func (b *Banner) record(p preferences.Preferences) {
	b.host.SetCookie(preferences.SetCookie(p, b.Config.Cookie, b.host.Now()))
	if kept, ok := b.readChoice(); !ok || kept != p {
		b.host.Report(Error{CodeCookieBlocked, "the browser did not keep the cookie " +
			preferences.CookieName + "; everything optional stays refused"})
		b.handle(NotRecorded{})
	}
	b.changed()
}

// changed tells everyone that the cookie may be another.
func (b *Banner) changed() {
	b.host.Changed()
	if b.OnChange != nil {
		b.OnChange(b.ctx)
	}
}

// readCharter finds the charter to show: the portal's own, or the standard one
// if that cannot be had.
func (b *Banner) readCharter() {
	if len(b.Config.Charter) > 0 {
		b.handle(b.parseCharter(b.Config.Charter, b.Config.Portal, nil))
		return
	}
	b.host.ReadCharter(func(text []byte, where string, err error) {
		b.ctx.Dispatch(func(app.Context) { b.handle(b.parseCharter(text, where, err)) })
	})
}

// parseCharter returns the event that shows a charter, and reports why it is
// the standard one when the portal has one of its own.
func (b *Banner) parseCharter(text []byte, where string, err error) CharterRead {
	if text == nil && err == nil {
		return CharterRead{Charter: charter.Standard(b.Config.Origin)}
	}
	code := CodeCharterUnreachable
	if err == nil {
		var c charter.Charter
		if c, err = charter.Parse(text); err == nil {
			return CharterRead{Charter: c}
		}
		code = CodeCharterMalformed
	}
	b.host.Report(Error{code, where + ": " + err.Error() + "; the standard charter is shown"})
	return CharterRead{Charter: charter.Standard(b.Config.Origin), StandIn: true}
}
