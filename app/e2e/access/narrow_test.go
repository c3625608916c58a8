package access

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// misplaced lists what is wrong with the switches' names: a dot that ends a line, a switch that is
// not beside the first line and, on phones, a name that doesn't have the whole width.
const misplaced = `(() => {
	const faults = [];
	const rect = (node, start, end) => {
		const range = document.createRange();
		range.setStart(node, start);
		range.setEnd(node, end);
		return range.getClientRects()[0];
	};
	const edge = shadow.querySelector(".categories").getBoundingClientRect().right;
	for (const label of shadow.querySelectorAll(".category > .toggle > .toggle-name")) {
		const fault = (text) => faults.push(label.innerText + ": " + text);
		const text = label.querySelector("span").firstChild;
		const dot = text.data.indexOf("·"); // and a no-break space
		if (rect(text, dot, dot + 1).top !== rect(text, dot + 2, dot + 3).top) fault("the dot");
		const line = rect(label.firstChild, 0, 1);
		const input = label.control.getBoundingClientRect();
		const middle = ({top, bottom}) => (top + bottom) / 2;
		if (Math.abs(middle(line) - middle(input)) > 3) fault("the switch");
		if (innerWidth < 600 && label.getBoundingClientRect().right < edge - 1) fault("the width");
	}
	return faults;
})()`

// TestNamesOfSwitches: the switches' names are laid out as one reads them, on phones too.
func TestNamesOfSwitches(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	harness.ShowNotice(p, "/portail/"+harness.Aude)
	p.OpenDialog("cookies-customize")
	for _, width := range []int{1280, 700, 390, 320} {
		p.Resize(width, 700)
		p.Settle()
		if faults := harness.Eval[[]string](p, misplaced); len(faults) > 0 {
			t.Errorf("at %d px: %q", width, faults)
		}
	}
}

// notForTaps lists what looks as if it could be pressed, or is identified as if it were, and is no
// control, and the fields that take text.
const notForTaps = `[...shadow.querySelectorAll("*")].filter((e) =>
	(getComputedStyle(e).cursor === "pointer"
		&& !e.closest("button, a[href], input, label, summary"))
	|| e.matches("select, textarea, input:not([type=checkbox])")
	|| (/^cookies-(accept|refuse|customize|save|close|toggle|details|read)/.test(e.id)
		&& !/-(panel|purpose)$/.test(e.id) && !e.matches("button, input, summary"))
).map((e) => e.localName + "#" + e.id + "." + e.className)`

// TestTaps: everything that can be pressed is a control, since iOS sends no click to other
// elements, and nothing is a field, into which iOS would zoom.
func TestTaps(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	check := func(layer string) {
		t.Helper()
		if found := harness.Eval[[]string](p, notForTaps); len(found) > 0 {
			t.Errorf("%s: %q", layer, found)
		}
	}
	showOn(p, "/banner/banner.js",
		`data-exempt="piano" data-trackers="matomo" data-services="youtube"`)
	check("the preferences")
	openDetails(p)
	check("the details")
	showCharter(p, "/portail/"+harness.Aude)
	check("the notice and the charter")
}
