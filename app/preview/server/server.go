//go:build !js

// Package server is the HTTP server of the demonstration: two portal pages as
// a visitor meets them, with the built banner dropped in by its script tag; the
// delivery of that build, with the workshop if that is in it.
//
//	GET /                           the workshop; without one, the list of the portals
//	GET /portail/                   the list of the portals
//	GET /portail/HOST               the demo portal (see [New] for its queries)
//	GET /portail/HOST/jeux/ID       one of its datasets
//	GET /portail/HOST/cookie.json   what the server reads in the cookie
//	GET /banner/…                   the files that make dist built
//	GET /statique/…                 the portal pages' stylesheet and drawings
//
// The pages carry the strictest policies under which the banner is claimed to
// work, and the cookie is read as any portal written in Go would read it, with
// banner/preferences.
package server

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"cookies-preferences/web"
)

// Options says what the server serves.
type Options struct {
	// Dist is the folder that make dist wrote. It must hold banner.js. Its files
	// are read at each request, so that a new build is served at once.
	Dist string

	// Now is the clock by which a choice is judged too old. Nil means time.Now.
	Now func() time.Time
}

// server holds what the handlers share. It does not change after New.
type server struct {
	now       func() time.Time
	templates templates
	portals   map[string]portal // by host
}

// New returns the handler of all the routes. It fails when there is no build to
// serve.
//
// On a portal page, the queries trackers, version, theme, categories, charter,
// load and domain become the data-… attribute of that name on the banner's
// script, and stay from page to page; the page's policy lets a charter be fetched
// from its own origin only. With session=1 the page sets the cookies that an
// Opendatasoft portal sets by itself, where they are missing.
func New(o Options) (http.Handler, error) {
	if _, err := os.Stat(filepath.Join(o.Dist, "banner.js")); err != nil {
		return nil, fmt.Errorf("there is no banner to serve in %q, run make dist first: %w", o.Dist, err)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s, err := newServer(o.Now)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/", readOnly(s.page(s.missing)))
	mux.Handle("/portail/{$}", readOnly(s.page(s.index)))
	mux.Handle("/portail/{host}", readOnly(s.page(s.portalPage)))
	mux.Handle("/portail/{host}/jeux/{id}", readOnly(s.page(s.datasetPage)))
	mux.Handle("/portail/{host}/cookie.json", readOnly(http.HandlerFunc(s.cookieJSON)))
	mux.Handle("/banner/{name...}", readOnly(dist{o.Dist}))
	mux.Handle("/statique/{name}", readOnly(static{web.Portal}))
	if _, err := os.Stat(filepath.Join(o.Dist, "atelier", "index.html")); err == nil {
		const workshop = "/banner/atelier/"
		for _, path := range []string{"/{$}", "/banner/atelier"} {
			mux.Handle(path, readOnly(http.RedirectHandler(workshop, http.StatusFound)))
		}
	} else {
		mux.Handle("/{$}", readOnly(s.page(s.index)))
	}
	return mux, nil
}

// newServer reads the embedded templates and catalogues.
func newServer(now func() time.Time) (*server, error) {
	pages, err := parseTemplates(web.Portal)
	if err != nil {
		return nil, fmt.Errorf("reading the portal's templates: %w", err)
	}
	portals, err := loadPortals(web.Portal)
	if err != nil {
		return nil, fmt.Errorf("reading the portals' catalogues: %w", err)
	}
	if len(portals) == 0 {
		return nil, errors.New("no charter is published: there is no portal to show")
	}
	return &server{now: now, templates: pages, portals: portals}, nil
}

// readOnly answers GET and HEAD, and refuses the rest.
func readOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "Only GET and HEAD are answered here.", http.StatusMethodNotAllowed)
			return
		}
		next.ServeHTTP(w, r)
	})
}
