package flows

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// LeavingAtOnce checks that a choice made before the program outlives a page that is left 10 ms
// later, and that nothing but the cookie is kept.
func LeavingAtOnce(t *testing.T) { parallel(t); LeaveAtOnce(t, 1) }

// LeaveAtOnce is LeavingAtOnce, with each control so many times.
func LeaveAtOnce(t *testing.T, times int) {
	src, _ := harness.HeldProgram(t)
	harness.ServeText(t, "/video", "text/html", "<!doctype html><title>Vidéo</title><p>Une vidéo")
	page := strings.Replace(harness.HeldPage(src, `data-trackers="matomo"`), "</main>",
		`<iframe id="frame" width="400" height="200" title="Cadre"
			data-cookies="matomo" data-src="video"></iframe></main>`, 1)
	harness.ServeText(t, "/suite", "text/html", page)
	address := harness.ServeText(t, "/portail", "text/html", page)
	measured := []preferences.Name{preferences.Statistics, preferences.Matomo}
	p := harness.NewPage(t)
	p.Expect("/video") // the page is left while the frame loads
	for control, allowed := range map[string][]preferences.Name{
		`$("cookies-accept")`:                      harness.Everything,
		`$("cookies-refuse")`:                      nil,
		`$("cookies-accept-all")`:                  harness.Everything,
		`$("cookies-refuse-all")`:                  nil,
		`$("cookies-save")`:                        measured,
		harness.InFrame("frame", "#cookies-allow"): measured,
	} {
		for range times {
			harness.ShowNotice(p, address)
			switch {
			case strings.Contains(control, "allow"):
				p.Wait(control)
			case strings.Contains(control, "-all"), strings.Contains(control, "save"):
				p.OpenDialog("cookies-customize")
				p.Click("cookies-toggle-matomo")
			}
			harness.Eval[any](p, `(`+control+`.click(),
				setTimeout(() => { location = "suite"; }, 10), null)`)
			p.Arrive(`location.pathname.endsWith("/suite") && window.cookiesPreferences`)
			harness.CheckNotAsked(p)
			harness.CheckAllowed(p, allowed...)
			harness.CheckNothingKept(p)
			harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
		}
	}
}

// LeftWhileFetching checks that a page that is left while it fetches the program or its charter
// reports no error: browsers stop a page's requests as soon as a link is followed. If the page
// stays after all, they are fetched again.
func LeftWhileFetching(t *testing.T) {
	parallel(t)
	for name, file := range map[string]string{"program": ".wasm", "charter": ".txt"} {
		t.Run(name, func(t *testing.T) { leftWhileFetching(t, file) })
	}
}

// leftWhileFetching holds the file back whose name has that part.
func leftWhileFetching(t *testing.T, part string) {
	src, let := harness.Held(t, part)
	leaving := make(chan struct{})
	answer := make(chan struct{})
	harness.Serve(t, "/suite", func(w http.ResponseWriter, r *http.Request) {
		close(leaving)
		select {
		case <-answer:
			w.WriteHeader(http.StatusNoContent) // as a download does, it leaves the page in place
		case <-r.Context().Done():
		}
	})
	p := harness.OpenPortal(t, harness.HeldPage(src, ""))
	p.OpenDialog("cookies-customize")
	p.Until("the request", func() bool {
		requests, _ := p.Seen()
		return slices.ContainsFunc(requests, func(address string) bool {
			return strings.Contains(address, part)
		})
	})
	harness.Eval[any](p, `(setTimeout(() => { location = "suite"; }), null)`)
	<-leaving
	let()
	close(answer)
	p.Wait(harness.Started)
	if errors := harness.Eval[[]any](p, `errors`); len(errors) > 0 {
		t.Errorf("leaving was reported as %v", errors)
	}
}
