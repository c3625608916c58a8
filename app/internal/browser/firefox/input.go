//go:build !js

package firefox

import (
	"context"
	"math"
)

// keys are those that WebDriver has characters of its own for, by the character
// that they type.
var keys = map[rune]string{'\r': "\ue006", '\t': "\ue004", '\x1b': "\ue00c", '\b': "\ue003"}

// shiftKey is the left one.
const shiftKey = "\ue008"

// Click moves the mouse to a spot of the window and presses its button, as a
// visitor does: what is there, in a frame or not, gets the click.
func (t *Tab) Click(ctx context.Context, x, y float64) error {
	move := object{"type": "pointerMove", "x": int(math.Round(x)), "y": int(math.Round(y)), "origin": "viewport"}
	return t.perform(ctx, object{
		"type": "pointer", "id": "mouse", "parameters": object{"pointerType": "mouse"},
		"actions": []object{move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}},
	})
}

// Press presses and releases a key for each character.
func (t *Tab) Press(ctx context.Context, text string) error {
	var actions []object
	for _, character := range text {
		actions = append(actions, strike(character)...)
	}
	return t.perform(ctx, object{"type": "key", "id": "keyboard", "actions": actions})
}

// PressShift presses keys with the Shift key held.
func (t *Tab) PressShift(ctx context.Context, text string) error {
	actions := []object{{"type": "keyDown", "value": shiftKey}}
	for _, character := range text {
		actions = append(actions, strike(character)...)
	}
	actions = append(actions, object{"type": "keyUp", "value": shiftKey})
	return t.perform(ctx, object{"type": "key", "id": "keyboard", "actions": actions})
}

func strike(character rune) []object {
	value, ok := keys[character]
	if !ok {
		value = string(character)
	}
	return []object{{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}}
}

// perform has the browser carry out what an input device does.
func (t *Tab) perform(ctx context.Context, device object) error {
	return t.call(ctx, "input.performActions", object{"actions": []object{device}}, nil)
}
