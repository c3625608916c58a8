package browsertest

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/banner/preferences"
)

// heldProgram serves the build, and a program that comes only once it is let
// through; it returns the script's address.
func heldProgram(t *testing.T) (src string, let func()) {
	t.Helper()
	held := make(chan struct{})
	src = serveBuild(t, func(name string, _ http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(name, ".wasm") {
			select {
			case <-held:
			case <-r.Context().Done(): // the visitor left
			}
		}
		return true
	})
	return src, func() { close(held) }
}

// heldPage is a page with that script.
func heldPage(src, attributes string) string {
	return strings.Replace(listening(`data-portal="`+aude+`" `+attributes), "/banner/banner.js", src, 1)
}

// TestNoProgramBeforeItIsReachedFor: the notice needs no program, and neither do
// accepting and refusing. A request that the page makes later shows that none came.
func TestNoProgramBeforeItIsReachedFor(t *testing.T) {
	t.Parallel()
	p := openListening(t, `data-portal="`+aude+`"`)
	p.waitNotice()
	p.settle()
	eval[any](p, `($("cookies-accept").focus(), null)`)
	p.settle()
	p.mark()
	if n := p.programRequests(); n != 0 {
		t.Errorf("the program was requested %d times before it was reached for", n)
	}
	p.click("cookies-refuse")
	p.waitClosed()
	p.settle()
	p.mark()
	if n := p.programRequests(); n != 0 {
		t.Errorf("refusing requested the program %d times", n)
	}

	for attributes, reach := range map[string]string{
		``:                  `($("cookies-customize").focus(), null)`,
		` data-load="idle"`: `null`, // an idle page needs nobody who reaches for it
	} {
		p = openListening(t, `data-portal="`+aude+`"`+attributes)
		p.waitNotice()
		eval[any](p, reach)
		p.wait(started)
		p.settle()
		p.mark()
		if n := p.programRequests(); n != 1 {
			t.Errorf("with%s the program was requested %d times, want once", attributes, n)
		}
	}
}

// TestRecordIsThereAtOnce: the cookie is written in the same task as the click, and
// the notice is gone, whether the program runs or not. Go then tells what came of it.
func TestRecordIsThereAtOnce(t *testing.T) {
	t.Parallel()
	for _, running := range []bool{false, true} {
		for button, allowed := range map[string]string{"cookies-accept": "true", "cookies-refuse": "false"} {
			p := openListening(t, `data-portal="`+aude+`"`)
			p.waitNotice()
			if running {
				p.start()
			}
			eval[any](p, `($("`+button+`").focus(), null)`)
			if !eval[bool](p, `($("`+button+`").click(), document.cookie.includes("statistics%22%3A`+allowed+`") && !$("`+button+`")?.checkVisibility())`) {
				t.Errorf("%s, Go running: %v: the click did not write the cookie and close the notice in the same task", button, running)
			}
			since := p.cookie().Value
			p.wait(`$("cookies-status").innerText.includes("enregistrés") && $("` + button + `") === null`)
			p.settle()
			if p.focused() != "cookies-status" || eval[int](p, `changes.length`) != 1 || p.cookie().Value != since {
				t.Errorf("%s, Go running: %v: the focus is on %q, %d changes were told, the cookie is %s, was %s", button, running,
					p.focused(), eval[int](p, `changes.length`), p.cookie().Value, since)
			}
		}
	}
}

// TestHandOver: Go takes over the very nodes that were there, with the focus and
// what is selected in them.
func TestHandOver(t *testing.T) {
	besides(t)
	for _, attributes := range []string{`data-theme="auto"`, `data-categories="statistics internal" data-theme="dark"`} {
		t.Run(attributes, func(t *testing.T) {
			src, let := heldProgram(t)
			p := newPage(t)
			p.open(serveText(t, "/portail", "text/html", heldPage(src, attributes)))
			p.waitNotice()
			before := eval[string](p, `(window.nodes = [...shadow.querySelectorAll("*")], window.blurs = 0,
				$("cookies-customize").focus(), shadow.addEventListener("focusout", () => { blurs++ }),
				shadow.querySelector("div").innerHTML)`)
			let()
			p.wait(started)
			if after := eval[string](p, `shadow.querySelector("div").innerHTML`); after != before {
				t.Errorf("Go draws\n%s\nwhere there was\n%s", after, before)
			}
			if eval[bool](p, `nodes.length !== shadow.querySelectorAll("*").length || nodes.some((n) => !n.isConnected)`) {
				t.Error("Go's nodes are not those that were there")
			}
			if p.focused() != "cookies-customize" || eval[int](p, `blurs`) != 0 {
				t.Errorf("the focus is on %q, after %d losses", p.focused(), eval[int](p, `blurs`))
			}
			p.press(kb.Enter) // and it is Go that answers
			p.waitDialog()
		})
	}
}

// TestClickBeforeTheProgram: who asks for the preferences and then refuses, before
// they are there, is neither shown them nor asked again.
func TestClickBeforeTheProgram(t *testing.T) {
	t.Parallel()
	src, let := heldProgram(t)
	p := newPage(t)
	p.open(serveText(t, "/portail", "text/html", heldPage(src, "")))
	p.waitNotice()
	p.click("cookies-customize")
	p.wait(`$("cookies-customize").getAttribute("aria-busy") === "true"`)
	p.click("cookies-refuse")
	p.waitClosed()
	let()
	p.wait(started)
	if eval[bool](p, `$("cookies-dialog") !== null`) {
		t.Error("the preferences open after the refusal")
	}
	if eval[bool](p, `$("cookies-accept") !== null || cookiesPreferences.get().statistics !== false`) {
		t.Error("the choice made meanwhile is lost, or asked for again")
	}
}

// TestJournal: a choice that only Go can record, made before it is there,
// outlives the page: the next one records it, dated when it was made, and does
// not ask.
func TestJournal(t *testing.T) {
	besides(t)
	src, let := heldProgram(t)
	address := serveText(t, "/portail", "text/html", heldPage(src, `data-trackers="matomo"`))
	p := newPage(t)
	p.open(address)
	p.waitNotice()
	since := time.Now()
	p.click("cookies-accept")
	p.waitClosed()
	if p.cookie() != nil || eval[bool](p, `cookiesPreferences.allows("statistics")`) {
		t.Error("something is allowed before Go has recorded it")
	}
	let()
	p.open(address)
	p.wait(`cookiesPreferences.get() !== null`)
	if eval[bool](p, `$("cookies-accept") !== null`) {
		t.Error("the next page asks again")
	}
	checkAllowed(t, p, preferences.Statistics, preferences.Internal, preferences.ThirdParty, preferences.Matomo)
	if got, _ := preferences.Decode(p.cookie().Value, time.Now()); got.Time().After(since.Add(2 * time.Second)) {
		t.Errorf("the choice is dated %v, it was made at %v", got.Time(), since)
	}
	if n := eval[int](p, `localStorage.length + sessionStorage.length`); n != 0 {
		t.Error("the journal outlives its use")
	}
	checkQuiet(t, p)
}
