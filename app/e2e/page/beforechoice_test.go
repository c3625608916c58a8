package page

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
)

// TestNothingBeforeAChoice: no cookie, no storage, and no request beyond the page's own and
// the script's folder before the visitor's choice, even if the preferences and the charter
// were read.
func TestNothingBeforeAChoice(t *testing.T) {
	t.Parallel()
	p := harness.OpenPortal(t, harness.PortalPage(harness.ForAude))
	check := func(when string) {
		t.Helper()
		if cookies := p.Cookies(); len(cookies) != 0 {
			t.Errorf("%s: there are cookies: %v", when, cookies[0])
		}
		if n := harness.Eval[int](p, `localStorage.length + sessionStorage.length`); n != 0 {
			t.Errorf("%s: %d storage entries", when, n)
		}
		if n := harness.Eval[int](p, `indexedDB.databases().then((list) => list.length)`); n != 0 {
			t.Errorf("%s: %d databases", when, n)
		}
		if n := harness.Eval[int](p, `caches.keys().then((list) => list.length)`); n != 0 {
			t.Errorf("%s: %d caches", when, n)
		}
		checkRequests(p, when)
	}
	check("with the notice")
	p.OpenDialog("cookies-customize")
	p.Wait(harness.Started)
	p.Click("cookies-dialog-charter")
	p.Wait(`shadow.querySelector(".charter")`)
	p.Press(kb.Escape)
	p.Press(kb.Escape)
	p.Wait(`!$("cookies-dialog")?.open`)
	p.Scroll(1500)
	p.Settle()
	check("with everything read")
}

// checkRequests checks that a page requested nothing outside the script's folder.
func checkRequests(p *harness.Page, when string) {
	p.T.Helper()
	requests, _ := p.Seen()
	for _, url := range requests[1:] { // the first is the page
		if !strings.HasPrefix(url, harness.Site.URL+"/banner/") &&
			!strings.HasSuffix(url, "/favicon.ico") {
			p.T.Errorf("%s: request for %s", when, url)
		}
	}
}

// TestCharterIsFetchedOnlyWhenNeeded: a charter at another address is fetched once, and only when
// the visitor opens the dialog: not with the program, which is fetched ahead.
func TestCharterIsFetchedOnlyWhenNeeded(t *testing.T) {
	t.Parallel()
	var fetched atomic.Int32
	url := harness.Serve(t, "/charte.txt", func(w http.ResponseWriter, r *http.Request) {
		fetched.Add(1)
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		http.ServeFile(w, r, "../../../charter/portals/"+harness.Aude+".txt")
	})
	p := harness.OpenPortal(t, harness.PortalPage(`data-charter="`+url+`"`))
	harness.Eval[any](p, `($("cookies-customize").focus(), null)`)
	p.Wait(`performance.getEntriesByType("resource").some((e) => e.name.includes(".wasm"))`)
	p.Settle()
	if fetched.Load() != 0 {
		t.Error("the charter was fetched before it was needed")
	}
	p.Click("cookies-read-charter")
	p.Wait(`shadow.querySelector(".charter table")`)
	p.Click("cookies-close")
	p.Wait(`!$("cookies-dialog")?.open`)
	p.Click("cookies-read-charter")
	p.Wait(`shadow.querySelector(".charter table")`)
	if n := fetched.Load(); n != 1 {
		t.Errorf("the charter was fetched %d times, want once", n)
	}
}
