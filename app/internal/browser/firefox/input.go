package firefox

import (
	"context"
	"math"
	"strings"
)

// keys are the keys for which WebDriver has its own characters, by the character that they
// type.
var keys = strings.NewReplacer("\r", "\ue006", "\t", "\ue004", "\x1b", "\ue00c")

// shiftKey is the left Shift key, for WebDriver.
const shiftKey = "\ue008"

// Click moves the mouse and presses its button. Firefox gives the click to documents of the same
// process: a frame of another site must be clicked itself.
func (d document) Click(ctx context.Context, x, y float64) error {
	return d.perform(ctx, object{
		"type": "pointer", "id": "mouse", "parameters": object{"pointerType": "mouse"},
		"actions": []object{
			{"type": "pointerMove", "x": math.Round(x), "y": math.Round(y)},
			{"type": "pointerDown", "button": 0},
			{"type": "pointerUp", "button": 0},
		},
	})
}

// Press presses keys.
func (t *Tab) Press(ctx context.Context, text string) error {
	return t.strike(ctx, strokes(text))
}

// PressShifted presses keys while Shift is held.
func (t *Tab) PressShifted(ctx context.Context, text string) error {
	held := append([]object{{"type": "keyDown", "value": shiftKey}}, strokes(text)...)
	return t.strike(ctx, append(held, object{"type": "keyUp", "value": shiftKey}))
}

// strokes are the actions that press and release a key for each character.
func strokes(text string) (actions []object) {
	for _, character := range keys.Replace(text) {
		key := string(character)
		actions = append(actions, object{"type": "keyDown", "value": key},
			object{"type": "keyUp", "value": key})
	}
	return actions
}

func (t *Tab) strike(ctx context.Context, actions []object) error {
	return t.perform(ctx, object{"type": "key", "id": "keyboard", "actions": actions})
}

// perform carries out the actions of an input device.
func (d document) perform(ctx context.Context, device object) error {
	params := object{"context": d.id, "actions": []object{device}}
	return d.browser.bidi.call(ctx, "input.performActions", params, nil)
}
