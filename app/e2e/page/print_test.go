package page

import (
	"bytes"
	"maps"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
)

// sheets prints the page and counts the sheets of paper.
func sheets(p *harness.Page) int {
	p.T.Helper()
	pdf := harness.Call(p, cdppage.PrintToPDF, cdppage.PrintToPDFParams{}).Data
	return bytes.Count(pdf, []byte("/Type /Page\n"))
}

// printed evaluates a script while the page looks as it does on paper.
func printed[T any](p *harness.Page, expression string) T {
	p.T.Helper()
	harness.Call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	defer harness.Call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
	return harness.Eval[T](p, expression)
}

// TestPrinting: neither the notice nor the preferences are printed with the page. The charter,
// open in the dialog, is printed alone and whole, as a document.
func TestPrinting(t *testing.T) {
	t.Parallel()
	t.Run("without the program", func(t *testing.T) {
		t.Parallel()
		src, let := harness.HeldProgram(t)
		t.Cleanup(let)
		checkPaper(harness.OpenPortal(t, harness.HeldPage(src, "")))
	})
	t.Run("with the program", func(t *testing.T) {
		t.Parallel()
		p := harness.OpenListening(t, harness.ForAude)
		p.Start()
		checkPaper(p)
	})
}

// checkPaper prints the page, the preferences and the charter.
func checkPaper(p *harness.Page) {
	p.T.Helper()
	if printed[bool](p, `$("cookies-accept").checkVisibility()`) {
		p.T.Error("the notice is printed")
	}
	p.OpenDialog("cookies-customize")
	if printed[bool](p, `$("cookies-dialog").checkVisibility() || !$("link").checkVisibility()`) {
		p.T.Error("the preferences are printed, or the page is not")
	}
	p.Click("cookies-dialog-charter")
	p.Wait(`shadow.querySelector(".charter table")`)
	if n := sheets(p); n < 2 {
		p.T.Errorf("the charter is printed on %d sheets, want all of it", n)
	}
	harness.Eval[any](p, `(dispatchEvent(new Event("beforeprint")), null)`)
	look := printed[map[string]bool](p, `{
		page: $("link").checkVisibility(),
		charter: shadow.querySelector(".charter table").checkVisibility(),
		buttons: [...shadow.querySelectorAll("button, .contents")].some((e) => e.checkVisibility()),
		clipped: (({scrollHeight, clientHeight}) => scrollHeight > clientHeight + 1)(
			$("cookies-dialog")),
	}`)
	want := map[string]bool{"page": false, "charter": true, "buttons": false, "clipped": false}
	if !maps.Equal(look, want) {
		p.T.Errorf("on paper: %v, want %v", look, want)
	}
	harness.Eval[any](p, `(dispatchEvent(new Event("afterprint")), null)`)
	p.Press(kb.Escape)
	p.Press(kb.Escape)
	p.WaitNotice()
	if n := sheets(p); n != 1 {
		p.T.Errorf("the page is printed on %d sheets, want one", n)
	}
}
