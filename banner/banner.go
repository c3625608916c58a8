// Package banner is the consent banner: what it knows ([State]), what happens to it ([Event]), what
// it decides ([Update]), what it wants done ([Effect]), what it shows ([View]) and what it needs of
// a browser ([Host]).
//
// [Update] is pure and the views are functions of the State, so both are tested without a browser.
// [Banner] is the go-app component that wires them together. The build renders the same views
// natively, for the loader and for pages that need no script.
//
// Everything a visitor sees or reads belongs here. The cookie's format belongs to
// banner/preferences, the reading of charters to charter, and the portal's page (gates, events, the
// script's attributes) to web/loader. Only host_js.go speaks to JavaScript.
package banner

import (
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
)

// Banner is the go-app component. Mounted in a browser, it reads the cookie, shows the notice if
// there is no choice, and answers the page's requests.
type Banner struct {
	app.Compo

	// Config and Host are read when the banner is mounted. Both are required.
	Config Config
	Host   Host

	state    State
	pending  []Effect // wanted, and not yet carried out
	awaiting bool     // the Host has been asked for the visitor's next act
	mounted  bool

	// ctx is the banner's own context. An event's context belongs to its element, and go-app drops
	// what is deferred or dispatched through an element that is gone by then, such as the button
	// that closed its dialog.
	ctx app.Context
}

// OnInit reads the cookie and the choices made before the program ran, so that the first rendering
// is right. It records those choices at once: rendering takes longer than everything else.
func (b *Banner) OnInit() {
	b.state = State{Config: b.Config}
	b.step(Started{b.readChoice()})
	b.stepJournal()
	b.flush()
}

// OnMount starts to answer the page's requests.
func (b *Banner) OnMount(ctx app.Context) {
	b.ctx, b.mounted = ctx, true
	b.Host.OnRequest(func(r Request) {
		b.ctx.Dispatch(func(app.Context) { b.answer(r) })
	})
	b.flush()
}

// Render shows the state.
func (b *Banner) Render() app.UI {
	return View(b.state, b.on)
}

// on is the [Handler] of the banner's views.
func (b *Banner) on(e Event) app.EventHandler {
	return func(_ app.Context, dom app.Event) {
		switch e := e.(type) {
		case Chose:
			if !isSecondClick(dom) {
				e.At = b.now()
				b.handle(e)
			}
		case PreferencesOpened:
			b.answer(RequestOpen)
		default:
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
	b.step(e)
	b.flush()
}

// step applies an event and queues its effects.
func (b *Banner) step(e Event) {
	var effects []Effect
	b.state, effects = Update(b.state, e)
	b.pending = append(b.pending, effects...)
}

// stepJournal applies the choices that the page has journalled.
func (b *Banner) stepJournal() {
	for _, e := range b.Host.Journal() {
		b.step(e)
	}
}

// flush carries out the queued effects in order. Until the banner is mounted it only records
// choices. An effect may queue more.
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

// answer carries out a request of the page.
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
		b.Host.Changed(true)
	case RequestRead:
		b.handle(ChoiceRead{b.readChoice()})
	case RequestRecord:
		b.step(ChoiceRead{b.readChoice()})
		b.stepJournal()
		b.flush()
	}
}

// readChoice returns the cookie's choice; zero if there is none, or none that still stands on this
// page.
func (b *Banner) readChoice() preferences.Preferences {
	choice, ok := preferences.FromHeader([]string{b.Host.Cookies()}, b.Host.Now())
	if !ok || !choice.Fits(b.Config.Version) || !choice.Covers(b.Config.Asks()) {
		return preferences.Preferences{}
	}
	return choice
}

// now returns the time of a new choice: later than any choice in the cookie, even one dated ahead
// that another host of the domain planted. The newest choice wins, and it must be the visitor's.
func (b *Banner) now() time.Time {
	now := b.Host.Now()
	newest, ok := preferences.FromHeader([]string{b.Host.Cookies()}, now)
	if ok && !newest.Time().Before(now) {
		return newest.Time().Add(time.Millisecond)
	}
	return now
}
