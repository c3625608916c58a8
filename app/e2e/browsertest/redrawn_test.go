package browsertest

import (
	"strings"
	"testing"
)

// TestBodyReplacedWhileOpen: the preferences outlive another <body>, as Turbo puts
// it in: in sight, modal, with what was switched.
func TestBodyReplacedWhileOpen(t *testing.T) {
	t.Parallel()
	p := openListening(t, `data-portal="`+aude+`"`)
	p.waitNotice()
	p.click("cookies-customize")
	p.waitDialog()
	p.click("cookies-toggle-internal")
	p.wait(`$("cookies-toggle-internal").checked`)
	eval[any](p, `(() => {
		const body = document.body.cloneNode(true);
		body.querySelector("cookies-preferences").remove();
		document.body.replaceWith(body);
	})()`)
	p.wait(`$("cookies-dialog")?.matches(":modal") && $("cookies-toggle-internal").checked`)
	p.click("cookies-save")
	p.waitClosed()
	checkAllowed(t, p, "internal")
}

// TestWrittenAnew: document.open() takes away every listener, the banner's too. It
// is drawn anew, and answers; and so does the page's own button.
func TestWrittenAnew(t *testing.T) {
	t.Parallel()
	const anew = `(document.open(), document.write("<!doctype html><title>Portail</title><body><button id='open' data-cookies-preferences='open'>Gérer mes cookies</button>"), document.close(), null)`
	for _, state := range []string{"the notice", "the program runs", "the preferences are open", "the choice is known"} {
		t.Run(state, func(t *testing.T) {
			p := openListening(t, `data-portal="`+aude+`"`)
			p.waitNotice()
			switch state {
			case "the program runs":
				p.start()
			case "the preferences are open":
				p.click("cookies-customize")
				p.waitDialog()
			case "the choice is known":
				p.click("cookies-accept")
				p.waitClosed()
				p.reload()
			}
			p.settle()
			eval[any](p, anew)
			if state == "the choice is known" {
				p.click("open")
				p.waitDialog()
				p.click("cookies-refuse-all")
			} else {
				p.waitNotice()
				p.click("cookies-refuse")
			}
			p.waitClosed()
			checkAllowed(t, p)
			p.click("open")
			p.waitDialog()
		})
	}
}

// TestForgottenWithAnotherDomain: a choice that another page of the host made with a
// Domain is forgotten too: it does not come back from under a refusal.
func TestForgottenWithAnotherDomain(t *testing.T) {
	t.Parallel()
	named := func(path, attributes string) string {
		return strings.Replace(serveText(t, path, "text/html", listening(attributes)), "http://127.0.0.1", "http://donnees.ville.test", 1)
	}
	p := newPage(t)
	p.open(named("/portail", `data-portal="`+aude+`" data-domain="ville.test"`))
	p.waitNotice()
	p.click("cookies-accept")
	p.waitClosed()
	p.open(named("/suite", `data-portal="`+aude+`"`))
	p.wait(`window.cookiesPreferences?.allows("statistics")`)
	eval[any](p, `(cookiesPreferences.refuse(), cookiesPreferences.forget(), null)`)
	p.waitNotice()
	if eval[bool](p, `cookiesPreferences.get() !== null || cookiesPreferences.allows("statistics")`) {
		t.Error("what was refused is back")
	}
}
