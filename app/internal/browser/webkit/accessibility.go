package webkit

import (
	"context"
	"errors"
	"strconv"
)

// Node is an element as WebKit describes it to assistive technology.
type Node struct {
	Role, Name       string
	On               bool // a switch
	Disabled, Hidden bool
}

// Nodes describes the elements in the list that an expression gives.
func (t *Tab) Nodes(ctx context.Context, expression string) ([]Node, error) {
	numbers, err := t.numbers(ctx, expression)
	if err != nil {
		return nil, err
	}
	var nodes []Node
	for _, number := range numbers {
		node, err := t.node(ctx, number)
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, node)
	}
	return nodes, nil
}

// Force gives the elements in such a list pseudo-classes, such as hover, until it is called again.
func (t *Tab) Force(ctx context.Context, expression string, classes ...string) error {
	if classes == nil {
		classes = []string{}
	}
	numbers, err := t.numbers(ctx, expression)
	if err == nil {
		err = t.target.call(ctx, "CSS.enable", object{}, true, nil)
	}
	for _, number := range numbers {
		err = errors.Join(err, t.target.call(ctx, "CSS.forcePseudoState",
			object{"nodeId": number, "forcedPseudoClasses": classes}, true, nil))
	}
	return err
}

// numbers are those that the inspector has for the elements in such a list.
func (t *Tab) numbers(ctx context.Context, expression string) (numbers []int, err error) {
	var list evaluated
	err = t.target.call(ctx, "Runtime.evaluate",
		object{"expression": expression, "objectGroup": "driver"}, true, &list)
	if err != nil {
		return nil, err
	}
	var elements struct {
		Properties []struct {
			Name  string
			Value struct{ ObjectID string }
		}
	}
	err = t.target.call(ctx, "Runtime.getProperties",
		object{"objectId": list.Result.ObjectID, "ownProperties": true}, true, &elements)
	if err != nil {
		return nil, err
	}
	// Elements have numbers only once the document is asked for.
	if err := t.target.call(ctx, "DOM.getDocument", object{}, true, nil); err != nil {
		return nil, err
	}
	for _, e := range elements.Properties {
		if _, err := strconv.Atoi(e.Name); err != nil {
			continue // the list's length
		}
		var number struct{ NodeID int }
		err := t.target.call(ctx, "DOM.requestNode",
			object{"objectId": e.Value.ObjectID}, true, &number)
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, number.NodeID)
	}
	return numbers, nil
}

// node describes an element.
func (t *Tab) node(ctx context.Context, number int) (Node, error) {
	var got struct {
		Properties struct {
			Exists, Disabled, Hidden, Ignored bool
			Label, Role, SwitchState          string
		}
	}
	err := t.target.call(ctx, "DOM.getAccessibilityPropertiesForNode",
		object{"nodeId": number}, true, &got)
	p := got.Properties
	return Node{Role: p.Role, Name: p.Label, On: p.SwitchState == "on", Disabled: p.Disabled,
		Hidden: p.Hidden || p.Ignored || !p.Exists}, err
}
