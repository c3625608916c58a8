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
	t.err = errors.New("la page ne se stabilise pas\u00a0: " +
		"deux images successives diffèrent toujours")
	return nil
}
