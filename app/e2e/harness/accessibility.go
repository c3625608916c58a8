package harness

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"

	"cookies-preferences/app/internal/browser/webkit"
)

// AxNode is a node of the accessibility tree that Chromium gives to screen readers.
type AxNode struct {
	Role, Name, Description string
	States                  map[accessibility.PropertyName]any
	Ignored                 bool
	id                      accessibility.NodeID
	Children                []accessibility.NodeID
	Element                 cdp.BackendNodeID
	script                  string // in WebKit, which has no such numbers: finds the element
}

// NewAxNode decodes a node's values.
func NewAxNode(n *accessibility.Node) AxNode {
	states := make(map[accessibility.PropertyName]any)
	for _, property := range n.Properties {
		states[property.Name] = axValue(property.Value)
	}
	text := func(v *accessibility.Value) string { s, _ := axValue(v).(string); return s }
	return AxNode{Role: text(n.Role), Name: text(n.Name), Description: text(n.Description),
		States: states, Ignored: n.Ignored, id: n.NodeID, Children: n.ChildIDs,
		Element: n.BackendDOMNodeID}
}

// axValue decodes a value; nil when there is none.
func axValue(v *accessibility.Value) (value any) {
	if v == nil || len(v.Value) == 0 || json.Unmarshal(v.Value, &value) != nil {
		return nil
	}
	return value
}

// Is reports whether a state is set: to true, or to a word that is not "false".
func (n AxNode) Is(state accessibility.PropertyName) bool {
	switch v := n.States[state].(type) {
	case bool:
		return v
	case string:
		return v != "" && v != "false"
	}
	return false
}

// Object is a handle of the object that a script returns.
func (p *Page) Object(expression string) runtime.RemoteObjectID {
	p.T.Helper()
	result := Call(p, runtime.Evaluate, runtime.EvaluateParams{
		Expression: "(() => {" + helpers + "return " + expression + "})()",
	})
	if result.ExceptionDetails != nil || result.Result.ObjectID == "" {
		p.T.Fatalf("%s finds nothing", expression)
	}
	return result.Result.ObjectID
}

// focusedElement is a script that finds the element with the focus, in any shadow tree;
// <body> if there is none.
const focusedElement = `(() => {
	let element = document.activeElement ?? document.body;
	while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
	return element;
})()`

// elementsOf are selectors of the elements that may have a role. WebKit has no list of all.
var elementsOf = map[string]string{"switch": "input", "link": "a", "button": "button, summary",
	"dialog": "dialog", "heading": "h1, h2, h3"}

// inWebKit describes elements, without those that assistive technology ignores, if the tab is one
// of WebKit.
func (p *Page) inWebKit(elements string) (nodes []AxNode, ok bool) {
	p.T.Helper()
	tab, ok := p.Driver.(*webkit.Tab)
	if !ok {
		return nil, false
	}
	p.Drive(func(ctx context.Context) error {
		list, err := tab.Nodes(ctx, "(() => {"+helpers+"return "+elements+"})()")
		for i, n := range list {
			if !n.Hidden {
				nodes = append(nodes, AxNode{Role: n.Role, Name: n.Name,
					script: fmt.Sprintf("(%s)[%d]", elements, i),
					States: map[accessibility.PropertyName]any{
						accessibility.PropertyNameChecked:  n.On,
						accessibility.PropertyNameDisabled: n.Disabled,
					}})
			}
		}
		return err
	})
	return nodes, true
}

// AxFocused is the node with the focus; its role is RootWebArea if no element has it.
func (p *Page) AxFocused() AxNode {
	p.T.Helper()
	if nodes, ok := p.inWebKit("[" + focusedElement + "]"); ok {
		if len(nodes) == 0 {
			return AxNode{Role: "RootWebArea"}
		}
		return nodes[0]
	}
	no := false
	nodes := Call(p, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{
		ObjectID: p.Object(focusedElement), FetchRelatives: &no,
	}).Nodes
	if len(nodes) == 0 || nodes[0].Ignored || Eval[bool](p, focusedElement+` === document.body`) {
		return AxNode{Role: "RootWebArea"}
	}
	return NewAxNode(nodes[0])
}

// AxFind returns the nodes of a role and a name, without those that assistive technology
// ignores. An empty role or name is any.
func (p *Page) AxFind(role, name string) []AxNode {
	p.T.Helper()
	elements := fmt.Sprintf(`[document, shadow].flatMap((root) => [...root.querySelectorAll(%q)])`,
		elementsOf[role])
	if nodes, ok := p.inWebKit(elements); ok {
		return slices.DeleteFunc(nodes, func(n AxNode) bool {
			return n.Role != role || name != "" && n.Name != name
		})
	}
	found := Call(p, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{
		ObjectID: p.Object("document"), Role: role, AccessibleName: name,
	}).Nodes
	var nodes []AxNode
	for _, n := range found {
		if !n.Ignored {
			nodes = append(nodes, NewAxNode(n))
		}
	}
	return nodes
}

// AxWait waits until there is just one such node, and returns it.
func (p *Page) AxWait(role, name string) AxNode {
	p.T.Helper()
	var nodes []AxNode
	p.Until("one "+role+" named "+name, func() bool {
		nodes = p.AxFind(role, name)
		return len(nodes) == 1
	})
	return nodes[0]
}

// AxFocusOn waits until such a node has the focus.
func (p *Page) AxFocusOn(role, name string) {
	p.T.Helper()
	p.Until("the focus on the "+role+" named "+name, func() bool {
		n := p.AxFocused()
		return n.Role == role && n.Name == name
	})
}

// axPress activates a node as browsers do for assistive technology: it gets the focus and a
// click.
func (p *Page) axPress(n AxNode) {
	p.T.Helper()
	if n.Is(accessibility.PropertyNameDisabled) {
		p.T.Fatalf("the %s %q is disabled", n.Role, n.Name)
	}
	if n.script != "" {
		Eval[any](p, `((e) => { e.focus(); e.click(); })(`+n.script+`)`)
		return
	}
	Call(p, dom.Focus, dom.FocusParams{BackendNodeID: n.Element})
	object := Call(p, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: n.Element}).Object
	Call(p, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		ObjectID: object.ObjectID, FunctionDeclaration: `function () { this.click(); }`,
	})
}

// TabTo presses Tab until such a node has the focus.
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
			p.T.Fatalf("Tab does not come to the %s %q, only to %q", role, name, through)
		}
		seen[n.Element] = true
		through = append(through, n.Role+" "+n.Name)
	}
}
