//go:build !js

package proof

import (
	"bytes"
	"errors"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// screen is a size that the layers are looked at in, in CSS pixels.
type screen struct {
	Name, Title   string
	Width, Height int64
}

var (
	desktop = screen{"ordinateur", "Ordinateur", 1280, 800}
	phone   = screen{"telephone", "Téléphone", 390, 844}
	screens = []screen{desktop, phone}
)

// tallest is as far as a screen grows for what scrolls, in CSS pixels.
const tallest = 15_000

// picture takes a picture of the window, once nothing moves in it: the mouse is
// away, the fonts are there, and two pictures in a row are the same.
func (t *tab) picture() []byte {
	t.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 1, 1))
	eval[any](t, `document.fonts.ready.then(() => null)`)
	t.wait(`document.getAnimations().length === 0`)
	var last []byte
	for range 20 {
		eval[any](t, `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(null))))`)
		if t.err != nil {
			return nil
		}
		var png []byte
		if png, t.err = chromedp.Run(t.ctx, chromedp.CaptureScreenshot()); bytes.Equal(png, last) {
			return png
		}
		last = png
	}
	if t.err == nil {
		t.err = errors.New("the page never comes to rest")
	}
	return nil
}

// grow makes the screen as high as it takes for nothing in the banner to scroll,
// and returns that screen.
func (t *tab) grow(size screen) screen {
	for t.err == nil {
		hidden := eval[int64](t, `Math.max(0, ...[...shadow.querySelectorAll("dialog, dialog *")]
			.filter((e) => /auto|scroll/.test(getComputedStyle(e).overflowY))
			.map((e) => e.scrollHeight - e.clientHeight))`)
		if hidden <= 0 {
			return size
		}
		if size.Height += hidden + 16; size.Height > tallest {
			t.err = errors.New("a layer is too long for one picture")
		}
		t.do(chromedp.EmulateViewport(size.Width, size.Height))
	}
	return size
}
