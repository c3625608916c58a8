package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// layers bring a page with the notice up to each state that visitors meet.
var layers = []struct {
	name string
	act  func(*page)
}{
	{"notice", func(p *page) { p.waitNotice() }},
	{"preferences", func(p *page) {
		p.click("cookies-customize")
		p.wait(`$("cookies-dialog")?.open && shadow.querySelectorAll(".details").length === 4`)
	}},
	{"charter", func(p *page) {
		p.click("cookies-read-charter")
		p.wait(`shadow.querySelector(".charter table")`)
	}},
	{"saved", func(p *page) {
		p.click("cookies-refuse")
		p.wait(`$("cookies-status").innerText !== ""`)
	}},
}

// inEachState runs a check in each state, on a page in a language of its own and
// with trackers declared.
func inEachState(t *testing.T, lang string, check func(*testing.T, *page)) {
	page := strings.Replace(portalPage(`data-portal="`+aude+`" data-trackers="matomo xiti"`), `lang="fr"`, `lang="`+lang+`"`, 1)
	for _, layer := range layers {
		t.Run(layer.name, func(t *testing.T) {
			p := newPage(t)
			p.open(serveText(t, "/portail", "text/html", page))
			p.waitNotice()
			layer.act(p)
			check(t, p)
		})
	}
}

// controls is a script that finds all that Tab can come to in the banner.
const controls = `[...($("cookies-dialog") ?? shadow).querySelectorAll("button, a[href], summary, input, [tabindex='0']")]
	.filter((e) => e.checkVisibility())`

// TestFrenchOnAnEnglishPage: whatever the page's language, all that the banner
// says is marked as French, but for the English terms of the charter (RGAA 8.7).
func TestFrenchOnAnEnglishPage(t *testing.T) {
	t.Parallel()
	inEachState(t, "en", func(t *testing.T, p *page) {
		type said struct{ Lang, Text string }
		texts := eval[[]said](p, `[...shadow.querySelectorAll("*")].filter((e) => e.localName !== "style")
			.flatMap((e) => [...e.childNodes].filter((n) => n.nodeType === 3 && n.data.trim())
				.map((n) => ({Lang: e.closest("[lang]")?.lang ?? "", Text: n.data.trim()})))`)
		if len(texts) == 0 {
			t.Error("the banner says nothing")
		}
		for _, s := range texts {
			want := "fr"
			if s.Text == "first-party" || s.Text == "third party" {
				want = "en"
			}
			if s.Lang != want {
				t.Errorf("%q is marked as %q", s.Text, s.Lang)
			}
		}
	})
}

// TestIDs: ids are unique, and what refers to one finds it (RGAA 8.2).
func TestIDs(t *testing.T) {
	t.Parallel()
	inEachState(t, "fr", func(t *testing.T, p *page) {
		ids := eval[[]string](p, `[...shadow.querySelectorAll("[id]")].map((e) => e.id).sort()`)
		if len(ids) == 0 || len(slices.Compact(slices.Clone(ids))) != len(ids) {
			t.Errorf("the ids are %q", ids)
		}
		lost := eval[[]string](p, `["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details"]
			.flatMap((key) => [...shadow.querySelectorAll("[" + key + "]")].flatMap((e) => e.getAttribute(key).split(" ")))
			.filter((id) => !shadow.getElementById(id))`)
		if len(lost) > 0 {
			t.Errorf("nothing is %q", lost)
		}
	})
}

// TestNamesContainWhatIsSeen: the name of each control, by which it is spoken to,
// contains the text that is seen on it (RGAA 6.1, 11.9).
func TestNamesContainWhatIsSeen(t *testing.T) {
	t.Parallel()
	inEachState(t, "fr", func(t *testing.T, p *page) {
		seen := eval[[]string](p, controls+`.map((e) => (e.labels?.[0] ?? e).innerText)`)
		no := false
		fold := func(s string) string { return strings.Join(strings.Fields(s), " ") }
		for i, text := range seen {
			n := newAXNode(call(p, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{
				ObjectID: p.object(fmt.Sprintf("%s[%d]", controls, i)), FetchRelatives: &no,
			}).Nodes[0])
			if n.ignored || n.name == "" || !strings.Contains(fold(n.name), fold(text)) {
				t.Errorf("what reads %q is %s", text, n.french())
			}
		}
	})
}

// TestHeadings: no level is left out, a dialog's title comes first and names it,
// and the categories are a list (RGAA 9.1, 9.3).
func TestHeadings(t *testing.T) {
	t.Parallel()
	inEachState(t, "fr", func(t *testing.T, p *page) {
		level := 1
		headings := p.axFind("heading", "")
		for _, n := range headings {
			next, _ := n.states[accessibility.PropertyNameLevel].(float64)
			if int(next) > level+1 || next < 2 {
				t.Errorf("a heading of level %v follows one of level %d", next, level)
			}
			level = int(next)
		}
		for _, dialog := range p.axFind("dialog", "") {
			if len(headings) == 0 || headings[0].name != dialog.name || dialog.name == "" {
				t.Errorf("the dialog %q begins with the headings %v", dialog.name, headings)
			}
		}
		if switches := len(p.axFind("switch", "")); switches > 0 && len(p.axFind("list", "")) != 2 {
			t.Errorf("the categories, and the trackers of one, are %d lists, want two", len(p.axFind("list", "")))
		}
	})
}

// TestVisualOrder: Tab goes as the eye does: what comes next is never above, nor
// before on the same line (RGAA 12.8).
func TestVisualOrder(t *testing.T) {
	t.Parallel()
	inEachState(t, "fr", func(t *testing.T, p *page) {
		for _, width := range []int64{1280, 390} {
			p.do(chromedp.EmulateViewport(width, 6000)) // nothing is scrolled away
			wrong := eval[[]string](p, `(() => {
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
	inEachState(t, "fr", func(t *testing.T, p *page) {
		for _, forced := range []string{"none", "active"} {
			call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
				Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: forced}},
			})
			seen := make(map[string]bool)
			for range 40 {
				p.press(kb.Tab)
				r := eval[*ring](p, focusRing)
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
			if stops := len(eval[[]string](p, controls+`.filter((e) => !e.disabled).map(`+toldApart+`)`)); len(seen) < stops {
				t.Errorf("only %d of %d controls had the focus", len(seen), stops)
			}
		}
	})
}
