package access

import (
	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"

	"cookies-preferences/app/e2e/harness"
)

// axAll returns the whole tree of a frame, by node; "" is the page itself.
func axAll(p *harness.Page, frame cdp.FrameID) (root accessibility.NodeID, all map[accessibility.NodeID]harness.AxNode) {
	p.T.Helper()
	nodes := harness.Call(p, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{FrameID: frame}).Nodes
	if len(nodes) == 0 {
		p.T.Fatal("the accessibility tree is empty")
	}
	all = make(map[accessibility.NodeID]harness.AxNode)
	for _, n := range nodes {
		all[n.NodeID] = harness.NewAXNode(n)
	}
	return nodes[0].NodeID, all
}
