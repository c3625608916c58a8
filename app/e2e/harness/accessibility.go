package harness

import (
	"encoding/json"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// axNode is a node of the accessibility tree that Chromium gives to screen
// readers, with its values decoded.
type AxNode struct {
	Role, Name, description string
	States                  map[accessibility.PropertyName]any
	Ignored                 bool
	id                      accessibility.NodeID
	Children                []accessibility.NodeID
	Element                 cdp.BackendNodeID
}

func NewAXNode(n *accessibility.Node) AxNode {
	states := make(map[accessibility.PropertyName]any)
	for _, property := range n.Properties {
		states[property.Name] = axValue(property.Value)
	}
	text := func(v *accessibility.Value) string { s, _ := axValue(v).(string); return s }
	return AxNode{text(n.Role), text(n.Name), text(n.Description), states, n.Ignored, n.NodeID, n.ChildIDs, n.BackendDOMNodeID}
}

// axValue decodes a value; nil when there is none.
func axValue(v *accessibility.Value) (value any) {
	if v == nil || len(v.Value) == 0 || json.Unmarshal(v.Value, &value) != nil {
		return nil
	}
	return value
}

// is reports whether a state is set: true, "true" or any other word.
func (n AxNode) Is(state accessibility.PropertyName) bool {
	switch v := n.States[state].(type) {
	case bool:
		return v
	case string:
		return v != "" && v != "false"
	}
	return false
}

// object is a handle of what a script finds.
func (p *Page) Object(expression string) runtime.RemoteObjectID {
	p.T.Helper()
	result := Call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: "(() => {" + Helpers + "return " + expression + "})()"})
	if result.ExceptionDetails != nil || result.Result.ObjectID == "" {
		p.T.Fatalf("%s finds nothing", expression)
	}
	return result.Result.ObjectID
}

// focusedElement is a script that finds what has the focus, in whatever shadow
// tree; <body> when nothing has.
const FocusedElement = `(() => {
	let element = document.activeElement ?? document.body;
	while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
	return element;
})()`

// axFocused is what has the focus, as a screen reader is told; its role is
// RootWebArea when no element has.
func (p *Page) AxFocused() AxNode {
	p.T.Helper()
	no := false
	nodes := Call(p, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{
		ObjectID: p.Object(FocusedElement), FetchRelatives: &no,
	}).Nodes
	if len(nodes) == 0 || nodes[0].Ignored || Eval[bool](p, FocusedElement+` === document.body`) {
		return AxNode{Role: "RootWebArea"}
	}
	return NewAXNode(nodes[0])
}

// axFind returns the nodes of a role and a name, as assistive technology sees
// them: those that it ignores are not among them. An empty role or name is any.
func (p *Page) AxFind(role, name string) []AxNode {
	p.T.Helper()
	found := Call(p, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{
		ObjectID: p.Object("document"), Role: role, AccessibleName: name,
	}).Nodes
	var nodes []AxNode
	for _, n := range found {
		if !n.Ignored {
			nodes = append(nodes, NewAXNode(n))
		}
	}
	return nodes
}

// axWait waits until there is one such node, and returns it.
func (p *Page) AxWait(role, name string) AxNode {
	p.T.Helper()
	var nodes []AxNode
	p.Until("one "+role+" named "+name, func() bool {
		nodes = p.AxFind(role, name)
		return len(nodes) == 1
	})
	return nodes[0]
}

// axFocusOn waits until what is so named has the focus.
func (p *Page) AxFocusOn(role, name string) {
	p.T.Helper()
	p.Until("the focus on the "+role+" named "+name, func() bool {
		n := p.AxFocused()
		return n.Role == role && n.Name == name
	})
}

// axPress does what browsers do when assistive technology activates a node: it
// takes the focus, and is clicked.
func (p *Page) AxPress(n AxNode) {
	p.T.Helper()
	if n.Is(accessibility.PropertyNameDisabled) {
		p.T.Fatalf("the %s %q is disabled", n.Role, n.Name)
	}
	Call(p, dom.Focus, dom.FocusParams{BackendNodeID: n.Element})
	object := Call(p, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: n.Element}).Object
	Call(p, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		ObjectID: object.ObjectID, FunctionDeclaration: `function () { this.click(); }`,
	})
}

// tabKey presses Tab, or Shift and Tab.
func (p *Page) TabKey(back bool) {
	p.T.Helper()
	if back {
		p.Do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
	} else {
		p.Press(kb.Tab)
	}
}

// tabTo presses Tab until what is so named has the focus, as one does without a
// mouse, or fails once Tab has been everywhere.
func (p *Page) TabTo(role, name string) {
	p.T.Helper()
	var through []string
	seen := make(map[cdp.BackendNodeID]bool)
	for {
		p.TabKey(false)
		n := p.AxFocused()
		if n.Role == role && n.Name == name {
			return
		}
		if n.Element != 0 && seen[n.Element] || len(through) > 300 {
			p.T.Fatalf("Tab does not come to the %s %q, but through %q", role, name, through)
		}
		seen[n.Element] = true
		through = append(through, n.Role+" "+n.Name)
	}
}
