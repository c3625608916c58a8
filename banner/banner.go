// Package banner is the consent banner: what it knows ([State]), what happens to it ([Event]), what
// it decides ([Update]), what it wants done ([Effect]), what it shows ([Page], [View]) and what
// it needs of a browser ([Host]).
//
// The build renders the views natively. The loader shows the notice and the dialog so rendered, and
// commits the choices made in them. [Banner] is the go-app component that takes the dialog over in
// the browser. [Update] is pure and the views are functions of the State, so both are tested
// without a browser.
//
// Everything a visitor sees or reads belongs here. The cookie's format belongs to
// banner/preferences, the reading of charters to charter, and the portal's page (the cookie, gates,
// events, the script's attributes) to web/loader. Only host_js.go speaks to JavaScript.
package banner

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
)

// Banner is the go-app component. Mounted in a browser, it takes over the dialog that the loader
// shows, if any, and answers the page's requests.
type Banner struct {
	app.Compo

	// These are read when the banner is mounted. Config and Host are required.
	Config Config
	Host   Host
	Start  Start

	state State

	// ctx is the banner's own context. An event's context belongs to its element, and go-app drops
	// what is deferred or dispatched through an element that is gone by then, such as the button
	// that closed its dialog.
	ctx app.Context
}

// Start is what the loader shows as the program starts, so that the first rendering equals it. The
// zero Start is no dialog.
type Start struct {
	Dialog          Dialog
	FromPreferences bool                    // see [State]
	Chosen          preferences.Preferences // the choice that is shown
	Draft           preferences.Preferences // what the switches show
	Along           []preferences.Name      // see [State]

	// CharterShown is whether the dialog shows the charter that Charter is the text of: the
	// standard one if it is nil.
	CharterShown bool
	Charter      []byte
}

// OnInit builds the state that the loader shows.
func (b *Banner) OnInit() {
	b.state = State{
		Config:          b.Config,
		Version:         b.Config.Version,
		Dialog:          b.Start.Dialog,
		FromPreferences: b.Start.FromPreferences,
		Chosen:          b.Start.Chosen,
	}
	if b.state.Dialog != DialogNone {
		b.state.Draft = b.state.Chosen
		for _, n := range b.Config.names() {
			if b.Config.shows(n) || b.Config.exempt().Has(n) {
				b.state.Draft = b.state.Draft.With(n, b.Start.Draft.Allows(n))
			}
		}
	}
	b.state.Along = b.Start.Along
	if b.Start.CharterShown {
		b.state, _ = Update(b.state, b.parseCharter(b.Start.Charter, nil))
	}
}

// OnMount starts to answer the page's requests, and reads the charter that an open dialog lacks.
func (b *Banner) OnMount(ctx app.Context) {
	b.ctx = ctx
	b.Host.OnRequest(func(r Request) {
		b.ctx.Dispatch(func(app.Context) { b.answer(r) })
	})
	if b.Host.Choice() != b.state.Chosen { // another tab has changed it
		b.ctx.Dispatch(func(app.Context) { b.readChoice() })
	}
	if b.state.Dialog != DialogNone && b.state.Charter.Title == "" {
		b.do(ReadCharter{})
	}
	ctx.PreventUpdate() // nothing has changed since the first rendering
}

// Render shows the state.
func (b *Banner) Render() app.UI { return View(b.state, b.on) }

// on is the [Handler] of the banner's views.
func (b *Banner) on(e Event) app.EventHandler {
	return func(_ app.Context, dom app.Event) {
		if _, chose := e.(Chose); !chose || !isSecondClick(dom) {
			b.handle(e)
		}
	}
}

// isSecondClick reports whether a click is the second of a double click: it was not meant for the
// control that the first one brought under the pointer.
func isSecondClick(e app.Event) bool {
	if e.Value == nil {
		return false
	}
	detail := e.Get("detail")
	return detail.Type() == app.TypeNumber && detail.Int() > 1
}

// handle applies an event and carries out its effects.
func (b *Banner) handle(e Event) {
	var effects []Effect
	b.state, effects = Update(b.state, e)
	for _, effect := range effects {
		b.do(effect)
	}
}

// answer carries out a request of the page.
func (b *Banner) answer(r Request) {
	switch r {
	case RequestOpen:
		b.readChoice()
		b.handle(PreferencesOpened{})
	case RequestCharter:
		b.handle(CharterOpened{})
	case RequestClose:
		b.handle(Decided{})
	case RequestRead:
		b.readChoice()
	}
}

func (b *Banner) readChoice() { b.handle(ChoiceRead{b.Host.Choice()}) }
