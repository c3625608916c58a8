package robust

import (
	"slices"

	"cookies-preferences/app/e2e/harness"
)

// breaks is a script that has an object of the page's break in Go's hands, and in
// no other: once, from when armed is set.
func breaks(object, method string) string {
	return `(() => {
		const method = ` + object + `["` + method + `"];
		` + object + `["` + method + `"] = function (...parts) {
			if (window.armed && /wasm/.test(new Error().stack)) {
				window.armed = false;
				throw new Error("refused by the page");
			}
			return method.apply(this, parts);
		};
	})();`
}

// arm has what breaks break from now on.
func arm(p *harness.Page) {
	p.T.Helper()
	harness.Eval[any](p, `(window.armed = true, null)`)
}

// broke holds what was to break to having broken, in the end.
func broke(p *harness.Page) (undo func()) {
	return func() {
		p.T.Helper()
		if !harness.Eval[bool](p, `window.armed === false`) {
			p.T.Error("nothing has broken")
		}
	}
}

// panics: Go panics, at each thing that it does, on what an object of the page's
// does in its hands; or would, if it could not do without.
func panics() []hardship {
	// at arms what breaks once the program runs, and has the visitor do something.
	at := func(name, before string, act func(*harness.Page)) hardship {
		return hardship{name: "Go panics when it " + name, before: before, arrange: broke, during: func(p *harness.Page) {
			p.Start()
			arm(p)
			act(p)
		}}
	}
	press := func(id string) func(*harness.Page) {
		return func(p *harness.Page) {
			p.Click(id)
			readTold(p)
		}
	}
	open := func(p *harness.Page) {
		p.Click("cookies-customize")
		p.WaitDialog()
	}
	// inDialog arms what breaks once the preferences are open.
	inDialog := func(name, before string, then func(*harness.Page)) hardship {
		return hardship{name: name, before: before, arrange: broke, during: func(p *harness.Page) {
			open(p)
			arm(p)
			then(p)
		}}
	}
	nothingYet := func(*harness.Page) {}
	return slices.Concat(
		trying(hardship{name: "Go panics when it starts", arrange: broke, before: "window.armed = true;" + breaks("EventTarget.prototype", "addEventListener")},
			"accept", "save"),
		trying(hardship{name: "Go panics when it first opens the preferences", arrange: broke, before: "window.armed = true;" + breaks("HTMLDialogElement.prototype", "showModal")},
			"save"),
		trying(at("opens the preferences", breaks("HTMLDialogElement.prototype", "showModal"), press("cookies-customize")), "accept", "refuse", "save"),
		trying(at("draws the preferences", breaks("Document.prototype", "createElement"), press("cookies-customize")), "save"),
		trying(at("draws the charter", breaks("Document.prototype", "createElement"), press("cookies-read-charter")), "refuse", "save"),
		trying(inDialog("Go panics when it shows the details", breaks("Element.prototype", "setAttribute"), func(p *harness.Page) {
			harness.Eval[any](p, `(shadow.querySelector("[aria-expanded]").click(), null)`)
			readTold(p)
		}), "accept", "save"),
		trying(inDialog("Go panics when a switch is moved", breaks("Document.prototype", "createTextNode"), nothingYet), "save"),
		trying(inDialog("the dialog does not close when the choice is saved", breaks("HTMLDialogElement.prototype", "close"), nothingYet), "save"),
		trying(inDialog("Go panics when it takes the dialog away, after the choice is saved", breaks("Node.prototype", "removeChild"), nothingYet), "save"),
		trying(inDialog("the focus cannot be put back when the choice is saved", breaks("HTMLElement.prototype", "focus"), nothingYet), "save"),
		trying(inDialog("Go panics when the page forgets the choice", breaks("Node.prototype", "removeChild"), func(p *harness.Page) {
			harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
			readTold(p)
		}), "refuse"),
		trying(hardship{name: "a part of the charter cannot be scrolled to", before: breaks("Element.prototype", "scrollIntoView"), arrange: broke,
			during: func(p *harness.Page) {
				p.Click("cookies-read-charter")
				p.Wait(`shadow.querySelector(".contents button")`)
				arm(p)
				harness.Eval[any](p, `(shadow.querySelector(".contents button").click(), null)`)
				p.Click("cookies-close")
				p.Wait(`$("cookies-dialog") === null`)
			}}, "refuse"),
		trying(hardship{name: "the focus cannot be moved into the preferences", before: breaks("HTMLElement.prototype", "focus"), arrange: broke,
			during: func(p *harness.Page) {
				p.Start()
				arm(p)
				open(p)
			}}, "save"),
		trying(at("records what is accepted", breaks("Node.prototype", "removeChild"), nothingYet), "accept"),
	)
}
