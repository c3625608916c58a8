package robust

import (
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// sandboxPage is a portal that has all that could be taken from it, and no policy
// that would protect it.
var sandboxPage = strings.Replace(harness.PortalPage(`data-portal="`+harness.Aude+`"`), "</head>", `<script>
	document.cookie = "csrftoken=secret; Path=/";
	localStorage.setItem("portal", "1");
</script></head>`, 1)

// TestSandbox tries to reach the portal from what the program sees instead of its
// window, while it runs: by every name of every object that leads anywhere, and by
// all else that one would try. With the Reflect of the page instead of the
// sandbox's, the same walk finds all that is the portal's: it does look.
func TestSandbox(t *testing.T) {
	t.Parallel()
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", sandboxPage))
	p.WaitNotice()
	holdProgram(p)
	p.Expect("is not a function") // the text that a timer is given
	harness.Eval[any](p, `(() => {
		"use strict";
		const {Reflect: by, document: own} = program._values[5];
		by.apply(by.get(own.body, "addEventListener"), own.body, ["click", function (...args) {
			window.heard = {self: this, arguments: args};
			// A function that Go gives to JavaScript, called without an object.
			const callback = program._makeFuncWrapper(1 << 30);
			program._resume = () => { heard.bare = program._pendingEvent.this; program._pendingEvent = null; };
			callback();
			delete program._resume;
		}]);
	})()`)
	p.ClickAt(harness.Eval[[2]float64](p, `(({x, y}) => [x + 5, y + 5])(shadow.querySelector(".notice h2").getBoundingClientRect())`))
	p.Wait(`window.heard && "bare" in heard`)

	p.Run("sandbox.js")
	got := harness.Eval[struct {
		Free, Held int
		Reached    []string
		Rows       []struct {
			What, How, Happens string
			Held               bool
		}
	}](p, `trySandbox(program, heard)`)
	for _, path := range got.Reached {
		t.Errorf("the program reaches %s", path)
	}
	if got.Free < 500 || got.Held < 50 || got.Held > got.Free/2 {
		t.Errorf("the walk saw %d objects by the page's Reflect and %d by the sandbox's", got.Free, got.Held)
	}
	var rows [][]string
	for _, row := range got.Rows {
		if !row.Held {
			t.Errorf("%s, by %s: %s", row.What, row.How, row.Happens)
		}
		rows = append(rows, []string{row.What, code(row.How), row.Happens})
	}
	p.Settle() // what a timer was given has run by now
	if harness.Eval[bool](p, `"ran" in window`) {
		t.Error("a text was run as a script")
	}
	checkTable(t, "What the sandbox contains", 40, []string{"what is tried", "by which path", "what happens"}, rows)
}

// code is a text as code, in a table's cell.
func code(text string) string { return "`" + text + "`" }
