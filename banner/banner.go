// Package banner is the consent banner: what it knows ([State]), what happens
// to it ([Event]), what it decides ([Update]), what it wants done ([Effect]),
// what it shows ([Notice], [Panel], [CharterView]) and the little it needs of a
// browser ([Host]).
//
// [Update] is pure, and the views are functions of the State: both run and are
// tested without a browser. [Banner] is the go-app component that wires them
// together, in a portal's page. The workshop shows a charter by [CharterText], as
// visitors read it.
package banner

import (
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// Banner is the go-app component. Mounted in a browser, it reads the cookie,
// puts up the notice if there is no choice, and answers what the page asks.
type Banner struct {
	app.Compo

	// Config is read when the banner is mounted.
	Config Config

	// Host is the browser; nil means Browser().
	Host Host

	state    State
	host     Host
	pending  []Effect // wanted, and not yet done
	awaiting bool     // the visitor's next act is waited for
	mounted  bool

	// ctx is the banner's own context. That of an event belongs to the element
	// it happened on, and go-app drops what is deferred or dispatched by an
	// element that is gone by then, as a dialog's button is once it closed it.
	ctx app.Context
}

// OnInit finds out what is known of the visitor, so that the first drawing is
// right: the cookie, and what the visitor chose before the program ran. That is
// recorded at once: to draw takes longer than all else.
func (b *Banner) OnInit() {
	if b.Host == nil && app.IsServer {
		return // a server that renders the page knows nothing of them
	}
	b.host = b.Host
	if b.host == nil {
		b.host = Browser()
	}
	b.state = State{Config: b.Config}
	b.step(Started{b.readChoice()})
	b.stepJournal()
	b.flush()
}

// stepJournal takes over what the visitor chose in the page.
func (b *Banner) stepJournal() {
	for _, e := range b.host.Journal() {
		b.step(e)
	}
}

// OnMount starts to answer the page.
func (b *Banner) OnMount(ctx app.Context) {
	b.ctx, b.mounted = ctx, true
	b.host.OnRequest(func(r Request) {
		b.ctx.Dispatch(func(app.Context) { b.answer(r) })
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
	return app.Div().Class("cookies").Lang("fr").Dir("ltr").DataSet("theme", s.Config.Theme).Body(
		// Each has a place of its own, so that none is drawn anew when another goes.
		app.Div().Body(app.If(s.Asking, func() app.UI { return Notice(s.Config, h) })),
		app.Div().Body(app.If(s.Dialog != DialogNone, func() app.UI { return dialog(s, h) })),
		status(s.Message),
	)
}

// readChoice returns the choice that the cookie holds; zero if it holds none
// that still counts.
func (b *Banner) readChoice() preferences.Preferences {
	choice, ok := preferences.FromHeader([]string{b.host.Cookies()}, b.host.Now())
	if !ok || !choice.Fits(b.Config.Version) || !choice.Covers(b.Config.Asks()) {
		return preferences.Preferences{}
	}
	return choice
}

// now is when a choice is made: after any choice that the cookie holds, even one
// dated ahead, which another host of the domain may have planted. The newest one
// counts, and that must be the visitor's.
func (b *Banner) now() time.Time {
	now := b.host.Now()
	if newest, ok := preferences.FromHeader([]string{b.host.Cookies()}, now); ok && !newest.Time().Before(now) {
		return newest.Time().Add(time.Millisecond)
	}
	return now
}

// handlers binds the views' controls to their events.
func (b *Banner) handlers() Handlers {
	fire := func(e Event) app.EventHandler {
		return func(app.Context, app.Event) { b.handle(e) }
	}
	choose := func(c Choice) app.EventHandler {
		return func(_ app.Context, e app.Event) {
			if !repeated(e) {
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
			e.PreventDefault() // the dialog is closed by its effect, in order
			b.handle(Dismissed{})
		},
		Closed: func(_ app.Context, e app.Event) {
			if !e.Get("target").Get("open").Bool() { // it may be open again by now
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

// repeated reports whether a click is the second of a double one: it is not
// meant for the control that has come under the pointer since the first.
func repeated(e app.Event) bool {
	if e.Value == nil {
		return false
	}
	detail := e.Get("detail")
	return detail.Type() == app.TypeNumber && detail.Int() > 1
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

// flush does what was asked for, in order; before the banner is mounted, no more than
// to record. An effect may ask for more.
func (b *Banner) flush() {
	for i := 0; i < len(b.pending); {
		effect := b.pending[i]
		if _, records := effect.(Record); !records && !b.mounted {
			i++
			continue
		}
		b.pending = slices.Delete(b.pending, i, i+1)
		b.do(effect)
	}
}

// answer does what the page asks for.
func (b *Banner) answer(r Request) {
	switch r {
	case RequestOpen:
		b.step(ChoiceRead{b.readChoice()})
		b.handle(PreferencesOpened{})
	case RequestCharter:
		b.handle(CharterOpened{})
	case RequestRefuse:
		b.handle(Chose{Choice: RefuseAll, At: b.now()})
	case RequestForget:
		b.handle(Forgotten{})
		b.changed(true)
	case RequestRead:
		b.handle(ChoiceRead{b.readChoice()})
	case RequestRecord:
		b.step(ChoiceRead{b.readChoice()})
		b.stepJournal()
		b.flush()
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
		b.ctx.Defer(func(app.Context) { b.showDialog(e.On) })
	case ShowPart:
		b.host.ScrollTo(e.ID)
		b.host.Focus(e.ID)
	case CloseDialog:
		b.host.CloseDialog(dialogID)
	case KeepFocus:
		b.ctx.Defer(func(app.Context) {
			if b.host.FocusLost() {
				b.host.Focus(statusID)
			}
		})
	case AwaitNextAct:
		if b.awaiting { // a script may choose any number of times before that
			return
		}
		b.awaiting = true
		b.host.OnNextAct(func() {
			b.awaiting = false
			b.ctx.Dispatch(func(app.Context) { b.handle(MessageLeft{}) })
		})
	}
}

// showDialog opens the dialog, with the focus on an element or on its title. One
// that cannot be seen, since a blocker hides the banner, must not stay open: the
// page below would be inert.
func (b *Banner) showDialog(on string) {
	if b.state.Dialog == DialogNone {
		return
	}
	if b.host.ShowDialog(dialogID) {
		if on == "" {
			b.host.Focus(titleID)
			return
		}
		b.host.ScrollTo(on)
		b.host.Focus(on)
		return
	}
	b.host.Report(Error{CodeHidden, "the preferences cannot be seen on this page, so they are not opened"})
	for b.state.Dialog != DialogNone {
		b.handle(Dismissed{})
	}
}

// record writes a choice and reads it back: browsers that block cookies do so
// in silence, and some others of the name may stand in the way.
func (b *Banner) record(p preferences.Preferences) {
	if cookie := b.Config.Cookie; cookie.Domain != "" {
		// One kept for this host alone, from before, would stand beside it.
		b.host.SetCookie(preferences.Clear(preferences.Attributes{Secure: cookie.Secure}))
	}
	b.host.SetCookie(preferences.SetCookie(p, b.Config.Cookie, b.host.Now()))
	kept := b.readChoice() == p
	if !kept {
		b.host.Report(Error{CodeCookieBlocked, "the browser did not keep the cookie " +
			preferences.CookieName + "; everything optional stays refused"})
		b.handle(NotRecorded{})
	}
	b.changed(kept)
}

// changed tells everyone that the cookie may be another.
func (b *Banner) changed(kept bool) {
	if b.host.Changed(kept) && kept {
		b.handle(ReloadNeeded{})
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
