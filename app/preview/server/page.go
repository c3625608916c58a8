//go:build !js

package server

import (
	"bytes"
	"html/template"
	"net/http"
	"strings"
	"time"

	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
	"cookies-preferences/web"
)

var pageTemplate = template.Must(template.ParseFS(web.Portal, "portal.html"))

// policy is the strictest Content-Security-Policy under which the banner is claimed to
// work: the page's own files and frame, and 'wasm-unsafe-eval' for any WebAssembly.
var policy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"connect-src 'self'",
	"style-src 'self'",
	"img-src 'self' data:",
	"frame-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
}, "; ")

// demoPage answers with a portal's page. Nothing may keep it: it shows what the server
// read in the visitor's cookie.
func demoPage(w http.ResponseWriter, r *http.Request) {
	p, found := findPortal(r.PathValue("host"))
	if !found {
		http.NotFound(w, r)
		return
	}
	content := struct {
		portal
		Others   []portal
		Trackers string
		Reading  reading
	}{p, otherPortals(p), r.FormValue("trackers"), readCookie(r.Header["Cookie"], p.Host, time.Now())}
	var page bytes.Buffer
	if err := pageTemplate.Execute(&page, content); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy)
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	page.WriteTo(w)
}

// reading is what a server learns from the cookie.
type reading struct {
	Summary string // a sentence
	Names   []decision
	Raw     string // the cookie as received; "" if there was none
}

// decision says whether something is allowed.
type decision struct {
	Name    preferences.Name
	Label   string
	Allowed bool
}

// readCookie reads the lines of a Cookie header, as any portal written in Go would.
func readCookie(header []string, host string, now time.Time) reading {
	text, _ := charter.Portal(host)
	choice, chosen := preferences.FromHeader(header, now)
	valid := chosen && choice.Fits(charter.Version(text))

	const refused = "les cookies facultatifs restent refusés."
	var r reading
	for _, line := range header {
		r.Raw += strings.Join(preferences.Values(line), "\n")
	}
	for _, names := range [][]preferences.Name{preferences.Categories[:], preferences.Trackers[:]} {
		for _, n := range names {
			r.Names = append(r.Names, decision{n, banner.Label(n), valid && choice.Allows(n)})
		}
	}
	switch {
	case valid:
		r.Summary = "Choix enregistré le " + banner.FrenchDate(choice.Time()) + "."
	case chosen:
		r.Summary = "Le choix enregistré porte sur une autre version de la charte\u00a0: " + refused
	case r.Raw != "":
		r.Summary = "Le cookie n’est pas valable (expiré ou illisible)\u00a0: " + refused
	default:
		r.Summary = "Aucun choix enregistré\u00a0: " + refused
	}
	return r
}
