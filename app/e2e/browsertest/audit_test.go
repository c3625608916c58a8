package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// measure is a figure that has a minimum: a contrast, or a size in CSS px.
type measure struct {
	What        string
	Value, Need float64
}

// audited has the audit's scripts in each document of a page to come.
func audited(t *testing.T, p *page) {
	t.Helper()
	for _, source := range []string{
		// A frame without an address has its page's origin, and says "null".
		readPackage(t, "axe-core/axe.min.js") + `; axe.configure({allowedOrigins: ["<unsafe_all_origins>"]});`,
		mustRead("app/e2e/browsertest/audit/colours.js") + mustRead("app/e2e/browsertest/audit/measure.js"),
	} {
		call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: source})
	}
}

// openAudited opens a page that can be measured, in a state.
func openAudited(t *testing.T, bring func(p *page)) *page {
	t.Helper()
	p := newPage(t)
	audited(t, p)
	bring(p)
	p.settle()
	return p
}

// TestStates brings every state up once, looks at it on every screen, and holds
// it there to RGAA 3.2, 3.3, 10.7 and 10.11, to WCAG 2.5.8 and to axe-core; then
// with less motion and with more space. Its markup is validated. It writes a picture of each if -pictures names a folder.
func TestStates(t *testing.T) {
	t.Parallel()
	if *pictures != "" {
		if err := os.MkdirAll(*pictures, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	var markup, needed sync.Map // texts by name; the numbers of axe's doubts
	t.Run("states", func(t *testing.T) {
		for _, state := range states() {
			t.Run(state.name, func(t *testing.T) {
				t.Parallel()
				testState(t, state, &markup, &needed)
			})
		}
	})
	t.Run("markup", func(t *testing.T) {
		pages := make(map[string]string)
		markup.Range(func(name, page any) bool { pages[name.(string)] = page.(string); return true })
		validate(t, pages)
	})
	t.Run("allowed", func(t *testing.T) { checkNeeded(t, &needed) })
}

// testState looks at a state on every screen.
func testState(t *testing.T, state state, markup, needed *sync.Map) {
	p := openAudited(t, state.bring)
	p.do(moveAway())
	for i, page := range eval[[]string](p, `audit.markup()`) {
		markup.Store(fmt.Sprintf("%s %d", state.name, i), page)
	}
	part := func(name string, check func()) {
		t.Run(name, func(t *testing.T) {
			p.t = t
			check()
		})
		p.t = t
	}
	for _, screen := range screens() {
		part(screen.name, func() { look(p, state, screen, needed) })
	}
	part("reduced-motion", func() { checkMotion(p, state) })
	part("text-spacing", func() { checkSpacing(p, state) })
}

// look makes every check of a state on a screen.
func look(p *page, state state, screen screen, needed *sync.Map) {
	p.t.Helper()
	emulate(p, screen)
	if *pictures != "" {
		takePicture(p, filepath.Join(*pictures, state.name+"-"+screen.name+".png"))
	}
	checkWidth(p)
	entry := figures{State: state.name, Screen: screen.name}
	entry.Targets = hold(p, "target, in px", eval[[]measure](p, `audit.targets()`))
	entry.Texts = hold(p, "text", eval[[]measure](p, `audit.texts()`))
	if screen.scheme == "forced" {
		entry.Borders = hold(p, "border", eval[[]measure](p, `audit.borders()`))
	} else {
		entry.Edges = hold(p, "control", eval[[]measure](p, `audit.edges()`))
	}
	force(p, forced{[]string{"hover"}, func() {
		entry.Hovered = hold(p, "text of a hovered control", eval[[]measure](p, `audit.texts(audit.controls())`))
	}}, forced{[]string{"focus", "focus-visible"}, func() {
		entry.Rings = hold(p, "focus ring", eval[[]measure](p, `audit.rings()`))
		entry.Focused = hold(p, "text of a focused control", eval[[]measure](p, `audit.texts(audit.controls())`))
	}})
	entry.Axe = checkAxe(p, state, screen, needed)
	written.add(entry)
}

// hold fails for what is under its minimum, and returns what is the nearest to it.
func hold(p *page, kind string, list []measure) (lowest *measure) {
	p.t.Helper()
	for _, m := range list {
		if m.Value < m.Need-0.005 {
			p.t.Errorf("%s: %s has %.2f, needs %v", kind, m.What, m.Value, m.Need)
		}
		if lowest == nil || m.Value/m.Need < lowest.Value/lowest.Need {
			lowest = &m
		}
	}
	return lowest
}

// force has every control in states such as hover, one after the other, each for as
// long as its check runs, without the act itself, which the page would hear.
func force(p *page, states ...forced) {
	p.t.Helper()
	call(p, dom.Enable, dom.EnableParams{})
	call(p, css.Enable, cdp.Empty{})
	call(p, dom.GetDocument, dom.GetDocumentParams{})
	list := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: `audit.controls()`})
	properties := call(p, runtime.GetProperties, runtime.GetPropertiesParams{ObjectID: list.Result.ObjectID, OwnProperties: new(true)})
	var controls []cdp.NodeID
	for _, property := range properties.Result {
		if property.Enumerable {
			controls = append(controls, call(p, dom.RequestNode, dom.RequestNodeParams{ObjectID: property.Value.ObjectID}).NodeID)
		}
	}
	for _, state := range states {
		for _, node := range controls {
			call(p, css.ForcePseudoState, css.ForcePseudoStateParams{NodeID: node, ForcedPseudoClasses: state.classes})
		}
		drawn(p)
		state.check()
	}
	call(p, css.Disable, cdp.Empty{}) // which ends them all
	call(p, dom.Disable, cdp.Empty{})
	drawn(p)
}

// forced are the classes of a state that controls are forced into, and its check.
type forced struct {
	classes []string
	check   func()
}

// checkWidth fails if the page, or anything of the banner's but what scrolls by
// itself, is wider than the screen.
func checkWidth(p *page) {
	p.t.Helper()
	wide := eval[[]string](p, `[...shadow.querySelectorAll(".cookies *")]
		.filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 0.5)
		.map((e) => e.tagName + "." + e.className + " " + e.id)`)
	if len(wide) > 0 {
		p.t.Errorf("wider than the screen: %q", wide)
	}
	if eval[bool](p, `document.documentElement.scrollWidth > innerWidth`) {
		p.t.Error("the page scrolls sideways")
	}
}

func takePicture(p *page, file string) {
	p.t.Helper()
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(file, png, 0o644); err != nil {
		p.t.Fatal(err)
	}
}
