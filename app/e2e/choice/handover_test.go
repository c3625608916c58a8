package choice

import (
	"testing"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

// TestNoProgramBeforeItIsReachedFor: the notice needs no program, and neither do
// accepting and refusing. A request that the page makes later shows that none came.
func TestNoProgramBeforeItIsReachedFor(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
	p.WaitNotice()
	p.Settle()
	harness.Eval[any](p, `($("cookies-accept").focus(), null)`)
	p.Settle()
	mark(p)
	if n := programRequests(p); n != 0 {
		t.Errorf("the program was requested %d times before it was reached for", n)
	}
	p.Click("cookies-refuse")
	p.WaitClosed()
	p.Settle()
	mark(p)
	if n := programRequests(p); n != 0 {
		t.Errorf("refusing requested the program %d times", n)
	}

	for attributes, reach := range map[string]string{
		``:                  `($("cookies-customize").focus(), null)`,
		` data-load="idle"`: `null`, // an idle page needs nobody who reaches for it
	} {
		p = harness.OpenListening(t, `data-portal="`+harness.Aude+`"`+attributes)
		p.WaitNotice()
		harness.Eval[any](p, reach)
		p.Wait(harness.Started)
		p.Settle()
		mark(p)
		if n := programRequests(p); n != 1 {
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
			p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
			p.WaitNotice()
			if running {
				p.Start()
			}
			harness.Eval[any](p, `($("`+button+`").focus(), null)`)
			if !harness.Eval[bool](p, `($("`+button+`").click(), document.cookie.includes("statistics%22%3A`+allowed+`") && !$("`+button+`")?.checkVisibility())`) {
				t.Errorf("%s, Go running: %v: the click did not write the cookie and close the notice in the same task", button, running)
			}
			since := p.Cookie().Value
			p.Wait(`$("cookies-status").innerText.includes("enregistrés") && $("` + button + `") === null`)
			p.Settle()
			if p.Focused() != "cookies-status" || harness.Eval[int](p, `changes.length`) != 1 || p.Cookie().Value != since {
				t.Errorf("%s, Go running: %v: the focus is on %q, %d changes were told, the cookie is %s, was %s", button, running,
					p.Focused(), harness.Eval[int](p, `changes.length`), p.Cookie().Value, since)
			}
		}
	}
}

// TestClickBeforeTheProgram: who asks for the preferences and then refuses, before
// they are there, is neither shown them nor asked again.
func TestClickBeforeTheProgram(t *testing.T) {
	t.Parallel()
	src, let := harness.HeldProgram(t)
	p := harness.NewPage(t)
	p.Open(harness.ServeText(t, "/portail", "text/html", harness.HeldPage(src, "")))
	p.WaitNotice()
	p.Click("cookies-customize")
	p.Wait(`$("cookies-customize").getAttribute("aria-busy") === "true"`)
	p.Click("cookies-refuse")
	p.WaitClosed()
	let()
	p.Wait(harness.Started)
	if harness.Eval[bool](p, `$("cookies-dialog") !== null`) {
		t.Error("the preferences open after the refusal")
	}
	if harness.Eval[bool](p, `$("cookies-accept") !== null || cookiesPreferences.get().statistics !== false`) {
		t.Error("the choice made meanwhile is lost, or asked for again")
	}
}

// TestHandOver: Go takes over the very nodes that were there, with the focus and
// what is selected in them.
func TestHandOver(t *testing.T) { flows.HandOver(t) }

// TestJournal: a choice that only Go can record, made before it is there,
// outlives the page: the next one records it, dated when it was made, and does
// not ask.
func TestJournal(t *testing.T) { flows.Journal(t) }
