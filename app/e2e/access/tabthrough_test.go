package access

import (
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
)

// tabStop is the element that has the focus, and where it stands.
type tabStop struct {
	Number  int    // among what Tab can come to, in the document's order; -1 is none
	Of      int    // how many there are
	What    string // for people
	Inside  bool   // in the banner
	Covered bool   // by the notice, be it in part
	Off     bool   // outside the window, though there is room for it above the notice
	Rect    string
	Notice  string
}

// lookAtFocus is a script that returns that, once the page scrolls no more.
const lookAtFocus = `(async () => {
	const drawn = () => new Promise(requestAnimationFrame);
	for (let before; before !== scrollY;) {
		before = scrollY;
		await drawn();
		await drawn();
	}
	// The frame that waits has buttons of its own. The page does not see the keys pressed in
	// it, so the notice may cover those.
	const outer = ` + harness.FocusedElement + `, element = outer.contentDocument?.activeElement ?? outer;
	const frame = outer === element ? new DOMRect() : outer.getBoundingClientRect();
	const banner = document.querySelector("cookies-preferences");
	const stops = [...banner.shadowRoot.querySelectorAll("button"), ...document.querySelectorAll("a[href], button, iframe")]
		.filter((e) => e.checkVisibility())
		.flatMap((e) => e.localName === "iframe" ? [...e.contentDocument.querySelectorAll("button")] : e);
	const {x, y, width, height} = element.getBoundingClientRect();
	const box = new DOMRect(frame.x + x, frame.y + y, width, height);
	const over = banner.shadowRoot.querySelector(".notice").getBoundingClientRect();
	const edges = (r) => [r.left, r.top, r.right, r.bottom].map(Math.round).join(" ");
	return {
		Number: stops.indexOf(element), Of: stops.length,
		What: element.localName + " " + (element.innerText || element.id).trim().slice(0, 60),
		Inside: banner.shadowRoot.contains(element),
		Covered: outer === element && box.bottom > over.top + 0.5 && box.top < over.bottom - 0.5
			&& box.right > over.left + 0.5 && box.left < over.right - 0.5,
		Off: box.height <= over.top && (box.bottom > innerHeight + 0.5 || box.top < -0.5
			|| box.right > innerWidth + 0.5 || box.left < -0.5),
		Rect: edges(box), Notice: edges(over),
	};
})()`

// checkTabStop holds the focused element to being seen, all of it.
func checkTabStop(t *testing.T, s tabStop) {
	t.Helper()
	if s.Inside {
		return
	}
	if s.Covered {
		t.Errorf("the notice (%s) covers %s (%s)", s.Notice, s.What, s.Rect)
	}
	if s.Off {
		t.Errorf("%s (%s) is outside the window", s.What, s.Rect)
	}
}

// tabThrough presses Tab, or Shift and Tab, until the focus has left the page, and
// returns the numbers of the stops on its way.
func tabThrough(t *testing.T, p *harness.Page, back bool) (numbers []int) {
	t.Helper()
	for range 300 {
		p.TabKey(back)
		s := harness.Eval[tabStop](p, lookAtFocus)
		if s.Number < 0 {
			return numbers
		}
		if len(numbers) > 0 && (s.Number > numbers[len(numbers)-1]) == back { // from one end to the other, without a stop between
			return numbers
		}
		checkTabStop(t, s)
		numbers = append(numbers, s.Number)
	}
	t.Fatal("the focus is trapped")
	return nil
}

// TestTabThrough: with the notice open, Tab goes through the whole portal, there and back:
// the notice hides nothing that has the focus, even in part (WCAG 2.4.11), nothing traps
// the focus (2.1.2), and the portal's skip link works (2.4.1).
func TestTabThrough(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int64{{1280, 800}, {390, 844}, {320, 640}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			t.Parallel()
			p := harness.NewPage(t)
			p.Do(chromedp.EmulateViewport(size[0], size[1]))
			p.Open("/portail/" + harness.Aude)
			p.WaitNotice()
			p.Wait(`document.querySelector("iframe").contentDocument?.querySelector("button")`)
			p.Settle()
			var all []int
			for n := range harness.Eval[tabStop](p, lookAtFocus).Of {
				all = append(all, n)
			}
			if forth := tabThrough(t, p, false); !slices.Equal(forth, all) {
				t.Errorf("Tab goes through %v of %d", forth, len(all))
			}
			slices.Reverse(all)
			if back := tabThrough(t, p, true); !slices.Equal(back, all) {
				t.Errorf("Shift and Tab go through %v of %d", back, len(all))
			}
			checkSkipLink(t, p)
		})
	}
}

func checkSkipLink(t *testing.T, p *harness.Page) {
	t.Helper()
	p.TabTo("link", "Aller au contenu")
	checkTabStop(t, harness.Eval[tabStop](p, lookAtFocus))
	p.Press(kb.Enter)
	p.Wait(`location.hash === "#contenu"`)
	p.Press(kb.Tab)
	s := harness.Eval[tabStop](p, lookAtFocus)
	if s.What != harness.Eval[string](p, `(() => {
		const first = document.querySelector("main :is(input:not([type=hidden]), a[href], button)");
		return first.localName + " " + (first.innerText || first.id).trim().slice(0, 60);
	})()`) {
		t.Errorf("after the skip link, Tab goes to %s, want the first of the content", s.What)
	}
	checkTabStop(t, s)
}
