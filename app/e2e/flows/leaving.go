package flows

import (
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
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

// LeftWhileFetching checks that a page that is left while it fetches a file reports no error:
// browsers stop a page's requests as soon as a link is followed. If the page stays after all, the
// file is fetched again.
func LeftWhileFetching(t *testing.T) {
	parallel(t)
	const (
		customize = `($("cookies-customize").click(), null)`
		accept    = `($("cookies-accept").click(), null)`
		add       = `(document.querySelector("main").insertAdjacentHTML("beforeend",
			'<script type="text/plain" data-cookies="statistics">ran = true<' + '/script>'), null)`
	)
	for name, file := range map[string]struct{ part, act, then, shown string }{
		"dialog":  {"dialog-", customize, "null", harness.Started},
		"runtime": {"go-", customize, "null", harness.Started},
		"program": {".wasm", customize, "null", harness.Started},
		"charter": {".txt", customize, "null", harness.Started},
		"gates":   {"gates-", add, accept, `window.ran`},
		"scripts": {"scripts-", add + "," + accept, "null", `window.ran`},
	} {
		t.Run(name, func(t *testing.T) {
			src, let := harness.Held(t, file.part)
			var leaving atomic.Bool
			answer := make(chan struct{})
			harness.Serve(t, "/suite", func(w http.ResponseWriter, r *http.Request) {
				leaving.Store(true)
				select {
				case <-answer:
					w.WriteHeader(http.StatusNoContent) // as a download does: the page stays
				case <-r.Context().Done():
				}
			})
			p := harness.OpenPortal(t, harness.HeldPage(src, ""))
			p.WaitNotice()
			harness.Eval[any](p, file.act)
			p.Until("the request for "+file.part, func() bool {
				requests, _ := p.Seen()
				return slices.ContainsFunc(requests, func(address string) bool {
					return strings.Contains(address, file.part)
				})
			})
			harness.Eval[any](p, `(setTimeout(() => { location = "suite"; }), null)`)
			p.Until("the next page's request", leaving.Load)
			let()
			close(answer)
			harness.Eval[any](p, file.then)
			p.Wait(file.shown)
			if errors := harness.Eval[[]any](p, `errors`); len(errors) > 0 {
				t.Errorf("leaving was reported as %v", errors)
			}
		})
	}
}
