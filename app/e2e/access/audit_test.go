package access

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

	"cookies-preferences/app/e2e/harness"
)

// audited has the audit's scripts in each document of a page to come.
func audited(t *testing.T, p *harness.Page) {
	t.Helper()
	for _, source := range []string{
		// A frame without an address has its page's origin, and says "null".
		harness.ReadPackage(t, "axe-core/axe.min.js") + `; axe.configure({allowedOrigins: ["<unsafe_all_origins>"]});`,
		harness.MustRead("app/e2e/access/audit/colours.js") + harness.MustRead("app/e2e/access/audit/measure.js"),
	} {
		harness.Call(p, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: source})
	}
}

// openAudited opens a page that can be measured, in a state.
func openAudited(t *testing.T, bring func(p *harness.Page)) *harness.Page {
	t.Helper()
	p := harness.NewPage(t)
	audited(t, p)
	bring(p)
	p.Settle()
	return p
}

// TestStates looks at every state on three screens: desktop, 320 px in the dark, and a
// phone with forced colours.
func TestStates(t *testing.T) {
	testStates(t, map[string]bool{"1280-light": true, "320-dark": true, "390-forced": true})
}

// TestLongStates looks at every state on every other screen.
func TestLongStates(t *testing.T) {
	testStates(t, map[string]bool{
		"1280-dark": true, "1280-forced": true, "390-light": true, "390-dark": true,
		"320-light": true, "320-forced": true,
	})
}

// testStates brings every state up once, looks at it on those screens, and holds
// it there to RGAA 3.2, 3.3, 10.7 and 10.11, to WCAG 2.5.8 and to axe-core; then
// with less motion and with more space. Its markup is validated. It writes a picture of
// each if -pictures names a folder.
func testStates(t *testing.T, on map[string]bool) {
	t.Parallel()
	if *harness.Pictures != "" {
		if err := os.MkdirAll(*harness.Pictures, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	var markup, needed sync.Map // texts by name; the numbers of axe's doubts
	t.Run("states", func(t *testing.T) {
		for _, state := range states() {
			t.Run(state.name, func(t *testing.T) {
				t.Parallel()
				testState(t, state, on, &markup, &needed)
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

// testState looks at a state on some screens.
func testState(t *testing.T, state state, on map[string]bool, markup, needed *sync.Map) {
	p := openAudited(t, state.bring)
	p.Do(harness.MoveAway())
	for i, page := range harness.Eval[[]string](p, `audit.markup()`) {
		markup.Store(fmt.Sprintf("%s %d", state.name, i), page)
	}
	part := func(name string, check func()) {
		t.Run(name, func(t *testing.T) {
			p.T = t
			check()
		})
		p.T = t
	}
	for _, screen := range screens() {
		if on[screen.name] {
			part(screen.name, func() { look(p, state, screen, needed) })
		}
	}
	part("reduced-motion", func() { checkMotion(p, state) })
	part("text-spacing", func() { checkSpacing(p, state) })
}

// look makes every check of a state on a screen.
func look(p *harness.Page, state state, screen screen, needed *sync.Map) {
	p.T.Helper()
	emulate(p, screen)
	if *harness.Pictures != "" {
		takePicture(p, filepath.Join(*harness.Pictures, state.name+"-"+screen.name+".png"))
	}
	checkWidth(p)
	hold(p, "target, in px", harness.Eval[[]measure](p, `audit.targets()`))
	hold(p, "text", harness.Eval[[]measure](p, `audit.texts()`))
	if screen.scheme == "forced" {
		hold(p, "border", harness.Eval[[]measure](p, `audit.borders()`))
	} else {
		hold(p, "control", harness.Eval[[]measure](p, `audit.edges()`))
	}
	force(p, forced{[]string{"hover"}, func() {
		hold(p, "text of a hovered control", harness.Eval[[]measure](p, `audit.texts(audit.controls())`))
	}}, forced{[]string{"focus", "focus-visible"}, func() {
		hold(p, "focus ring", harness.Eval[[]measure](p, `audit.rings()`))
		hold(p, "text of a focused control", harness.Eval[[]measure](p, `audit.texts(audit.controls())`))
	}})
	checkAxe(p, state, screen, needed)
}

// measure is a figure that has a minimum: a contrast, or a size in CSS px.
type measure struct {
	What        string
	Value, Need float64
}

// hold fails for each figure under its minimum.
func hold(p *harness.Page, kind string, list []measure) {
	p.T.Helper()
	for _, m := range list {
		if m.Value < m.Need-0.005 {
			p.T.Errorf("%s: %s has %.2f, needs %v", kind, m.What, m.Value, m.Need)
		}
	}
}

// force has every control in states such as hover, one after the other, each for as
// long as its check runs, without the act itself, which the page would hear.
func force(p *harness.Page, states ...forced) {
	p.T.Helper()
	harness.Call(p, dom.Enable, dom.EnableParams{})
	harness.Call(p, css.Enable, cdp.Empty{})
	harness.Call(p, dom.GetDocument, dom.GetDocumentParams{})
	list := harness.Call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: `audit.controls()`})
	properties := harness.Call(p, runtime.GetProperties, runtime.GetPropertiesParams{ObjectID: list.Result.ObjectID, OwnProperties: new(true)})
	var controls []cdp.NodeID
	for _, property := range properties.Result {
		if property.Enumerable {
			controls = append(controls, harness.Call(p, dom.RequestNode, dom.RequestNodeParams{ObjectID: property.Value.ObjectID}).NodeID)
		}
	}
	for _, state := range states {
		for _, node := range controls {
			harness.Call(p, css.ForcePseudoState, css.ForcePseudoStateParams{NodeID: node, ForcedPseudoClasses: state.classes})
		}
		drawn(p)
		state.check()
	}
	harness.Call(p, css.Disable, cdp.Empty{}) // which ends them all
	harness.Call(p, dom.Disable, cdp.Empty{})
	drawn(p)
}

// forced are the classes of a state that controls are forced into, and its check.
type forced struct {
	classes []string
	check   func()
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

func takePicture(p *harness.Page, file string) {
	p.T.Helper()
	png, err := chromedp.Run(p.Ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.T.Fatal(err)
	}
	if err := os.WriteFile(file, png, 0o644); err != nil {
		p.T.Fatal(err)
	}
}
