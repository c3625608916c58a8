package page

import (
	"bytes"
	"maps"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"

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

// TestPrintedPage: neither the notice nor the preferences are printed.
func TestPrintedPage(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
	p.WaitNotice()
	if printed[bool](p, `$("cookies-accept").checkVisibility()`) {
		t.Error("the notice is printed")
	}
	p.Click("cookies-customize")
	p.WaitDialog()
	if printed[bool](p, `$("cookies-dialog").checkVisibility()`) || !printed[bool](p, `$("link").checkVisibility()`) {
		t.Error("the preferences are printed, or the page is not")
	}
}

// TestPrintedCharter: the charter, open in the dialog, is printed alone and whole, as a
// document; afterwards the page is as it was.
func TestPrintedCharter(t *testing.T) {
	t.Parallel()
	p := harness.OpenListening(t, `data-portal="`+harness.Aude+`"`)
	p.WaitNotice()
	p.Click("cookies-read-charter")
	p.Wait(`shadow.querySelector(".charter table")`)
	harness.Eval[any](p, `(window.onPaper = [], addEventListener("beforeprint", () => onPaper.push(document.adoptedStyleSheets.length)), null)`)
	if n := sheets(p); n < 2 {
		t.Errorf("the charter is printed on %d sheets, want all of it", n)
	}
	if got := harness.Eval[[]int](p, `[...onPaper, document.adoptedStyleSheets.length]`); len(got) != 2 || got[0] != 1 || got[1] != 0 {
		t.Errorf("stylesheets of the page while it prints and after: %v, want 1 and 0", got)
	}

	harness.Eval[any](p, `(dispatchEvent(new Event("beforeprint")), null)`)
	look := printed[map[string]bool](p, `{
		page: $("link").checkVisibility(),
		charter: shadow.querySelector(".charter table").checkVisibility(),
		buttons: [...shadow.querySelectorAll("button, .contents")].some((e) => e.checkVisibility()),
		clipped: [$("cookies-dialog"), shadow.querySelector(".dialog-scroll")].some((e) => e.scrollHeight > e.clientHeight + 1),
	}`)
	if want := map[string]bool{"page": false, "charter": true, "buttons": false, "clipped": false}; !maps.Equal(look, want) {
		t.Errorf("on paper: %v, want %v", look, want)
	}
	harness.Eval[any](p, `(dispatchEvent(new Event("afterprint")), null)`)
	p.Click("cookies-close")
	p.WaitNotice()
	if n := sheets(p); n != 1 {
		t.Errorf("the page is printed on %d sheets, want one", n)
	}
}
