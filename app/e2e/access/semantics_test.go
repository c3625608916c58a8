package access

import (
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/harness"
)

// inBanner returns the banner's nodes of a role in the accessibility tree.
func inBanner(p *harness.Page, role string) (nodes []harness.AxNode) {
	p.T.Helper()
	query := accessibility.QueryAXTreeParams{ObjectID: p.Object(`shadow.host`), Role: role}
	for _, n := range harness.Call(p, accessibility.QueryAXTree, query).Nodes {
		if !n.Ignored {
			nodes = append(nodes, harness.NewAXNode(n))
		}
	}
	return nodes
}

// checkNames holds the name of each control, which people say to a voice control, to
// containing the text that is seen on it (RGAA 6.1, 11.9).
func checkNames(p *harness.Page) {
	p.T.Helper()
	fold := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	for i, text := range harness.Eval[[]string](p, `audit.controls().map((e) => (e.labels?.[0] ?? e).innerText)`) {
		n := harness.NewAXNode(harness.Call(p, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{
			ObjectID: p.Object(fmt.Sprintf("audit.controls()[%d]", i)), FetchRelatives: new(false),
		}).Nodes[0])
		if n.Ignored || n.Name == "" || !strings.Contains(fold(n.Name), fold(text)) {
			p.T.Errorf("the control that reads %q is exposed as %s", text, n.French())
		}
	}
}

// checkHeadings holds the banner to leaving out no level of heading, a dialog to beginning
// with the heading that names it, and switches to standing in lists (RGAA 9.1, 9.3).
func checkHeadings(p *harness.Page) {
	p.T.Helper()
	level := 1
	headings := inBanner(p, "heading")
	for _, n := range headings {
		next, _ := n.States[accessibility.PropertyNameLevel].(float64)
		if int(next) > level+1 || next < 2 {
			p.T.Errorf("a heading of level %v follows one of level %d", next, level)
		}
		level = int(next)
	}
	for _, dialog := range inBanner(p, "dialog") {
		if len(headings) == 0 || headings[0].Name != dialog.Name || dialog.Name == "" {
			p.T.Errorf("the dialog %q begins with the headings %v", dialog.Name, headings)
		}
	}
	// Four categories are one list, the trackers of one of them another.
	lists := map[bool]int{false: 1, true: 2}[len(inBanner(p, "switch")) > 4]
	if got := len(inBanner(p, "list")); len(inBanner(p, "switch")) > 0 && got != lists {
		p.T.Errorf("the switches stand in %d lists, want %d", got, lists)
	}
}

// checkOrder holds Tab to following the eye: the next control is never above the one before,
// nor before it on the same line (RGAA 12.8).
func checkOrder(p *harness.Page) {
	p.T.Helper()
	for _, width := range []int64{1280, 390} {
		p.Do(chromedp.EmulateViewport(width, 6000)) // nothing is scrolled away
		wrong := harness.Eval[[]string](p, `(() => {
			const stops = audit.controls().filter((e) => e.ownerDocument === document);
			const box = (e) => e.getBoundingClientRect();
			return stops.slice(1).flatMap((next, i) => {
				const a = box(stops[i]), b = box(next);
				const sameLine = b.top < a.bottom - 1 && a.top < b.bottom - 1;
				const above = b.bottom <= a.top + 1 && b.left < a.right;
				return above || sameLine && b.right <= a.left + 1
					? [audit.named(stops[i]) + ", then " + audit.named(next)] : [];
			});
		})()`)
		if len(wrong) > 0 {
			p.T.Errorf("at %d px, Tab goes backwards for the eye: %q", width, wrong)
		}
	}
}
