package access

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser/webkit"
)

// newAuditedTab opens a blank tab that has the audit's scripts in each document.
func newAuditedTab(t *testing.T) *harness.Page {
	t.Helper()
	p := harness.NewPage(t)
	// A frame without an address has its page's origin, and reports "null".
	p.Preload(harness.ReadPackage(t, "axe-core/axe.min.js") +
		`; axe.configure({allowedOrigins: ["<unsafe_all_origins>"]});`)
	for _, script := range []string{"colours.js", "measure.js", "focus.js"} {
		p.Preload(harness.MustRead("app/e2e/access/audit/" + script))
	}
	return p
}

// TestStates checks every state on three screens: desktop, 320 px in the dark, and a phone
// with forced colours. axe-core, which takes as long as all the rest and reads what is the same in
// every engine, runs on the first, in Chromium. With -pictures it also writes a picture of each.
func TestStates(t *testing.T) {
	screens, all := inEngine(t, mainScreens), tabs()
	axe := screens[:1]
	if harness.EngineOf(t) == harness.WebKit {
		axe = nil
		all = slices.DeleteFunc(all, func(tab stateTab) bool { // the administrators' own tool
			return strings.HasPrefix(tab.name, "workshop")
		})
	}
	testStates(t, append(all, withoutProgram), screens, axe)
}

// TestLongStates checks every state on every other screen.
func TestLongStates(t *testing.T) { testStates(t, tabs(), otherScreens, otherScreens) }

func testStates(t *testing.T, tabs []stateTab, screens, axe []screen) {
	t.Parallel()
	var markup sync.Map // pages, by name
	t.Run("states", func(t *testing.T) {
		for _, tab := range tabs {
			t.Run(tab.name, func(t *testing.T) {
				t.Parallel()
				p := newAuditedTab(t)
				for _, state := range tab.states {
					part(p, state.name, func() { testState(p, state, screens, axe, &markup) })
				}
			})
		}
	})
	t.Run("markup", func(t *testing.T) {
		pages := make(map[string]string)
		markup.Range(func(name, page any) bool {
			pages[name.(string)] = page.(string)
			return true
		})
		validate(t, pages)
	})
}

// testState brings a tab to a state and makes every check of it.
func testState(p *harness.Page, state state, screens, axe []screen, markup *sync.Map) {
	p.T.Helper()
	p.Resize(1280, 900)
	p.Look("light")
	state.bring(p)
	p.MoveAway()
	p.Settle()
	for i, page := range harness.Eval[[]string](p, `audit.markup()`) {
		markup.Store(fmt.Sprintf("%s %d", state.name, i), page)
	}
	for _, screen := range screens {
		part(p, screen.name, func() {
			look(p, state, screen)
			if slices.Contains(axe, screen) {
				checkAxe(p, state, screen)
			}
		})
	}
	if harness.Eval[bool](p, `shadow !== document`) {
		part(p, "language", func() { checkLanguage(p) })
		part(p, "order", func() { checkOrder(p) })
		if harness.EngineOf(p.T) == harness.Chromium { // the others can't simulate these
			part(p, "names", func() { checkNames(p) })
			part(p, "comfort", func() { checkComfort(p) })
			part(p, "large-text", func() { checkLargeText(p) })
		}
	}
	part(p, "reduced-motion", func() { checkMotion(p) })
	part(p, "text-spacing", func() { checkSpacing(p) })
}

// part runs a check of a page as a subtest.
func part(p *harness.Page, name string, check func()) {
	t := p.T
	t.Run(name, func(t *testing.T) {
		p.T = t
		check()
	})
	p.T = t
}

// look makes the checks that depend on the screen: RGAA 3.2, 3.3, 10.7, 10.11 and 10.14, WCAG
// 2.5.8, and how much the notice covers.
func look(p *harness.Page, state state, screen screen) {
	p.T.Helper()
	emulate(p, screen)
	if *harness.Pictures != "" {
		takePicture(p, state.name+"-"+screen.name+".png")
	}
	checkWidth(p)
	checkCoverage(p, state, screen)
	p.Measure("target, in px", `audit.targets()`)
	p.Measure("text", `audit.texts()`)
	if screen.scheme == "forced" {
		p.Measure("border", `audit.borders()`)
	} else {
		p.Measure("control", `audit.edges()`)
	}
	force, end := forcing(p)
	shown := harness.Eval[[]string](p, `audit.shown()`)
	same := func(means string) {
		p.T.Helper()
		if now := harness.Eval[[]string](p, `audit.shown()`); !slices.Equal(now, shown) {
			p.T.Errorf("with the %s, the texts are %q, without it %q", means, now, shown)
		}
	}
	force("hover")
	same("pointer")
	p.Measure("text of a hovered control", `audit.texts(audit.controls())`)
	force("focus", "focus-visible")
	same("focus")
	p.Measure("focus ring", `audit.rings()`)
	p.Measure("text of a focused control", `audit.texts(audit.controls())`)
	end()
	drawn(p)
}

// controlNodes are the controls, as the browser's protocol numbers them.
func controlNodes(p *harness.Page) (nodes []cdp.NodeID) {
	p.T.Helper()
	harness.Call(p, dom.Enable, dom.EnableParams{})
	harness.Call(p, css.Enable, cdp.Empty{})
	harness.Call(p, dom.GetDocument, dom.GetDocumentParams{})
	for _, object := range controlObjects(p) {
		node := harness.Call(p, dom.RequestNode, dom.RequestNodeParams{ObjectID: object})
		nodes = append(nodes, node.NodeID)
	}
	return nodes
}

// controlObjects are handles of the controls.
func controlObjects(p *harness.Page) (objects []runtime.RemoteObjectID) {
	p.T.Helper()
	all := harness.Call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: `audit.controls()`})
	properties := harness.Call(p, runtime.GetProperties, runtime.GetPropertiesParams{
		ObjectID: all.Result.ObjectID, OwnProperties: new(true),
	})
	for _, property := range properties.Result {
		if property.Enumerable {
			objects = append(objects, property.Value.ObjectID)
		}
	}
	return objects
}

// forcing returns a function that gives the controls pseudo-classes such as hover, without the act
// itself, which the page would react to, and one that ends that.
func forcing(p *harness.Page) (force func(classes ...string), end func()) {
	p.T.Helper()
	if tab, ok := p.Driver.(*webkit.Tab); ok {
		force = func(classes ...string) {
			p.T.Helper()
			p.Drive(func(ctx context.Context) error {
				return tab.Force(ctx, `audit.controls()`, classes...)
			})
			drawn(p)
		}
		return force, func() { p.T.Helper(); force() }
	}
	nodes := controlNodes(p)
	force = func(classes ...string) {
		p.T.Helper()
		for _, node := range nodes {
			harness.Call(p, css.ForcePseudoState,
				css.ForcePseudoStateParams{NodeID: node, ForcedPseudoClasses: classes})
		}
		drawn(p)
	}
	return force, func() {
		p.T.Helper()
		harness.Call(p, css.Disable, cdp.Empty{})
		harness.Call(p, dom.Disable, cdp.Empty{})
	}
}

// checkWidth fails if the page, or anything of the banner's but what scrolls by
// itself, is wider than the screen.
func checkWidth(p *harness.Page) {
	p.T.Helper()
	wide := harness.Eval[[]string](p, `[...shadow.querySelectorAll(".cookies *")]
		.filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 0.5)
		.map((e) => e.tagName + "." + e.className + " " + e.id)`)
	if len(wide) > 0 {
		p.T.Errorf("wider than the screen: %q", wide)
	}
	if harness.Eval[bool](p, `document.documentElement.scrollWidth > innerWidth`) {
		p.T.Error("the page scrolls sideways")
	}
}

// longerText are the states whose notice has more to say.
var longerText = regexp.MustCompile(`^notice-(gpc|shared)$|-long-name$`)

// checkCoverage checks that the page stays readable beside the notice: it covers little of the
// window, has nothing in it that must be scrolled to, and the page scrolls as ever.
func checkCoverage(p *harness.Page, state state, screen screen) {
	p.T.Helper()
	most := map[int]float64{1280: 0.22, 390: 1. / 3, 320: 1}[screen.width]
	if screen.width == 390 && longerText.MatchString(state.name) {
		most = 0.37
	}
	type notice struct {
		Covers   float64 // of the window
		Scrolls  []string
		Overflow string
	}
	found := harness.Eval[*notice](p, `audit.notice()`)
	if found == nil {
		return
	}
	if found.Covers > most {
		p.T.Errorf("the notice covers %.1f %% of the window, want %.0f %% at most",
			100*found.Covers, 100*most)
	}
	if len(found.Scrolls) > 0 && screen.width > 320 {
		p.T.Errorf("the notice needs scrolling in %q", found.Scrolls)
	}
	if found.Overflow != "visible,visible" {
		p.T.Errorf("the page's overflow is %s", found.Overflow)
	}
}

func takePicture(p *harness.Page, name string) {
	p.T.Helper()
	png := harness.Call(p, page.CaptureScreenshot, page.CaptureScreenshotParams{}).Data
	harness.KeepPicture(p.T, name, png)
}
