package webkit

import (
	"context"

	"cookies-preferences/app/internal/browser/webdriver"
)

// Click moves the mouse and presses its button.
func (t *Tab) Click(ctx context.Context, x, y float64) error {
	return t.perform(ctx, webdriver.Click(x, y))
}

// Move moves the mouse.
func (t *Tab) Move(ctx context.Context, x, y float64) error {
	return t.perform(ctx, webdriver.Move(x, y))
}

// Hold presses the mouse's button at a position.
func (t *Tab) Hold(ctx context.Context, x, y float64, _ int) error {
	return t.perform(ctx, webdriver.Hold(x, y))
}

// Release releases the mouse's button at a position.
func (t *Tab) Release(ctx context.Context, x, y float64, _ int) error {
	return t.perform(ctx, webdriver.Release(x, y))
}

// Scroll turns the mouse's wheel at a position.
func (t *Tab) Scroll(ctx context.Context, x, y, down float64) error {
	return t.perform(ctx, webdriver.Scroll(x, y, down))
}

// Press presses keys.
func (t *Tab) Press(ctx context.Context, text string) error {
	return t.perform(ctx, webdriver.Press(text))
}

// PressShifted presses keys while Shift is held.
func (t *Tab) PressShifted(ctx context.Context, text string) error {
	return t.perform(ctx, webdriver.PressShifted(text))
}

// perform carries out the actions of an input device.
func (t *Tab) perform(ctx context.Context, device object) error {
	return t.post(ctx, "/actions", object{"actions": []object{device}})
}
