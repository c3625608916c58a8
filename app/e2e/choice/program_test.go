package choice

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/flows"
	"cookies-preferences/app/e2e/harness"
)

// markRequest makes the page request an address of the test's own and waits for it: by then, the
// test has seen what the page requested before.
func markRequest(p *harness.Page) {
	p.T.Helper()
	address := fmt.Sprintf("/favicon.ico?mark=%d", time.Now().UnixNano())
	harness.Eval[any](p, `fetch("`+address+`").then(() => null)`)
	p.Until("the request for "+address, func() bool {
		requests, _ := p.Seen()
		return strings.HasSuffix(strings.Join(requests, " "), address)
	})
}

func isMark(address string) bool { return strings.Contains(address, "?mark=") }

// TestProgramIsFetchedOnDemand: neither the notice nor a refusal fetches the dialog or the program;
// the focus on « Personnaliser » fetches each once.
func TestProgramIsFetchedOnDemand(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, harness.ForAude)
	check := func(want int) {
		t.Helper()
		p.Settle()
		markRequest(p)
		requests, _ := p.Seen()
		all := strings.Join(requests, " ")
		for _, part := range []string{"/dialog-", "/go-", ".wasm"} {
			if n := strings.Count(all, part); n != want {
				t.Errorf("%s was requested %d times, want %d", part, n, want)
			}
		}
	}
	harness.Eval[any](p, `($("cookies-accept").focus(), null)`)
	check(0)
	p.Choose("cookies-refuse")
	check(0)
	harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
	p.WaitNotice()
	harness.Eval[any](p, `($("cookies-customize").focus(), null)`)
	p.Until("the program's request", func() bool { return p.WasmRequests() > 0 })
	p.Start()
	check(1)
}

// TestClickBeforeTheDialog: a visitor who asks for the preferences, reads that they are loading and
// then refuses, before they have come, is neither shown them nor asked again.
func TestClickBeforeTheDialog(t *testing.T) {
	t.Parallel()
	src, let := harness.Held(t, "dialog-")
	p := harness.OpenPortal(t, harness.HeldPage(src, ""))
	p.Click("cookies-customize")
	p.Wait(`$("cookies-customize").getAttribute("aria-busy") === "true"`)
	const message = `$("cookies-status").innerText`
	p.Wait(message + ` === "Chargement en cours…"`)
	p.Choose("cookies-refuse")
	p.Wait(message + ` === "Vos choix ont été enregistrés."`)
	let()
	p.Settle()
	harness.CheckNotAsked(p)
	harness.CheckAllowed(p)
}

// TestPreparedAhead: preferences that were rendered as the visitor reached for them are hidden from
// everyone until the click, gone if the visitor chooses instead, and modal once they are painted.
func TestPreparedAhead(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, harness.ForAude)
	reach := func() {
		t.Helper()
		harness.Eval[any](p, `($("cookies-refuse").focus(), $("cookies-customize").focus(), null)`)
		p.Wait(`$("cookies-dialog")`)
	}
	reach()
	if nodes := p.AxFind("switch", ""); len(nodes) > 0 || harness.Eval[bool](p,
		`$("cookies-dialog").checkVisibility({ visibilityProperty: true })`) {
		t.Errorf("before the click the dialog is visible, or exposed: %v", nodes)
	}
	p.Choose("cookies-refuse")
	p.Wait(`!$("cookies-dialog")`)
	harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
	p.WaitNotice()
	reach()
	p.Click("cookies-customize")
	p.Wait(`$("cookies-dialog").matches(":modal")`)
	p.CheckFocus("cookies-dialog")
	p.Press("\x1b")
	p.CheckFocus("cookies-customize")
}

// TestLeavingAtOnce: a choice outlives a page that is left at once.
func TestLeavingAtOnce(t *testing.T) { flows.LeavingAtOnce(t) }

// TestLeftWhileFetching: a page that is left while it fetches a file reports no error.
func TestLeftWhileFetching(t *testing.T) { flows.LeftWhileFetching(t) }

// TestLongLeavingAtOnce: 50 of 50 choices do, with each control.
func TestLongLeavingAtOnce(t *testing.T) { t.Parallel(); flows.LeaveAtOnce(t, 50) }

// TestHandOver: the program takes over the dialog's nodes, with the focus.
func TestHandOver(t *testing.T) { flows.HandOver(t) }

// TestLongHandOver: whatever the page declares and the visitor has chosen, the program renders
// exactly what is shown.
func TestLongHandOver(t *testing.T) {
	t.Parallel()
	const (
		customize = "cookies-customize"
		charter   = "cookies-read-charter"
		trackers  = `data-trackers="ga matomo xiti at piano eulerian"`
		internal  = `data-categories="internal" data-trackers="ga"`
		shared    = `data-domain="127.0.0.1" data-controller="Ville d’Exemple"`
		standard  = `data-portal="donnees.ville.fr"`
		other     = `data-portal="porto-vecchio.opendatasoft.com"`
	)
	for name, c := range map[string]struct {
		attributes string
		chooses    string   // the control of a choice made first
		opens      []string // the controls that open the dialog, one after the other
	}{
		"all categories":     {"", "", []string{customize}},
		"all trackers":       {trackers, "", []string{customize}},
		"no statistics":      {internal, "", []string{customize}},
		"all allowed":        {trackers, "cookies-accept", []string{"open"}},
		"nothing allowed":    {`data-trackers="ga"`, "cookies-refuse", []string{"open"}},
		"GPC":                {"", "", []string{customize}},
		"GPC, shared":        {shared, "", []string{customize}},
		"shared":             {shared, "cookies-accept", []string{"open"}},
		"standard":           {standard, "", []string{customize}},
		"charter":            {"", "", []string{charter}},
		"charter of another": {other, "", []string{charter}},
		"charter's version":  {`data-version="v2"`, "", []string{charter}},
		"charter chosen of":  {"", "cookies-accept", []string{"open", "cookies-dialog-charter"}},
		"standard charter":   {standard, "", []string{charter}},
		"charter after moves": {trackers, "", []string{
			customize, "cookies-toggle-ga", "cookies-dialog-charter",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			src, let := harness.HeldProgram(t)
			page := harness.HeldPage(src, c.attributes)
			if strings.Contains(c.attributes, "data-portal") {
				page = strings.Replace(page, harness.ForAude, "", 1)
			}
			p := harness.NewPage(t)
			if strings.HasPrefix(name, "GPC") {
				p.AskNotToBeTracked()
			}
			harness.ShowNotice(p, harness.ServeText(t, "/portail", "text/html", page))
			if c.chooses != "" {
				p.Choose(c.chooses)
			}
			for _, control := range c.opens {
				p.OpenDialog(control)
				p.Wait(`!shadow.querySelector(".loading")`)
				p.Settle()
			}
			flows.CheckHandOver(p, let)
		})
	}
}

// TestAnotherTabWithTheProgram: tabs follow each other, with the program and without.
func TestAnotherTabWithTheProgram(t *testing.T) { flows.AnotherTabWithTheProgram(t) }

// TestDialogMissing: without the dialog's file, the notice stays and a message says so.
func TestDialogMissing(t *testing.T) { flows.DialogMissing(t) }

// TestProgramMissing: without the program everything works but a charter of the page's own.
func TestProgramMissing(t *testing.T) { flows.ProgramMissing(t) }
