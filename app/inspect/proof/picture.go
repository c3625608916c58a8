//go:build !js

package proof

import (
	"bytes"
	"context"
	"errors"
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

// tallest is the limit for the height of a picture, in CSS pixels.
const tallest = 15_000

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
		var png []byte
		t.try(func(ctx context.Context) (err error) {
			png, err = t.Screenshot(ctx)
			return err
		})
		if t.err != nil || bytes.Equal(png, last) {
			return png
		}
		last = png
	}
	t.err = errors.New("la page ne se stabilise pas\u00a0: deux images successives diffèrent toujours")
	return nil
}

// grow makes the screen so high that nothing in the banner scrolls, and returns it.
func (t *tab) grow(size screen) screen {
	for t.err == nil {
		hidden := eval[int](t, `Math.max(0, ...[...shadow.querySelectorAll("dialog, dialog *")]
			.filter((e) => /auto|scroll/.test(getComputedStyle(e).overflowY))
			.map((e) => e.scrollHeight - e.clientHeight))`)
		if hidden <= 0 {
			return size
		}
		if size.Height += hidden + 16; size.Height > tallest {
			t.err = errors.New("un écran est trop long pour une seule image")
		}
		t.resize(size)
	}
	return size
}
