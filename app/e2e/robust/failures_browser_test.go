package robust

import (
	"fmt"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
)

// engineFailures: the browser lacks something that the program needs.
func engineFailures(*testing.T) []hardship {
	const noMemory = `() => Promise.reject(new RangeError("could not allocate memory"))`
	return []hardship{
		{name: "no WebAssembly", before: `delete window.WebAssembly;`},
		{name: "too little memory", before: `WebAssembly.instantiate = ` + noMemory},
		{name: "no compileStreaming nor DecompressionStream", before: `
			delete WebAssembly.compileStreaming; delete window.DecompressionStream;`},
		{name: "nothing newer than the oldest promised browsers", before: newerFeatures},
	}
}

// newerFeatures takes away what web/loader/testing/compat.test.js knows as newer than the oldest
// promised browsers.
const newerFeatures = `
	for (const [owner, ...names] of [
		[window, "cookieStore", "DecompressionStream", "requestIdleCallback", "trustedTypes"],
		[Document.prototype, "adoptedStyleSheets"],
		[ShadowRoot.prototype, "adoptedStyleSheets"],
		[CSSStyleSheet.prototype, "replaceSync"],
		[Element.prototype, "checkVisibility", "currentCSSZoom"],
		[HTMLElement.prototype, "autofocus"],
		[Navigator.prototype, "connection", "globalPrivacyControl"],
		[PerformanceResourceTiming.prototype, "decodedBodySize", "encodedBodySize"],
		[ReadableStream.prototype, "pipeThrough"],
	]) {
		for (const name of names) {
			delete owner[name];
			if (name in owner) throw new Error(name + " is still there");
		}
	}`

// panics: an object of the page throws when Go calls it, and the program panics.
func panics(*testing.T) []hardship {
	broken := func(p *harness.Page) { p.OpenDialog("cookies-customize"); p.Wait(`!window.armed`) }
	return []hardship{
		{name: "when it takes over", arrange: broke, during: broken,
			before: `window.armed = true;` + breaks("EventTarget.prototype", "addEventListener")},
		{name: "while a switch is moved", arrange: broke,
			attributes: `data-trackers="ga matomo xiti at piano eulerian"`,
			before:     breaks("Document.prototype", "createTextNode"),
			during: func(p *harness.Page) {
				p.OpenDialog("cookies-customize")
				p.Wait(harness.Started)
				harness.Eval[any](p, `(window.armed = true, null)`)
			}},
		{name: "when it opens the preferences again", arrange: broke,
			before: breaks("Node.prototype", "appendChild"),
			during: func(p *harness.Page) {
				p.Start()
				harness.Eval[any](p, `(window.armed = true, null)`)
			}},
		{name: "after the choice is saved", arrange: broke,
			before: breaks("Node.prototype", "removeChild"),
			during: func(p *harness.Page) {
				p.OpenDialog("cookies-customize")
				p.Wait(harness.Started)
				harness.Eval[any](p, `(window.armed = true, null)`)
			}},
	}
}

// breaks is a script that makes a method throw the first time Go calls it after armed is set.
func breaks(object, method string) string {
	return fmt.Sprintf(`(() => {
		const method = %[1]s.%[2]s;
		%[1]s.%[2]s = function (...parts) {
			if (window.armed && /wasm/.test(new Error().stack)) {
				window.armed = false;
				throw new Error("refused by the page");
			}
			return method.apply(this, parts);
		};
	})();`, object, method)
}

// broke fails a test in which nothing has broken.
func broke(p *harness.Page) (undo func()) {
	return func() {
		p.T.Helper()
		if !harness.Eval[bool](p, `window.armed === false`) {
			p.T.Error("nothing has broken")
		}
	}
}

// wrongClocks are set wrong on the page, and right on the next.
func wrongClocks(*testing.T) []hardship {
	ahead := func(d time.Duration) string {
		return fmt.Sprintf(`window.Date = class extends Date {
			constructor(...parts) { super(...parts.length ? parts : [Date.now()]); }
			static now() { return super.now() + %d; }
		};`, d.Milliseconds())
	}
	return []hardship{
		{name: "an hour ahead", before: ahead(time.Hour)},
		// It stays wrong: a choice made in 1970 has expired.
		{name: "in 1970", arrange: func(p *harness.Page) func() {
			p.Preload(ahead(time.Until(time.Date(1970, 1, 1, 0, 0, 1, 0, time.UTC))))
			return func() {}
		}},
	}
}
