package robust

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/runtime"

	"cookies-preferences/app/e2e/harness"
)

// TestSandbox tries to reach the portal from what the program sees instead of its window, while
// it runs: by every name of every object that leads anywhere, and by what a hostile program
// would try besides. The same walk with the page's own Reflect finds all that is the portal's,
// which shows that it does look.
func TestSandbox(t *testing.T) {
	t.Parallel()
	page := strings.Replace(harness.PortalPage(harness.ForAude), "</head>", `<script>
		document.cookie = "csrftoken=secret; Path=/";
		localStorage.setItem("portal", "1");
	</script></head>`, 1)
	p := harness.NewPage(t)
	if harness.EngineOf(t) == harness.WebKit {
		p.Preload(seekProgram)
	}
	harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", page))
	p.OpenDialog("cookies-customize")
	holdProgram(p)
	p.Expect("is not a function") // the text that a timer is given
	// _values is how wasm_exec.js finds what the program sees; the fifth is its window.
	harness.Eval[any](p, `(() => {
		"use strict";
		const {Reflect: by, document: own} = program._values[5];
		by.apply(by.get(own.body, "addEventListener"), own.body, ["click", function (event) {
			window.call = {self: this, event};
		}]);
	})()`)
	p.ClickAt(harness.Eval[[2]float64](p, `(({x, y}) => [x + 5, y + 5])(
		$("cookies-title").getBoundingClientRect())`))
	p.Wait(`window.call`)

	runScript(p, "sandbox.js")
	got := harness.Eval[struct {
		Missed, Faults []string
		Held           int
	}](p, `trySandbox(program, call)`)
	if len(got.Missed) > 0 || got.Held < 50 {
		t.Errorf("the walk misses %q, and sees %d objects in the sandbox", got.Missed, got.Held)
	}
	for _, fault := range got.Faults {
		t.Errorf("the program %s", fault)
	}
	p.Settle() // what a timer was given has run by now
	if harness.Eval[bool](p, `"ran" in window`) {
		t.Error("the program ran a text as a script")
	}
}

// holdProgram waits for the running program, and gives the page the object of wasm_exec.js that
// holds all that Go knows of JavaScript, as window.program. It is known by a private name.
func holdProgram(p *harness.Page) {
	p.T.Helper()
	p.Wait(harness.Started)
	if harness.EngineOf(p.T) == harness.WebKit {
		p.Wait(`window.program`) // seekProgram has found it
		return
	}
	inHeap[any](p, "Object.prototype", `function () {
		window.program = this.find((o) => Object.hasOwn(o, "_goRefCounts"));
		return null;
	}`)
	p.Wait(`window.program`)
}

// seekProgram finds that object as it is made, by the same name: WebKit's debugger searches no heap
// for a test.
const seekProgram = `Object.defineProperty(Object.prototype, "_goRefCounts", {
	configurable: true,
	set(value) {
		window.program = this;
		Object.defineProperty(this, "_goRefCounts", {value, writable: true});
	},
});`

// inHeap calls a function on the list of all objects that inherit from a prototype, which no
// script of a page can have: the debugger finds them in the heap.
func inHeap[T any](p *harness.Page, prototype, function string) (value T) {
	p.T.Helper()
	const group = "heap"
	object := harness.Call(p, runtime.Evaluate,
		runtime.EvaluateParams{Expression: prototype, ObjectGroup: group})
	found := harness.Call(p, runtime.QueryObjects, runtime.QueryObjectsParams{
		PrototypeObjectID: object.Result.ObjectID, ObjectGroup: group})
	got := harness.Call(p, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		ObjectID: found.Objects.ObjectID, FunctionDeclaration: function, ReturnByValue: new(true)})
	harness.Call(p, runtime.ReleaseObjectGroup,
		runtime.ReleaseObjectGroupParams{ObjectGroup: group})
	if err := json.Unmarshal(got.Result.Value, &value); err != nil {
		p.T.Fatalf("%s: %v", function, err)
	}
	return value
}

// runScript runs a script of testdata in the page, whose scripts can use what it declares.
func runScript(p *harness.Page, name string) {
	p.T.Helper()
	script := harness.MustRead("app/e2e/robust/testdata/" + name)
	if harness.EngineOf(p.T) == harness.WebKit {
		harness.Eval[any](p, fmt.Sprintf(`document.head.append(
			Object.assign(document.createElement("script"), {text: %q}))`, script))
		return
	}
	got := harness.Call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: script})
	if got.ExceptionDetails != nil {
		p.T.Fatalf("%s: %s", name, got.ExceptionDetails.Text)
	}
}
