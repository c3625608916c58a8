//go:build !js

package firefox

import (
	"context"
	"math"

	"cookies-preferences/app/internal/browser"
)

// keys are the keys for which WebDriver has its own characters, by the character that they
// type.
var keys = map[rune]string{'\r': "\ue006", '\t': "\ue004", '\x1b': "\ue00c", '\b': "\ue003"}

// shiftKey is the left Shift key, for WebDriver.
const shiftKey = "\ue008"

// Move moves the mouse.
func (t *Tab) Move(ctx context.Context, x, y float64) error {
	return t.mouse(ctx, at("pointerMove", x, y))
}

// Click moves the mouse and presses its button. Firefox gives the click to documents of the same
// process: a frame of another site must be clicked itself.
func (d document) Click(ctx context.Context, x, y float64) error {
	return d.mouse(ctx, at("pointerMove", x, y),
		object{"type": "pointerDown", "button": 0}, object{"type": "pointerUp", "button": 0})
}

// Scroll turns the mouse's wheel.
func (t *Tab) Scroll(ctx context.Context, x, y, down float64) error {
	turn := at("scroll", x, y)
	turn["deltaX"], turn["deltaY"] = 0, int(math.Round(down))
	return t.perform(ctx, object{"type": "wheel", "id": "wheel", "actions": []object{turn}})
}

// at is an action at a position in the viewport.
func at(kind string, x, y float64) object {
	return object{"type": kind, "x": int(math.Round(x)), "y": int(math.Round(y)),
		"origin": "viewport"}
}

func (d document) mouse(ctx context.Context, actions ...object) error {
	return d.perform(ctx, object{"type": "pointer", "id": "mouse",
		"parameters": object{"pointerType": "mouse"}, "actions": actions})
}

// Press presses and releases a key for each character, while the modifiers are held.
func (t *Tab) Press(ctx context.Context, text string, held ...browser.Modifier) error {
	var actions []object
	for range held {
		actions = append(actions, object{"type": "keyDown", "value": shiftKey})
	}
	for _, character := range text {
		actions = append(actions, strike(character)...)
	}
	for range held {
		actions = append(actions, object{"type": "keyUp", "value": shiftKey})
	}
	return t.perform(ctx, object{"type": "key", "id": "keyboard", "actions": actions})
}

func strike(character rune) []object {
	value, ok := keys[character]
	if !ok {
		value = string(character)
	}
	return []object{{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}}
}

// perform carries out the actions of an input device.
func (d document) perform(ctx context.Context, device object) error {
	params := object{"context": d.id, "actions": []object{device}}
	return d.browser.bidi.call(ctx, "input.performActions", params, nil)
}
