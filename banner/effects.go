package banner

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// do carries out one effect.
func (b *Banner) do(e Effect) {
	switch e := e.(type) {
	case Record:
		b.record(e.Preferences)
	case ReadCharter:
		b.Host.ReadCharter(func(text []byte, where string, err error) {
			b.ctx.Dispatch(func(app.Context) { b.handle(b.parseCharter(text, where, err)) })
		})
	case ShowDialog:
		b.ctx.Defer(func(app.Context) { b.showDialog(e.On) })
	case CloseDialog:
		b.Host.CloseDialog(dialogID)
	case KeepFocus:
		b.ctx.Defer(func(app.Context) {
			if b.Host.FocusLost() {
				b.Host.Focus(statusID)
			}
		})
	case AwaitNextAct:
		b.awaitNextAct()
	}
}

// record writes a choice and reads it back: a browser that blocks cookies says nothing, and another
// cookie of the same name may win.
func (b *Banner) record(p preferences.Preferences) {
	if cookie := b.Config.Cookie; cookie.Domain != "" {
		// An older cookie for this host alone would stand beside the domain's.
		b.Host.SetCookie(preferences.Clear(preferences.Attributes{Secure: cookie.Secure}))
	}
	b.Host.SetCookie(preferences.SetCookie(p, b.Config.Cookie, b.Host.Now()))
	kept := b.readChoice() == p
	if !kept {
		b.Host.Report(CodeCookieBlocked, "the browser did not keep the cookie "+
			preferences.CookieName+"; everything optional stays refused")
	}
	b.step(Recorded{Kept: kept, Stale: b.Host.Changed(kept)})
}

// parseCharter returns the event that shows a charter. If the portal's own cannot be read, it
// reports why and shows the standard one.
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
	b.Host.Report(code, where+": "+err.Error()+"; the standard charter is shown")
	return CharterRead{Charter: charter.Standard(b.Config.Origin), StandIn: true}
}

// showDialog opens the dialog and moves the focus to an element, or to the title. If it cannot be
// seen, because a blocker hides the banner, it must not stay open: the page below would be inert.
func (b *Banner) showDialog(on string) {
	switch {
	case b.state.Dialog == DialogNone:
	case !b.Host.ShowDialog(dialogID):
		b.Host.Report(CodeHidden,
			"the preferences cannot be seen on this page, so they are not opened")
		for b.state.Dialog != DialogNone {
			b.handle(Dismissed{})
		}
	case on == "":
		b.Host.Focus(titleID)
	default:
		b.Host.ScrollTo(on)
		b.Host.Focus(on)
	}
}

// awaitNextAct clears the message at the visitor's next act. A script may make several choices
// before that: one wait is enough.
func (b *Banner) awaitNextAct() {
	if b.awaiting {
		return
	}
	b.awaiting = true
	b.Host.OnNextAct(func() {
		b.awaiting = false
		b.ctx.Dispatch(func(app.Context) { b.handle(MessageLeft{}) })
	})
}
