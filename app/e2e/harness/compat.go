package harness

import (
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// Scroll is the former form of Page.Scroll.
func Scroll(pixels float64) chromedp.Action[chromedp.Void] {
	return chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, 640, 200,
		func(p *input.DispatchMouseEventParams) { p.DeltaX, p.DeltaY = 1, pixels })
}

// MoveAway is the former form of Page.MoveAway.
func MoveAway() chromedp.Action[chromedp.Void] {
	return chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 1, 1)
}

// Features is the former form of Page.Look and Page.Emulate.
func Features(p *Page, scheme string, more ...string) {
	p.T.Helper()
	list := []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: map[bool]string{true: "dark", false: "light"}[scheme == "dark"]},
		{Name: "forced-colors", Value: map[bool]string{true: "active", false: "none"}[scheme == "forced"]},
	}
	for i := 0; i+1 < len(more); i += 2 {
		list = append(list, &emulation.MediaFeature{Name: more[i], Value: more[i+1]})
	}
	Call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: list})
}
