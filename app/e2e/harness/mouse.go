package harness

import (
	"context"
	"fmt"

	"cookies-preferences/app/internal/browser"
)

// Click clicks the middle of an element with the mouse, as a visitor does.
func (p *Page) Click(id string) {
	p.T.Helper()
	p.ClickAt(p.Middle(id))
}

// ClickOn clicks the middle of the element that a script finds, in the page or in a frame of
// the same origin.
func (p *Page) ClickOn(element string) {
	p.T.Helper()
	p.ClickAt(p.middleOf(element))
}

// ClickAt clicks a position in the viewport with the mouse.
func (p *Page) ClickAt(at [2]float64) {
	p.T.Helper()
	click := p.Driver.Click
	// Firefox gives a tab's clicks to no frame of another site. Such frames fill the window.
	type clickable interface {
		Click(ctx context.Context, x, y float64) error
	}
	if frame, ok := p.document.(clickable); ok {
		click = frame.Click
	}
	p.Drive(func(ctx context.Context) error { return click(ctx, at[0], at[1]) })
}

// Middle scrolls an element into view and returns where its middle is, once the mouse reaches
// it there.
func (p *Page) Middle(id string) [2]float64 {
	p.T.Helper()
	return p.middleOf(fmt.Sprintf("$(%q)", id))
}

// reach is a script that finds the middle of an element: null if something covers it, or if it
// moves before the next frame is rendered. A page in another tab renders none.
const reach = `(async () => {
	const middle = (element) => {
		if (!element) return null;
		let {x, y, width, height} = element.getBoundingClientRect();
		x += width / 2, y += height / 2;
		for (;;) {
			const page = element.ownerDocument, root = element.getRootNode();
			const { elementFromPoint } = (root === page ? Document : ShadowRoot).prototype;
			if (!element.contains(elementFromPoint.call(root, x, y))) return null;
			if (page === document) return [x, y];
			element = page.defaultView.frameElement;
			const box = element.getBoundingClientRect(), scale = box.width / element.offsetWidth;
			x = box.x + scale * (element.clientLeft + x);
			y = box.y + scale * (element.clientTop + y);
		}
	};
	const find = () => %s;
	find()?.scrollIntoView({block: "nearest"});
	const before = middle(find());
	if (!document.hidden) await new Promise(requestAnimationFrame);
	const at = middle(find());
	return String(at) === String(before) ? at : null;
})()`

func (p *Page) middleOf(element string) (at [2]float64) {
	p.T.Helper()
	p.Until("the mouse to reach "+element, func() bool {
		found := ask[*[2]float64](p, browser.IsolatedWorld, fmt.Sprintf(reach, element))
		if found != nil {
			at = *found
		}
		return found != nil
	})
	return at
}

// MoveTo moves the mouse.
func (p *Page) MoveTo(at [2]float64) {
	p.T.Helper()
	p.Drive(func(ctx context.Context) error { return p.Driver.Move(ctx, at[0], at[1]) })
}

// Hold presses the mouse's button, and Release releases it. A second click is the second of a
// double click.
func (p *Page) Hold(at [2]float64, click int) {
	p.T.Helper()
	p.Drive(func(ctx context.Context) error { return p.Driver.Hold(ctx, at[0], at[1], click) })
}

// Release releases the mouse's button.
func (p *Page) Release(at [2]float64, click int) {
	p.T.Helper()
	p.Drive(func(ctx context.Context) error { return p.Driver.Release(ctx, at[0], at[1], click) })
}

// Scroll turns the mouse's wheel over the middle of the page.
func (p *Page) Scroll(down float64) {
	p.T.Helper()
	p.Drive(func(ctx context.Context) error { return p.Driver.Scroll(ctx, 640, 200, down) })
}

// MoveAway moves the mouse to where nothing reacts to it.
func (p *Page) MoveAway() {
	p.T.Helper()
	p.Drive(func(ctx context.Context) error { return p.Driver.Move(ctx, 1, 1) })
}
