package access

import (
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// walk presses Tab n times and tells what has the focus after each.
func walk(p *harness.Page, n int) []string {
	p.T.Helper()
	var ids []string
	for range n {
		p.Press(kb.Tab)
		ids = append(ids, p.Focused())
	}
	return ids
}

// TestKeyboard does without a mouse what a visitor does: refuse, customize and
// save, come back and change.
func TestKeyboard(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
	p.WaitNotice()

	// First in the document: two Tabs from the top of the page to refuse, and no
	// trap after the last control.
	got := walk(p, 5)
	want := []string{"cookies-accept", "cookies-refuse", "cookies-customize", "cookies-read-charter", "link"}
	if !slices.Equal(got, want) {
		t.Fatalf("Tab goes through %q, want %q", got, want)
	}
	harness.Eval[any](p, `($("cookies-customize").focus(), null)`)
	p.Press(kb.Enter)
	p.WaitDialog()
	p.Wait(`shadow.activeElement?.id === "cookies-title"`)

	got = walk(p, 5)
	want = []string{"cookies-close", "cookies-toggle-statistics"}
	got = slices.DeleteFunc(got, func(id string) bool { return id == "" })
	if len(got) < 2 || got[0] != want[0] || !slices.Contains(got, want[1]) {
		t.Errorf("in the dialog, Tab goes through %q, want the close button, then the toggles", got)
	}
	harness.Eval[any](p, `($("cookies-toggle-statistics").focus(), null)`)
	p.Press(" ")
	p.Wait(`$("cookies-toggle-statistics").checked`)
	harness.Eval[any](p, `($("cookies-save").focus(), null)`)
	p.Press(kb.Enter)
	p.WaitClosed()
	harness.CheckAllowed(t, p, append([]preferences.Name{preferences.Statistics}, preferences.Trackers[:]...)...)

	// The opener is gone with the notice: the focus is where the message is, at
	// the top of the page, and Tab goes on from there.
	p.Wait(`shadow.activeElement?.id === "cookies-status"`)
	if text := harness.Eval[string](p, `$("cookies-status").innerText`); text != "Vos choix ont été enregistrés." {
		t.Errorf("the status says %q", text)
	}
	if got := walk(p, 1); got[0] != "link" {
		t.Errorf("after the choice, Tab goes to %q, want the page's first link", got[0])
	}
	time.Sleep(600 * time.Millisecond) // by then, a key is another act
	p.Press(kb.Tab)
	p.Wait(`$("cookies-status").innerText === ""`) // gone with it

	harness.Eval[any](p, `(document.getElementById("open").focus(), null)`)
	p.Press(kb.Enter)
	p.WaitDialog()
	p.Press(kb.Escape)
	p.WaitClosed()
	if id := p.Focused(); id != "open" {
		t.Errorf("Esc leaves the focus on %q, want the opener", id)
	}
}
