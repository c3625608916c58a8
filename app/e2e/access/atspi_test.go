package access

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser"
)

// atspi is assistive technology on a desktop, and a browser there that gives it its pages.
type atspi struct {
	*xSession
	engine  harness.Engine
	browser browser.Browser
	input   io.Writer
	trees   chan *atspiNode // answers
	ended   error           // why no answer comes any more, once trees is closed
	marks   int

	mu     sync.Mutex
	events []atspiEvent // not taken yet
}

// atspiNode is an element as AT-SPI describes it.
type atspiNode struct {
	Role, Name, Description string
	States                  []string
	Attributes              map[string]string
	Text                    string // with U+FFFC for each element in it
	Children                []atspiNode
}

// atspiEvent is something that happened to an element.
type atspiEvent struct {
	Event  string // its type
	On     bool   // a state
	Node   atspiNode
	Region *atspiNode // the live region that it happened in
}

// startAtspi starts a desktop with a browser.
func startAtspi(t *testing.T, engine harness.Engine) *atspi {
	t.Helper()
	a := &atspi{xSession: startXSession(t), engine: engine, trees: make(chan *atspiNode)}
	command := a.command(pythonWithAtspi(t), filepath.Join("audit", "atspi.py"))
	command.Stderr = os.Stderr
	var err error
	if a.input, err = command.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(a.run(command))
	if _, err := lines.ReadString('\n'); err != nil {
		t.Fatalf("%s: %v", command, err)
	}
	go a.read(lines)
	a.browser = a.launch(engine)
	return a
}

// pythonWithAtspi finds a Python that has AT-SPI: the first on the path may not be the system's,
// which has the system's packages.
func pythonWithAtspi(t *testing.T) string {
	t.Helper()
	for _, path := range []string{os.Getenv("PYTHON"), "python3", "/usr/bin/python3"} {
		if path != "" && exec.Command(path, "-c", "import pyatspi").Run() == nil {
			return path
		}
	}
	t.Fatal("this test needs Python 3 with AT-SPI: make orca installs it on Debian " +
		"(python3-pyatspi); or give the path of a Python that has it in PYTHON")
	return ""
}

// read reads what assistive technology is given, until the test ends.
func (a *atspi) read(lines *bufio.Reader) {
	defer close(a.trees)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			a.ended = fmt.Errorf("atspi.py ended: %w", err)
			return
		}
		var given struct {
			Tree *atspiNode
			atspiEvent
		}
		if err := json.Unmarshal(line, &given); err != nil {
			a.ended = fmt.Errorf("atspi.py wrote %q: %w", line, err)
			return
		}
		if given.Event == "" {
			select {
			case a.trees <- given.Tree:
			case <-a.t.Context().Done(): // ask waits no longer
				a.ended = a.t.Context().Err()
				return
			}
			continue
		}
		a.mu.Lock()
		a.events = append(a.events, given.atspiEvent)
		a.mu.Unlock()
	}
}

// ask asks for the tree of the page with a title; nil if there is none.
func (a *atspi) ask(title string) *atspiNode {
	a.t.Helper()
	if _, err := fmt.Fprintln(a.input, title); err != nil {
		a.t.Fatal(err)
	}
	select {
	case tree, ok := <-a.trees:
		if !ok {
			a.t.Fatal(a.ended)
		}
		return tree
	case <-time.After(harness.Patience):
		a.t.Fatal("atspi.py does not answer")
	}
	return nil
}

// settled waits until assistive technology has been given a page that is at rest, and returns its
// tree.
func (a *atspi) settled(p *harness.Page) (tree *atspiNode) {
	p.T.Helper()
	p.Settle()
	a.marks++
	mark := fmt.Sprintf("Portail (%d)", a.marks)
	harness.Eval[any](p, fmt.Sprintf(`(document.title = %q, null)`, mark))
	p.Until("the tree of the page at rest", func() bool {
		before := tree
		tree = a.ask(mark)
		// WebKit gives a page that changes its title again the same name.
		given := tree != nil && (a.engine == harness.WebKit || tree.Name == mark)
		return given && reflect.DeepEqual(tree, before)
	})
	return tree
}

// peek returns what take would.
func (a *atspi) peek() []atspiEvent {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.events)
}

// take returns what has happened since it was last called.
func (a *atspi) take() (events []atspiEvent) {
	a.mu.Lock()
	defer a.mu.Unlock()
	events, a.events = a.events, nil
	return events
}

// atspiRoles are Chromium's names, which records have, of the roles of AT-SPI.
var atspiRoles = map[string]string{
	"document web": "RootWebArea", "section": "generic", "scroll pane": "generic",
	"static": "StaticText", "label": "LabelText", "push button": "button", "panel": "group",
	"list item": "listitem", "status bar": "status", "table row": "row", "table cell": "cell",
	"text":          "ListMarker", // WebKit's; the banner has no text fields
	"column header": "columnheader", "row header": "rowheader", "internal frame": "Iframe",
}

// taggedRoles are those of elements for which AT-SPI has a general role alone.
var taggedRoles = map[string]string{
	"strong": "strong", "code": "code", "iframe": "Iframe",
	"thead": "rowgroup", "tbody": "rowgroup",
}

// role is Chromium's name of an element's role.
func (n *atspiNode) role() string {
	given, tagged := n.Attributes["xml-roles"], taggedRoles[n.Attributes["tag"]]
	switch {
	case n.Role == "landmark", given == "switch":
		return given
	case tagged != "" && slices.Contains([]string{"static", "section", "panel"}, n.Role):
		return tagged
	case n.is("expandable") && strings.HasSuffix(n.Role, " button"):
		return "DisclosureTriangle"
	case atspiRoles[n.Role] != "":
		return atspiRoles[n.Role]
	}
	return n.Role
}

// name is the element's name. Firefox and WebKit name some elements by what they hold, which
// screen readers read; WebKit gives cells the words without a name.
func (n *atspiNode) name() string {
	switch n.role() {
	case "listitem", "row":
		return ""
	case "cell", "columnheader", "rowheader":
		return cmp.Or(n.Name, n.Text)
	}
	return n.Name
}

// is reports whether the element has a state.
func (n *atspiNode) is(state string) bool { return slices.Contains(n.States, state) }

// states are those that records have.
func (n *atspiNode) states() map[accessibility.PropertyName]any {
	states := map[accessibility.PropertyName]any{
		accessibility.PropertyNameHasPopup: n.is("has-popup"),
		accessibility.PropertyNameModal:    n.is("modal"),
		accessibility.PropertyNameBusy:     n.is("busy"),
	}
	switch n.role() {
	case "heading":
		states[accessibility.PropertyNameLevel] = n.Attributes["level"]
	case "switch":
		states[accessibility.PropertyNameChecked] = n.is("checked")
		states[accessibility.PropertyNameDisabled] = !n.is("sensitive")
	}
	if n.is("expandable") {
		states[accessibility.PropertyNameExpanded] = n.is("expanded")
	}
	return states
}

// content is what an element holds, its text too: Firefox and WebKit have no elements for that.
func (n *atspiNode) content() (content []atspiNode) {
	isText := func(c atspiNode) bool { return c.role() == "StaticText" }
	texts := strings.Split(n.Text, "\ufffc")
	switch {
	case isText(*n) || n.Text == "" || slices.ContainsFunc(n.Children, isText):
		return n.Children
	case len(texts) == len(n.Children)+1:
		for i, text := range texts {
			if text != "" {
				content = append(content, atspiNode{Role: "static", Name: text})
			}
			if i < len(n.Children) {
				content = append(content, n.Children[i])
			}
		}
		return content
	case !slices.ContainsFunc(n.Children, func(c atspiNode) bool {
		return len(c.Children) > 0 ||
			!slices.Contains([]string{"generic", "code", "ListMarker"}, c.role())
	}):
		// WebKit has elements for some parts of the text, and a character for the marker.
		return []atspiNode{{Role: "static", Name: strings.Join(texts, "")}}
	}
	return n.Children
}

// axTree is the tree in the form that DevTools gives it.
func (n *atspiNode) axTree() axTree {
	tree := axTree{all: make(map[accessibility.NodeID]harness.AxNode)}
	var add func(n *atspiNode) accessibility.NodeID
	add = func(n *atspiNode) accessibility.NodeID {
		id := accessibility.NodeID(strconv.Itoa(len(tree.all)))
		node := harness.AxNode{Role: n.role(), Name: n.name(), Description: n.Description,
			States: n.states()}
		tree.all[id] = node
		for _, child := range n.content() {
			node.Children = append(node.Children, add(&child))
		}
		tree.all[id] = node
		return id
	}
	tree.root = tree.all[add(n)]
	return tree
}

// atspiLegend says how to read differences, to auditors who read no Go.
const atspiLegend = `
Légende. Les navigateurs décrivent les pages aux lecteurs d’écran par AT-SPI, sous Linux. L’arbre
qu’ils donnent est comparé, ligne par ligne, avec celui que DevTools donne (dossier trees).
  −    ligne que seul DevTools donne
  +    ligne que seul ce navigateur donne
Le manuel (web/docs/engines.md) explique chaque différence. Sans fichier ici, il n’y en a pas.
Ce fichier est écrit et comparé par les tests TestLongAtspi… (app/e2e/access).

`

// differences lists the lines in which a text differs from another one.
func differences(from, to string) string {
	a, b := strings.Split(from, "\n"), strings.Split(to, "\n")
	// common[i][j] is how many lines a[i:] and b[j:] have in common, in order.
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var text strings.Builder
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			fmt.Fprintf(&text, "− %s\n", a[i])
			i++
		default:
			fmt.Fprintf(&text, "+ %s\n", b[j])
			j++
		}
	}
	return text.String()
}

// check compares the tree that the browser gives with the one of DevTools: they differ as was
// recorded, or not at all.
func (a *atspi) check(t *testing.T, state treeState, tree string) {
	t.Helper()
	recorded, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(state.file())))
	if err != nil {
		t.Fatal(err)
	}
	name := "atspi/" + strings.ToLower(string(a.engine)) + "-" + state.name + ".txt"
	file := filepath.Join("testdata", filepath.FromSlash(name))
	found := differences(string(recorded), state.record(tree))
	if found != "" {
		checkRecorded(t, name,
			"Par AT-SPI, dans "+string(a.engine)+"\u00a0: "+state.title+"\n"+atspiLegend+found)
		return
	}
	if *harness.Update {
		err = os.Remove(file)
	} else {
		_, err = os.Stat(file)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		t.Error(err)
	case !*harness.Update:
		t.Errorf("%s has differences, and there are none any more", file)
	}
}

// testAtspi checks what a browser gives assistive technology: the tree of each state.
func testAtspi(t *testing.T, engine harness.Engine) {
	a := startAtspi(t, engine)
	for _, state := range treeStates {
		t.Run(state.name, func(t *testing.T) {
			p := harness.NewPageIn(t, a.browser)
			let := showRecorded(p, state.attributes)
			state.check(p, let, func() {
				t.Helper()
				tree := a.settled(p).axTree()
				a.check(t, state, tree.banner(t, func(n harness.AxNode) bool {
					return n.Role != "main"
				}))
			})
		})
	}
	t.Run(placeholderState.name, func(t *testing.T) {
		p := harness.NewPageIn(t, a.browser)
		harness.ShowPlaceholder(p)
		frame := a.settled(p).find(func(n *atspiNode) bool { return n.role() == "Iframe" })
		if frame == nil {
			t.Fatal("there is no frame")
		}
		a.check(t, placeholderState, frame.axTree().frame(frame.Name))
	})
	t.Run("flow", a.walkAtspi)
}

// find is the first element below that meets a condition; nil if none does.
func (n *atspiNode) find(met func(*atspiNode) bool) *atspiNode {
	for i := range n.Children {
		child := &n.Children[i]
		if met(child) {
			return child
		}
		if found := child.find(met); found != nil {
			return found
		}
	}
	return nil
}

// TestLongAtspiChromium compares what Chromium gives assistive technology with what DevTools shows.
func TestLongAtspiChromium(t *testing.T) { testAtspi(t, harness.Chromium) }

// TestLongAtspiFirefox does the same in Firefox.
func TestLongAtspiFirefox(t *testing.T) { testAtspi(t, harness.Firefox) }

// TestLongAtspiWebKit does the same in WebKit.
func TestLongAtspiWebKit(t *testing.T) { testAtspi(t, harness.WebKit) }
