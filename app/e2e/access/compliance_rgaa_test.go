package access

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
)

// controls is a script that finds all that Tab can come to in the banner.
const controls = `[...($("cookies-dialog") ?? shadow).querySelectorAll("button, a[href], summary, input, [tabindex='0']")]
	.filter((e) => e.checkVisibility())`

// TestNamesContainWhatIsSeen: the name of each control, by which it is spoken to,
// contains the text that is seen on it (RGAA 6.1, 11.9).
func TestNamesContainWhatIsSeen(t *testing.T) {
	t.Parallel()
	harness.InEachState(t, "fr", func(t *testing.T, p *harness.Page) {
		seen := harness.Eval[[]string](p, controls+`.map((e) => (e.labels?.[0] ?? e).innerText)`)
		no := false
		fold := func(s string) string { return strings.Join(strings.Fields(s), " ") }
		for i, text := range seen {
			n := harness.NewAXNode(harness.Call(p, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{
				ObjectID: p.Object(fmt.Sprintf("%s[%d]", controls, i)), FetchRelatives: &no,
			}).Nodes[0])
			if n.Ignored || n.Name == "" || !strings.Contains(fold(n.Name), fold(text)) {
				t.Errorf("what reads %q is %s", text, n.French())
			}
		}
	})
}

// TestHeadings: no level is left out, a dialog's title comes first and names it,
// and the categories are a list (RGAA 9.1, 9.3).
func TestHeadings(t *testing.T) {
	t.Parallel()
	harness.InEachState(t, "fr", func(t *testing.T, p *harness.Page) {
		level := 1
		headings := p.AxFind("heading", "")
		for _, n := range headings {
			next, _ := n.States[accessibility.PropertyNameLevel].(float64)
			if int(next) > level+1 || next < 2 {
				t.Errorf("a heading of level %v follows one of level %d", next, level)
			}
			level = int(next)
		}
		for _, dialog := range p.AxFind("dialog", "") {
			if len(headings) == 0 || headings[0].Name != dialog.Name || dialog.Name == "" {
				t.Errorf("the dialog %q begins with the headings %v", dialog.Name, headings)
			}
		}
		if switches := len(p.AxFind("switch", "")); switches > 0 && len(p.AxFind("list", "")) != 2 {
			t.Errorf("the categories, and the trackers of one, are %d lists, want two", len(p.AxFind("list", "")))
		}
	})
}

// TestVisualOrder: Tab goes as the eye does: what comes next is never above, nor
// before on the same line (RGAA 12.8).
func TestVisualOrder(t *testing.T) {
	t.Parallel()
	harness.InEachState(t, "fr", func(t *testing.T, p *harness.Page) {
		for _, width := range []int64{1280, 390} {
			p.Do(chromedp.EmulateViewport(width, 6000)) // nothing is scrolled away
			wrong := harness.Eval[[]string](p, `(() => {
				const stops = `+controls+`;
				const box = (e) => e.getBoundingClientRect(), told = (e) => e.id || e.innerText;
				return stops.slice(1).flatMap((next, i) => {
					const a = box(stops[i]), b = box(next);
					const sameLine = b.top < a.bottom - 1 && a.top < b.bottom - 1;
					return b.bottom <= a.top + 1 && b.left < a.right || sameLine && b.right <= a.left + 1 ? [told(stops[i]) + ", then " + told(next)] : [];
				});
			})()`)
			if len(wrong) > 0 {
				t.Errorf("at %d px, Tab goes backwards for the eye: %q", width, wrong)
			}
		}
	})
}

// toldApart is a script that names a control of the banner, another one of the same
// text otherwise: by its place.
const toldApart = `((e) => e.id || e.innerText + " " + [...shadow.querySelectorAll("*")].indexOf(e))`

// focusRing is a script that tells how what has the focus in the banner is marked;
// null when nothing in it has.
const focusRing = `(() => {
	const e = shadow.activeElement, s = e && getComputedStyle(e);
	return e && {What: ` + toldApart + `(e), Style: s.outlineStyle, Width: parseFloat(s.outlineWidth)};
})()`

// TestFocusIsSeen: what has the focus by keyboard has an outline of two pixels at
// least, with forced colours too (RGAA 10.7).
func TestFocusIsSeen(t *testing.T) {
	t.Parallel()
	type ring struct {
		What, Style string
		Width       float64
	}
	harness.InEachState(t, "fr", func(t *testing.T, p *harness.Page) {
		for _, forced := range []string{"none", "active"} {
			harness.Call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
				Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: forced}},
			})
			seen := make(map[string]bool)
			for range 40 {
				p.Press(kb.Tab)
				r := harness.Eval[*ring](p, focusRing)
				if r == nil {
					continue // in the page, or out of it
				}
				if seen[r.What] {
					break
				}
				seen[r.What] = true
				if r.Style == "none" || r.Width < 2 {
					t.Errorf("forced colours %s: the focus is not seen: %+v", forced, *r)
				}
			}
			if stops := len(harness.Eval[[]string](p, controls+`.filter((e) => !e.disabled).map(`+toldApart+`)`)); len(seen) < stops {
				t.Errorf("only %d of %d controls had the focus", len(seen), stops)
			}
		}
	})
}
