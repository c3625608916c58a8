package page

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// TestBodyReplacedWhileOpen: the preferences outlive another <body>, as Turbo puts
// it in: in sight, modal, with what was switched.
func TestBodyReplacedWhileOpen(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
	p.WaitNotice()
	p.Click("cookies-customize")
	p.WaitDialog()
	p.Click("cookies-toggle-internal")
	p.Wait(`$("cookies-toggle-internal").checked`)
	harness.Eval[any](p, `(() => {
		const body = document.body.cloneNode(true);
		body.querySelector("cookies-preferences").remove();
		document.body.replaceWith(body);
	})()`)
	p.Wait(`$("cookies-dialog")?.matches(":modal") && $("cookies-toggle-internal").checked`)
	p.Click("cookies-save")
	p.WaitClosed()
	harness.CheckAllowed(t, p, "internal")
}

// TestWrittenAnew: document.open() takes away every listener, the banner's too. It
// is drawn anew, and answers; and so does the page's own button.
func TestWrittenAnew(t *testing.T) {
	t.Parallel()
	const anew = `(document.open(), document.write("<!doctype html><title>Portail</title><body><button id='open' data-cookies-preferences='open'>Gérer mes cookies</button>"), document.close(), null)`
	for _, state := range []string{"the notice", "the program runs", "the preferences are open", "the choice is known"} {
		t.Run(state, func(t *testing.T) {
			p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
			p.WaitNotice()
			switch state {
			case "the program runs":
				p.Start()
			case "the preferences are open":
				p.Click("cookies-customize")
				p.WaitDialog()
			case "the choice is known":
				p.Click("cookies-accept")
				p.WaitClosed()
				p.Reload()
			}
			p.Settle()
			harness.Eval[any](p, anew)
			if state == "the choice is known" {
				p.Click("open")
				p.WaitDialog()
				p.Click("cookies-refuse-all")
			} else {
				p.WaitNotice()
				p.Click("cookies-refuse")
			}
			p.WaitClosed()
			harness.CheckAllowed(t, p)
			p.Click("open")
			p.WaitDialog()
		})
	}
}
