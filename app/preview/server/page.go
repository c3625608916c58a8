//go:build !js

package server

import (
	"bytes"
	"html/template"
	"net/http"
	"strings"
	"time"

	"cookies-preferences/app/preview/workshop"
	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
	"cookies-preferences/web"
)

var pageTemplate = template.Must(template.New("portal.html").
	Funcs(template.FuncMap{"label": banner.Label}).ParseFS(web.Portal, "portal.html"))

// policy is the strictest Content-Security-Policy that the banner supports: the page's own
// files and frame, and 'wasm-unsafe-eval' for any WebAssembly.
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

// demoPage serves a portal's page. No cache may store it: it shows the choice in the
// visitor's cookie.
func demoPage(w http.ResponseWriter, r *http.Request) {
	p, found := findPortal(r.PathValue("host"))
	if !found {
		http.NotFound(w, r)
		return
	}
	text, _ := charter.Portal(p.Host)
	cookies := strings.Join(r.Header["Cookie"], "; ")
	content := struct {
		portal
		Others   []portal
		Trackers string
		Reading  workshop.Reading
		Names    []preferences.Name
	}{
		p, otherPortals(p), r.FormValue("trackers"),
		workshop.Read(cookies, charter.Version(text), time.Now()),
		preferences.Optional(),
	}
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
