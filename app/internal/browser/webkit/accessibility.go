package webkit

import (
	"context"
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
	var list evaluated
	err := t.target.call(ctx, "Runtime.evaluate",
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
	var nodes []Node
	for _, e := range elements.Properties {
		if _, err := strconv.Atoi(e.Name); err != nil {
			continue // the list's length
		}
		node, err := t.node(ctx, e.Value.ObjectID)
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, node)
	}
	return nodes, nil
}

// node describes an element.
func (t *Tab) node(ctx context.Context, element string) (Node, error) {
	var number struct{ NodeID int }
	err := t.target.call(ctx, "DOM.requestNode", object{"objectId": element}, true, &number)
	if err != nil {
		return Node{}, err
	}
	var got struct {
		Properties struct {
			Exists, Disabled, Hidden, Ignored bool
			Label, Role, SwitchState          string
		}
	}
	err = t.target.call(ctx, "DOM.getAccessibilityPropertiesForNode",
		object{"nodeId": number.NodeID}, true, &got)
	p := got.Properties
	return Node{Role: p.Role, Name: p.Label, On: p.SwitchState == "on", Disabled: p.Disabled,
		Hidden: p.Hidden || p.Ignored || !p.Exists}, err
}
