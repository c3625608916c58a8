package page

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestBodyReplaced: the preferences outlive another <body>, as Turbo puts it in: in sight,
// modal, with the draft; and they come back into a page that emptied its own. They do so before
// the program has come as they do after.
func TestBodyReplaced(t *testing.T) {
	t.Parallel()
	t.Run("without the program", func(t *testing.T) {
		t.Parallel()
		src, let := harness.HeldProgram(t)
		t.Cleanup(let)
		p := harness.OpenPortal(t, harness.HeldPage(src, ""))
		p.OpenDialog("cookies-customize")
		replaceBody(p)
	})
	t.Run("with the program", func(t *testing.T) {
		t.Parallel()
		p := harness.OpenListening(t, harness.ForAude)
		p.OpenDialog("cookies-customize")
		p.Wait(harness.Started)
		replaceBody(p)
	})
}

// replaceBody replaces the body while the preferences are open, then empties it.
func replaceBody(p *harness.Page) {
	p.T.Helper()
	p.Click("cookies-toggle-internal")
	p.Wait(`$("cookies-toggle-internal").checked`)
	harness.Eval[any](p, `(document.body.replaceWith(document.body.cloneNode(true)), null)`)
	p.Wait(`$("cookies-dialog")?.matches(":modal") && $("cookies-toggle-internal").checked`)
	p.Choose("cookies-save")
	harness.CheckAllowed(p, "internal")

	harness.Eval[any](p, `(document.body.innerHTML =
		"<button id='again' data-cookies-preferences='open'>Gérer mes cookies</button>", null)`)
	p.OpenDialog("again")
	p.Choose("cookies-refuse-all")
	harness.CheckAllowed(p)
}

// TestDocumentRewritten: document.open() removes every listener, the banner's too. The notice
// comes back and works, and so does the page's own button.
func TestDocumentRewritten(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, harness.ForAude)
	p.Start()
	harness.Eval[any](p, `(document.open(),
		document.write("<!doctype html><title>Portail</title><body>" +
			"<button id='open' data-cookies-preferences='open'>Gérer mes cookies</button>"),
		document.close(), null)`)
	p.WaitNotice()
	p.Choose("cookies-refuse")
	harness.CheckAllowed(p)
	p.OpenDialog("open")
}
