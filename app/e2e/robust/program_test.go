package robust

import (
	"github.com/chromedp/cdproto/runtime"

	"cookies-preferences/app/e2e/harness"
)

// holdProgram waits for the running program, and has the page know it as
// window.program: the object of wasm_exec.js that holds all that Go knows of
// JavaScript. No script of a page can get at it; the debugger finds it in the heap.
func holdProgram(p *harness.Page) {
	p.T.Helper()
	p.Start()
	object := harness.Call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: "Object.prototype"})
	found := harness.Call(p, runtime.QueryObjects, runtime.QueryObjectsParams{PrototypeObjectID: object.Result.ObjectID})
	harness.Call(p, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		ObjectID:            found.Objects.ObjectID,
		FunctionDeclaration: `function () { window.program = this.find((o) => Object.hasOwn(o, "_goRefCounts")); }`,
	})
	for _, id := range []runtime.RemoteObjectID{found.Objects.ObjectID, object.Result.ObjectID} {
		harness.Call(p, runtime.ReleaseObject, runtime.ReleaseObjectParams{ObjectID: id})
	}
	p.Wait(`window.program`)
}
