package browsertest

import (
	"github.com/chromedp/cdproto/runtime"
)

// holdProgram waits for the running program, and has the page know it as
// window.program: the object of wasm_exec.js that holds all that Go knows of
// JavaScript. No script of a page can get at it; the debugger finds it in the heap.
func (p *page) holdProgram() {
	p.t.Helper()
	p.start()
	object := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: "Object.prototype"})
	found := call(p, runtime.QueryObjects, runtime.QueryObjectsParams{PrototypeObjectID: object.Result.ObjectID})
	call(p, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		ObjectID:            found.Objects.ObjectID,
		FunctionDeclaration: `function () { window.program = this.find((o) => Object.hasOwn(o, "_goRefCounts")); }`,
	})
	for _, id := range []runtime.RemoteObjectID{found.Objects.ObjectID, object.Result.ObjectID} {
		call(p, runtime.ReleaseObject, runtime.ReleaseObjectParams{ObjectID: id})
	}
	p.wait(`window.program`)
}

// run runs a script of testdata in the page, which knows from then on what it
// declares.
func (p *page) run(name string) {
	p.t.Helper()
	source := mustRead("app/e2e/browsertest/testdata/" + name)
	if got := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: source}); got.ExceptionDetails != nil {
		p.t.Fatalf("%s: %s", name, got.ExceptionDetails.Text)
	}
}
