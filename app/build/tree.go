//go:build !js

package build

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// tree is an element as the loader creates it (web/loader/notice/render.js): its tag, its
// attributes, then its children, each a text or another tree.
type tree []any

// children returns the trees and texts in an element.
func (t tree) children() []any { return t[2:] }

// treeOf turns a go-app element into a tree of the very nodes that go-app creates in a browser. A
// text that is empty or follows another is an error: the program hydrates parsed nodes, and
// markup has no such texts.
//
// It reads go-app's unexported fields: go-app's own markup is indented and lacks texts' borders.
func treeOf(element app.UI) (tree, error) {
	return treeOfValue(reflect.ValueOf(element).Elem())
}

func treeOfValue(element reflect.Value) (tree, error) {
	t := tree{element.FieldByName("tag").String(), attributesOf(element)}
	afterText := false
	children := element.FieldByName("children")
	for i := range children.Len() {
		child := children.Index(i).Elem().Elem() // of an interface that holds a pointer
		if child.Type().Name() != "text" {
			subtree, err := treeOfValue(child)
			if err != nil {
				return nil, err
			}
			t = append(t, subtree)
			afterText = false
			continue
		}
		text := child.FieldByName("value").String()
		if text == "" || afterText {
			return nil, fmt.Errorf("<%s> has the text %q, which is empty or follows another",
				t[0], text)
		}
		t = append(t, text)
		afterText = true
	}
	return t, nil
}

// attributesOf returns an element's attributes. The booleans, which go-app sets as properties, are
// there if they are true.
func attributesOf(element reflect.Value) map[string]string {
	attributes := make(map[string]string)
	for a := element.FieldByName("attributes").MapRange(); a.Next(); {
		attributes[a.Key().String()] = a.Value().String()
	}
	for _, name := range []string{"checked", "disabled"} {
		switch attributes[name] {
		case "true":
			attributes[name] = ""
		case "false":
			delete(attributes, name)
		}
	}
	return attributes
}

// find returns the element with an id in the tree, nil if there is none.
func (t tree) find(id string) tree {
	if t[1].(map[string]string)["id"] == id {
		return t
	}
	for _, child := range t.children() {
		if child, ok := child.(tree); ok {
			if found := child.find(id); found != nil {
				return found
			}
		}
	}
	return nil
}

// parentOf returns the element that has the one with an id as a child, nil if there is none.
func (t tree) parentOf(id string) tree {
	for _, child := range t.children() {
		child, ok := child.(tree)
		if !ok {
			continue
		}
		if child[1].(map[string]string)["id"] == id {
			return t
		}
		if found := child.parentOf(id); found != nil {
			return found
		}
	}
	return nil
}

// without returns the tree without the list item that has the element with an id, and the item.
func (t tree) without(id string) (rest, item tree) {
	rest = append(rest, t[:2]...)
	for _, child := range t.children() {
		if child, ok := child.(tree); ok && item == nil && child.find(id) != nil {
			var inner tree
			if inner, item = child.without(id); item == nil && child[0] == "li" {
				item = child
				continue
			}
			rest = append(rest, inner)
			continue
		}
		rest = append(rest, child)
	}
	return rest, item
}

// hole is a place in a tree that the loader fills. Its mark replaces what was rendered there: a
// private-use character in a text, or an attribute's whole value.
type hole struct {
	rendered, mark string
	count          int // of its places in the tree
	kind           holeKind
}

type holeKind uint8

const (
	inText holeKind = iota // anywhere in a text
	wholeText
	wholeAttribute
)

// dig makes holes in the tree. It fails unless each occurs as often as expected.
func (t tree) dig(holes ...hole) error {
	for _, h := range holes {
		if n := t.replace(h); n != h.count {
			return fmt.Errorf("<%s> has %q %d times, want %d", t[0], h.rendered, n, h.count)
		}
	}
	return nil
}

// replace makes one hole wherever it occurs, and returns how often it does.
func (t tree) replace(h hole) (n int) {
	attributes := t[1].(map[string]string)
	for name, value := range attributes {
		if h.kind == wholeAttribute && value == h.rendered {
			attributes[name] = h.mark
			n++
		}
	}
	for i, child := range t.children() {
		switch child := child.(type) {
		case tree:
			n += child.replace(h)
		case string:
			if h.kind == inText || h.kind == wholeText && child == h.rendered {
				n += strings.Count(child, h.rendered)
				t.children()[i] = strings.ReplaceAll(child, h.rendered, h.mark)
			}
		}
	}
	return n
}
