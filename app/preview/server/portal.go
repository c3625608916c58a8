//go:build !js

package server

import (
	"bytes"
	"html/template"
	"net/http"
	"strings"
	"time"

	"cookies-preferences/app/preview/workshop"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
	"cookies-preferences/web"
)

// portal is what differs between the demo pages, whose datasets are invented.
type portal struct {
	Host, Name, Welcome string

	// Accent names a colour of portal.css: sea, vine or pine.
	Accent string

	// OwnButton says that « Gérer mes cookies » is marked up with Opendatasoft's own class,
	// rather than with data-cookies-preferences="open".
	OwnButton bool
}

var portals = []portal{
	{
		Host: "opendata.aude.fr",
		Name: "Département de l’Aude",
		Welcome: "Routes, collèges, solidarités, sentiers\u00a0: consultez, téléchargez et " +
			"réutilisez les données du Département et de ses partenaires.",
		Accent: "vine",
	},
	{
		Host: "porto-vecchio.opendatasoft.com",
		Name: "Ville de Porto-Vecchio",
		Welcome: "Plages, transports, budget, délibérations\u00a0: les données publiques " +
			"de la commune, libres d’accès et de réutilisation.",
		Accent:    "sea",
		OwnButton: true,
	},
}

// findPortal returns the portal of a host whose charter is published. One that has no page of
// its own here gets a plain one, under its host name.
func findPortal(host string) (portal, bool) {
	for _, p := range portals {
		if p.Host == host {
			return p, true
		}
	}
	_, published := charter.Portal(host)
	return portal{
		Host: host, Name: host, Accent: "pine",
		Welcome: "Les données publiques du territoire, libres d’accès et de réutilisation.",
	}, published
}

// otherPortals returns all portals except one.
func otherPortals(but portal) (others []portal) {
	for _, host := range charter.Portals() {
		if p, _ := findPortal(host); host != but.Host {
			others = append(others, p)
		}
	}
	return others
}

var pageTemplate = template.Must(template.ParseFS(web.Portal, "portal.html"))

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
