// Package webdriver has what the drivers of Firefox and of WebKit share: the mouse and the keys,
// which WebDriver and WebDriver BiDi describe alike (https://www.w3.org/TR/webdriver2/#actions).
package webdriver

import (
	"context"
	"math"
	"strings"

	"github.com/chromedp/chromedp/kb"
)

// Object is a JSON object, as the parameters of commands are.
type Object = map[string]any

// keys are the keys for which WebDriver has its own characters, by the character that they
// type.
var keys = strings.NewReplacer("\r", "\ue006", "\t", "\ue004", "\x1b", "\ue00c",
	kb.End, "\ue010")

// shiftKey is the left Shift key.
const shiftKey = "\ue008"

// Input is the mouse and the keyboard of a tab: it carries out the actions of one of them.
type Input func(ctx context.Context, device Object) error

// Click moves the mouse and presses its button.
func (perform Input) Click(ctx context.Context, x, y float64) error {
	return perform(ctx, mouse(move(x, y), down, up))
}

// Move moves the mouse.
func (perform Input) Move(ctx context.Context, x, y float64) error {
	return perform(ctx, mouse(move(x, y)))
}

// Hold moves the mouse and keeps its button pressed. The browser counts the clicks.
func (perform Input) Hold(ctx context.Context, x, y float64, _ int) error {
	return perform(ctx, mouse(move(x, y), down))
}

// Release moves the mouse and releases its button.
func (perform Input) Release(ctx context.Context, x, y float64, _ int) error {
	return perform(ctx, mouse(move(x, y), up))
}

// Scroll turns the mouse's wheel at a position.
func (perform Input) Scroll(ctx context.Context, x, y, down float64) error {
	return perform(ctx, Object{"type": "wheel", "id": "wheel", "actions": []Object{
		{"type": "scroll", "x": math.Round(x), "y": math.Round(y),
			"deltaX": 0, "deltaY": math.Round(down)}}})
}

// Press presses and releases a key for each character.
func (perform Input) Press(ctx context.Context, text string) error {
	return perform(ctx, keyboard(strokes(text)))
}

// PressShifted presses keys while Shift is held.
func (perform Input) PressShifted(ctx context.Context, text string) error {
	held := append([]Object{{"type": "keyDown", "value": shiftKey}}, strokes(text)...)
	return perform(ctx, keyboard(append(held, Object{"type": "keyUp", "value": shiftKey})))
}

var (
	down = Object{"type": "pointerDown", "button": 0}
	up   = Object{"type": "pointerUp", "button": 0}
)

func move(x, y float64) Object {
	return Object{"type": "pointerMove", "x": math.Round(x), "y": math.Round(y)}
}

func mouse(actions ...Object) Object {
	return Object{"type": "pointer", "id": "mouse",
		"parameters": Object{"pointerType": "mouse"}, "actions": actions}
}

func keyboard(actions []Object) Object {
	return Object{"type": "key", "id": "keyboard", "actions": actions}
}

func strokes(text string) (actions []Object) {
	for _, character := range keys.Replace(text) {
		key := string(character)
		actions = append(actions, Object{"type": "keyDown", "value": key},
			Object{"type": "keyUp", "value": key})
	}
	return actions
}
