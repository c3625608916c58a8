package access

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"

	"cookies-preferences/app/e2e/harness"
)

// treeLegend says how to read a recorded tree, to auditors who read no Go.
const treeLegend = `
Légende. C’est l’arbre d’accessibilité que Chromium donne aux lecteurs d’écran : chaque
ligne est un élément, avec son rôle, son nom entre «…», son état et sa description ; ce
qu’il contient est en retrait. Ce qui n’y est pas est ignoré des lecteurs d’écran.
Ce fichier est écrit et comparé par le test TestTrees (app/e2e/access).

`

// silent are the roles that screen readers don't announce: their children take their place.
var silent = []string{"", "none", "generic", "LabelText", "LineBreak", "ListMarker",
	"InlineTextBox", "RootWebArea"}

// axTree is the tree of a page, or of a frame in it.
type axTree struct {
	root harness.AxNode
	all  map[accessibility.NodeID]harness.AxNode
}

// readTree reads the tree of a frame; "" is the page itself.
func readTree(p *harness.Page, frame cdp.FrameID) axTree {
	p.T.Helper()
	nodes := harness.Call(p, accessibility.GetFullAXTree,
		accessibility.GetFullAXTreeParams{FrameID: frame}).Nodes
	if len(nodes) == 0 {
		p.T.Fatal("the accessibility tree is empty")
	}
	all := make(map[accessibility.NodeID]harness.AxNode)
	for _, n := range nodes {
		all[n.NodeID] = harness.NewAxNode(n)
	}
	return axTree{all[nodes[0].NodeID], all}
}

// children are the nodes below a node that screen readers announce.
func (t axTree) children(n harness.AxNode) (list []harness.AxNode) {
	for _, id := range n.Children {
		child, ok := t.all[id]
		switch {
		case !ok:
		case child.Ignored || slices.Contains(silent, child.Role):
			list = append(list, t.children(child)...)
		default:
			list = append(list, child)
		}
	}
	return list
}

// inOrder are the nodes of a role, as they are read.
func (t axTree) inOrder(role string) (list []harness.AxNode) {
	var collect func(n harness.AxNode)
	collect = func(n harness.AxNode) {
		for _, child := range t.children(n) {
			if child.Role == role {
				list = append(list, child)
			}
			collect(child)
		}
	}
	collect(t.root)
	return list
}

// write writes what a node contains, a line each.
func (t axTree) write(text *strings.Builder, n harness.AxNode, indent string) {
	var words string // texts that follow each other are read as one
	flush := func() {
		words = harness.OneLine(words)
		if words != "" && !slices.Equal(strings.Fields(words), strings.Fields(n.Name)) {
			fmt.Fprintf(text, "%stexte : %s\n", indent, words)
		}
		words = ""
	}
	for _, child := range t.children(n) {
		if child.Role == "StaticText" {
			words += child.Name
			continue
		}
		flush()
		if child.Role == "paragraph" && child.Name == "" {
			if words := t.plain(t.children(child)); words != "" {
				fmt.Fprintf(text, "%sparagraphe : %s\n", indent, harness.OneLine(words))
				continue
			}
		}
		fmt.Fprintf(text, "%s%s\n", indent, child.French())
		t.write(text, child, indent+"  ")
	}
	flush()
}

// plain is the text of nodes that are nothing but text; "" if there is more.
func (t axTree) plain(content []harness.AxNode) (words string) {
	for _, n := range content {
		if n.Role != "StaticText" {
			return ""
		}
		words += n.Name
	}
	return words
}

// elementsOf returns all that is in an element, its shadow tree included.
func elementsOf(n *cdp.Node, into map[cdp.BackendNodeID]bool) map[cdp.BackendNodeID]bool {
	into[n.BackendNodeID] = true
	for _, child := range append(slices.Clone(n.Children), n.ShadowRoots...) {
		elementsOf(child, into)
	}
	return into
}

// bannerTree writes where the banner stands in the page that Chromium shows, and what is in it.
func bannerTree(p *harness.Page) string {
	p.T.Helper()
	tree := readTree(p, "")
	everything, pierce := int64(-1), true
	host := harness.Call(p, dom.DescribeNode, dom.DescribeNodeParams{
		ObjectID: p.Object(`shadow.host`), Depth: &everything, Pierce: &pierce,
	}).Node
	ours := elementsOf(host, make(map[cdp.BackendNodeID]bool))
	return tree.banner(p.T, func(n harness.AxNode) bool { return ours[n.Element] })
}

// banner writes where the banner, whose nodes are ours, stands among what the page has, and what
// is in it.
func (a axTree) banner(t *testing.T, ours func(harness.AxNode) bool) string {
	t.Helper()
	var place, banner strings.Builder
	found := false
	for _, n := range a.children(a.root) {
		switch {
		case !ours(n):
			fmt.Fprintf(&place, "  %s\n", n.French())
			continue
		case !found:
			place.WriteString("  → le bandeau, ci-dessous\n")
			found = true
		}
		fmt.Fprintf(&banner, "  %s\n", n.French())
		a.write(&banner, n, "    ")
	}
	if !found {
		t.Fatal("the banner is not in the accessibility tree")
	}
	return "Sa place dans la page, dans l’ordre de lecture :\n" + place.String() +
		"\nLe bandeau :\n" + banner.String()
}

// frameTree writes what is in a frame of the page.
func frameTree(p *harness.Page, id string) string {
	p.T.Helper()
	frame := harness.Call(p, dom.DescribeNode,
		dom.DescribeNodeParams{ObjectID: p.Object(`$("` + id + `")`)}).Node.FrameID
	if frame == "" {
		p.T.Fatalf("there is no frame %s", id)
	}
	return readTree(p, frame).frame(harness.Eval[string](p, `$("`+id+`").title`))
}

// frame writes what is in a frame, whose page the root is.
func (t axTree) frame(title string) string {
	var text strings.Builder
	fmt.Fprintf(&text, "Le cadre «\u00a0%s\u00a0», dont le contenu attend :\n", title)
	t.write(&text, t.root, "  ")
	return text.String()
}

// treeState is a state whose tree is recorded.
type treeState struct {
	name, title string
	attributes  string // of the banner's script
	act         func(*harness.Page)
}

// treeStates are the states whose trees are recorded, besides the placeholder.
var treeStates = []treeState{
	{"notice", "La demande de consentement", "", func(*harness.Page) {}},
	{"saved", "Une fois le choix enregistré", "", func(p *harness.Page) {
		p.Choose("cookies-refuse")
		p.Wait(`announcements.length`)
	}},
	{"preferences", "Les préférences, ouvertes depuis la demande", "", openPreferences},
	{"preferences-exempt", "Les préférences, avec Matomo exempté de consentement",
		`data-exempt="matomo"`, openPreferences},
	{"preferences-panels-open", "Les préférences, tous les panneaux dépliés", "", openPanels},
	{"preferences-after-a-choice", "Les préférences, rouvertes après avoir tout accepté", "",
		func(p *harness.Page) {
			p.Choose("cookies-accept")
			p.Click("open")
			waitPreferences(p)
		}},
	{"charter", "La charte, ouverte depuis la demande", "", func(p *harness.Page) {
		p.Click("cookies-read-charter")
		p.Wait(`shadow.querySelector(".charter")`)
	}},
}

func waitPreferences(p *harness.Page) {
	p.T.Helper()
	p.Wait(`$("cookies-dialog")?.open && shadow.querySelectorAll(".details").length >= 4
		&& !shadow.querySelector(".loading")`)
}

func openPreferences(p *harness.Page) {
	p.T.Helper()
	p.Click("cookies-customize")
	waitPreferences(p)
}

func openPanels(p *harness.Page) {
	p.T.Helper()
	openPreferences(p)
	for category := range strings.FieldsSeq("functional_cookies statistics internal third_party") {
		p.Click("cookies-details-" + category)
		// The panel moves the next button.
		p.Wait(`$("cookies-details-` + category + `").parentNode.open`)
	}
}

// file is the name of the record of the tree.
func (s treeState) file() string { return "trees/" + s.name + ".txt" }

// record writes the record of the tree.
func (s treeState) record(tree string) string {
	return "Arbre d’accessibilité : " + s.title + "\n" + treeLegend + tree
}

// check brings a page to the state, and checks its tree: the dialog's without the program, and
// again once let has had that take it over.
func (s treeState) check(p *harness.Page, let, check func()) {
	p.T.Helper()
	s.act(p)
	p.MoveAway()
	check()
	if p.Sight().Dialog {
		let()
		p.Wait(harness.Started)
		check()
	}
}

// placeholderState is the frame that waits on the page of [harness.ShowPlaceholder].
var placeholderState = treeState{name: "placeholder", title: "ce qui attend un consentement"}

// TestTrees compares the accessibility tree of each state with the one that was read and
// found good (testdata/trees): the dialog's without the program, and again once that has taken it
// over. A category's declared cookies are absent until its panel is open (RGAA 10.8).
func TestTrees(t *testing.T) {
	t.Parallel()
	for _, state := range treeStates {
		t.Run(state.name, func(t *testing.T) {
			t.Parallel()
			p, let := recordedPage(t, state.attributes)
			state.check(p, let, func() {
				t.Helper()
				checkRecorded(t, state.file(), state.record(bannerTree(p)))
			})
		})
	}
	t.Run(placeholderState.name, func(t *testing.T) {
		t.Parallel()
		p := harness.NewPage(t)
		harness.ShowPlaceholder(p)
		checkRecorded(t, placeholderState.file(), placeholderState.record(frameTree(p, "video")))
	})
}
