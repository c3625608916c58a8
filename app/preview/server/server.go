//go:build !js

// Package server previews the banner: it delivers what app dist built, as a portal would,
// and shows the banner on a page that looks like a portal's.
//
//	GET /               redirects to the workshop
//	GET /portail/HOST   the demo page of a portal whose charter is published; with
//	                    ?trackers=… the banner's script declares them
//	GET /banner/…       the files of the build
//	GET /statique/…     the demo pages' stylesheet, drawings, map and script
//
// It is meant for a developer's machine. Nothing here is part of the product: a portal
// needs no server of ours.
package server

import (
	"context"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"cookies-preferences/web"
)

// New returns the handler of all the routes, for the build in a folder. The files are read at
// each request. It fails if there is no build to serve.
func New(dist string) (http.Handler, error) {
	if _, err := os.Stat(filepath.Join(dist, "banner.js")); err != nil {
		return nil, fmt.Errorf("there is no banner in %q: run make dist first: %w", dist, err)
	}
	static, err := fs.Sub(web.Portal, "static")
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", http.RedirectHandler("/banner/atelier/", http.StatusFound))
	mux.HandleFunc("GET /portail/{host}", demoPage)
	mux.Handle("GET /banner/{name...}", build{os.DirFS(dist)})
	mux.Handle("GET /statique/", http.StripPrefix("/statique", http.FileServerFS(static)))
	return mux, nil
}

// Listen listens at an address, host:port. Its error says what to do.
func Listen(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("the server cannot listen at %s; choose another address, for "+
			"example -addr localhost:8081 (with make, ADDR=localhost:8081): %w", addr, err)
	}
	return listener, nil
}

// Serve answers until the context ends, and returns nil then.
func Serve(ctx context.Context, listener net.Listener, h http.Handler) error {
	s := &http.Server{Handler: h}
	context.AfterFunc(ctx, func() { s.Close() })
	if err := s.Serve(listener); ctx.Err() == nil {
		return fmt.Errorf("the server stopped: %w", err)
	}
	return nil
}
