package browsertest

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
type axNode struct {
	role, name, description string
	states                  map[accessibility.PropertyName]any
	ignored                 bool
	id                      accessibility.NodeID
	children                []accessibility.NodeID
	element                 cdp.BackendNodeID
}

func newAXNode(n *accessibility.Node) axNode {
	states := make(map[accessibility.PropertyName]any)
	for _, property := range n.Properties {
		states[property.Name] = axValue(property.Value)
	}
	text := func(v *accessibility.Value) string { s, _ := axValue(v).(string); return s }
	return axNode{text(n.Role), text(n.Name), text(n.Description), states, n.Ignored, n.NodeID, n.ChildIDs, n.BackendDOMNodeID}
}

// axValue decodes a value; nil when there is none.
func axValue(v *accessibility.Value) (value any) {
	if v == nil || len(v.Value) == 0 || json.Unmarshal(v.Value, &value) != nil {
		return nil
	}
	return value
}

// is reports whether a state is set: true, "true" or any other word.
func (n axNode) is(state accessibility.PropertyName) bool {
	switch v := n.states[state].(type) {
	case bool:
		return v
	case string:
		return v != "" && v != "false"
	}
	return false
}

// object is a handle of what a script finds.
func (p *page) object(expression string) runtime.RemoteObjectID {
	p.t.Helper()
	result := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: "(() => {" + helpers + "return " + expression + "})()"})
	if result.ExceptionDetails != nil || result.Result.ObjectID == "" {
		p.t.Fatalf("%s finds nothing", expression)
	}
	return result.Result.ObjectID
}

// focusedElement is a script that finds what has the focus, in whatever shadow
// tree; <body> when nothing has.
const focusedElement = `(() => {
	let element = document.activeElement ?? document.body;
	while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
	return element;
})()`

// axFocused is what has the focus, as a screen reader is told; its role is
// RootWebArea when no element has.
func (p *page) axFocused() axNode {
	p.t.Helper()
	no := false
	nodes := call(p, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{
		ObjectID: p.object(focusedElement), FetchRelatives: &no,
	}).Nodes
	if len(nodes) == 0 || nodes[0].Ignored || eval[bool](p, focusedElement+` === document.body`) {
		return axNode{role: "RootWebArea"}
	}
	return newAXNode(nodes[0])
}

// axFind returns the nodes of a role and a name, as assistive technology sees
// them: those that it ignores are not among them. An empty role or name is any.
func (p *page) axFind(role, name string) []axNode {
	p.t.Helper()
	found := call(p, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{
		ObjectID: p.object("document"), Role: role, AccessibleName: name,
	}).Nodes
	var nodes []axNode
	for _, n := range found {
		if !n.Ignored {
			nodes = append(nodes, newAXNode(n))
		}
	}
	return nodes
}

// axWait waits until there is one such node, and returns it.
func (p *page) axWait(role, name string) axNode {
	p.t.Helper()
	var nodes []axNode
	p.until("one "+role+" named "+name, func() bool {
		nodes = p.axFind(role, name)
		return len(nodes) == 1
	})
	return nodes[0]
}

// axFocusOn waits until what is so named has the focus.
func (p *page) axFocusOn(role, name string) {
	p.t.Helper()
	p.until("the focus on the "+role+" named "+name, func() bool {
		n := p.axFocused()
		return n.role == role && n.name == name
	})
}

// axPress does what browsers do when assistive technology activates a node: it
// takes the focus, and is clicked.
func (p *page) axPress(n axNode) {
	p.t.Helper()
	if n.is(accessibility.PropertyNameDisabled) {
		p.t.Fatalf("the %s %q is disabled", n.role, n.name)
	}
	call(p, dom.Focus, dom.FocusParams{BackendNodeID: n.element})
	object := call(p, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: n.element}).Object
	call(p, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		ObjectID: object.ObjectID, FunctionDeclaration: `function () { this.click(); }`,
	})
}

// axAll returns the whole tree of a frame, by node; "" is the page itself.
func (p *page) axAll(frame cdp.FrameID) (root accessibility.NodeID, all map[accessibility.NodeID]axNode) {
	p.t.Helper()
	nodes := call(p, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{FrameID: frame}).Nodes
	if len(nodes) == 0 {
		p.t.Fatal("the accessibility tree is empty")
	}
	all = make(map[accessibility.NodeID]axNode)
	for _, n := range nodes {
		all[n.NodeID] = newAXNode(n)
	}
	return nodes[0].NodeID, all
}

// tabKey presses Tab, or Shift and Tab.
func (p *page) tabKey(back bool) {
	p.t.Helper()
	if back {
		p.do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
	} else {
		p.press(kb.Tab)
	}
}

// tabTo presses Tab until what is so named has the focus, as one does without a
// mouse, or fails once Tab has been everywhere.
func (p *page) tabTo(role, name string) {
	p.t.Helper()
	var through []string
	seen := make(map[cdp.BackendNodeID]bool)
	for {
		p.tabKey(false)
		n := p.axFocused()
		if n.role == role && n.name == name {
			return
		}
		if n.element != 0 && seen[n.element] || len(through) > 300 {
			p.t.Fatalf("Tab does not come to the %s %q, but through %q", role, name, through)
		}
		seen[n.element] = true
		through = append(through, n.role+" "+n.name)
	}
}
