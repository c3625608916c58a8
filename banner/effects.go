package banner

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/charter"
)

// do carries out one effect.
func (b *Banner) do(e Effect) {
	switch e := e.(type) {
	case Record:
		b.Host.Commit(e.Preferences) // RequestRead follows
	case ReadCharter:
		b.Host.ReadCharter(func(text []byte, err error) {
			b.ctx.Dispatch(func(app.Context) { b.handle(b.parseCharter(text, err)) })
		})
	case ShowDialog:
		b.ctx.Defer(func(app.Context) { b.showDialog(e.On) })
	case CloseDialog:
		b.Host.Close()
	}
}

// parseCharter returns the event that shows a charter; a nil text is the standard one's. If the
// portal's own cannot be read, it reports why and shows the standard one.
func (b *Banner) parseCharter(text []byte, err error) CharterRead {
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
	b.Host.Report(code, b.Config.CharterFile+": "+err.Error()+"; the standard charter is shown")
	return CharterRead{Charter: charter.Standard(b.Config.Origin), StandIn: true}
}

// showDialog opens the dialog and moves the focus to an element, or to the dialog. If it cannot be
// seen, because a blocker hides the banner, it must not stay open: the page below would be inert.
func (b *Banner) showDialog(on string) {
	switch {
	case b.state.Dialog == DialogNone:
	case !b.Host.Show():
		for b.state.Dialog != DialogNone {
			b.handle(Dismissed{})
		}
	case on == "":
		b.Host.Focus(dialogID)
	default:
		b.Host.ScrollTo(on)
		b.Host.Focus(on)
	}
}
