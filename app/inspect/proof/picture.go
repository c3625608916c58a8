//go:build !js

package proof

import (
	"bytes"
	"context"
	"errors"

	"github.com/chromedp/cdproto/page"

	"cookies-preferences/app/internal/browser/chromium"
)

// screen is a size that the layers are shown in, in CSS pixels.
type screen struct {
	Name, Title   string
	Width, Height int
}

var (
	desktop = screen{"ordinateur", "Ordinateur", 1280, 800}
	phone   = screen{"telephone", "Téléphone", 390, 844}
	screens = []screen{desktop, phone}
)

// picture takes a picture of the window once nothing moves in it: the mouse is away, the
// fonts are loaded, and two pictures in a row are the same.
func (t *tab) picture() []byte {
	t.try(func(ctx context.Context) error { return t.Move(ctx, 1, 1) })
	eval[any](t, `document.fonts.ready.then(() => null)`)
	t.wait(`document.getAnimations().length === 0`)
	var last []byte
	for range 20 {
		eval[any](t, `new Promise((drawn) => {
			requestAnimationFrame(() => requestAnimationFrame(() => drawn(null)));
		})`)
		var png page.CaptureScreenshotResult
		t.try(func(ctx context.Context) (err error) {
			png, err = chromium.Call(ctx, t.Tab, page.CaptureScreenshot, page.CaptureScreenshotParams{})
			return err
		})
		if t.err != nil || bytes.Equal(png.Data, last) {
			return png.Data
		}
		last = png.Data
	}
	t.err = errors.New("la page ne se stabilise pas\u00a0: " +
		"deux images successives diffèrent toujours")
	return nil
}
