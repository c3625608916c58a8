// Package harness is what the browser tests share: the product, built once and served, the
// browsers, and the page object that tests speak through. A test fails on any console error,
// uncaught exception or failed request that it does not announce.
package harness

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"sync"
	"testing"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/browser/chromium"
	"cookies-preferences/app/preview/server"
)

// Pictures is where tests write pictures of every state to; "" is nowhere.
var Pictures = flag.String("pictures", "", "folder to write pictures of every state to")

// The product, built and served once for all tests, and the browser.
var (
	Built   *build.Result
	Site    *httptest.Server // the demo server, and the pages that tests add
	Added   pages
	Browser context.Context
)

// Main builds the product, serves it, starts the browsers and runs a package's tests.
func Main(m *testing.M) {
	flag.Parse()
	// Tests wait about as long as they work, and go test runs a package for each
	// processor: three tests a package keep two processors busy. Those in Firefox,
	// which has one focus for all its windows, and those of the proof run one by one.
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "test.parallel" })
	if !asked {
		if err := flag.Set("test.parallel", strconv.Itoa(runtime.GOMAXPROCS(0)+1)); err != nil {
			panic(err)
		}
	}
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	ctx := context.Background()
	var err error
	if Built, err = product(ctx); err != nil {
		return 1, err
	}
	handler, err := NewSite()
	if err != nil {
		return 1, err
	}
	Site = httptest.NewServer(handler)
	defer Site.Close()

	// Each test has a profile of its own in the one browser. Chromium that is
	// missing fails the run: nothing is skipped.
	var stop func()
	if Browser, stop, err = chromium.Start(ctx); err != nil {
		return 1, err
	}
	defer stop()
	code := m.Run()
	if err := stopFirefox(); err != nil {
		return 1, err
	}
	return code, nil
}

// newSite is the demo server, with what tests add under paths of their own.
func NewSite() (http.Handler, error) {
	demo, err := server.New(server.Options{Dist: Built.Dir})
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if page, ok := Added.at(r.URL.Path); ok {
			page(w, r)
			return
		}
		if r.URL.Path == "/favicon.ico" { // Chromium asks for it on bare pages
			w.WriteHeader(http.StatusNoContent)
			return
		}
		demo.ServeHTTP(w, r)
	}), nil
}

// pages are the paths that tests answer themselves.
type pages struct {
	Mu      sync.RWMutex
	Handler map[string]http.HandlerFunc
}

func (p *pages) at(path string) (http.HandlerFunc, bool) {
	p.Mu.RLock()
	defer p.Mu.RUnlock()
	h, ok := p.Handler[path]
	return h, ok
}

var UnsafeInPath = regexp.MustCompile(`[^A-Za-z0-9]+`)

// serve answers a path of the site for as long as a test runs, and returns its
// address.
func Serve(t *testing.T, path string, h http.HandlerFunc) string {
	t.Helper()
	path = "/" + UnsafeInPath.ReplaceAllString(t.Name(), "-") + path
	Added.Mu.Lock()
	defer Added.Mu.Unlock()
	if Added.Handler == nil {
		Added.Handler = make(map[string]http.HandlerFunc)
	}
	Added.Handler[path] = h
	t.Cleanup(func() {
		Added.Mu.Lock()
		defer Added.Mu.Unlock()
		delete(Added.Handler, path)
	})
	return Site.URL + path
}

// serveText answers a path with a text.
func ServeText(t *testing.T, path, contentType, text string) string {
	t.Helper()
	return Serve(t, path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, text)
	})
}

// serveBuild serves the build's files as a plain host does, as they are, under a
// path of the test's own, and returns the script's address. before, unless it is
// nil, can set headers, or answer by itself and return false.
func ServeBuild(t *testing.T, before func(name string, w http.ResponseWriter, r *http.Request) bool) (src string) {
	t.Helper()
	return ServeDist(t, Built.Dir, before)
}

// serveDist does so with the files of a build in a folder.
func ServeDist(t *testing.T, folder string, before func(name string, w http.ResponseWriter, r *http.Request) bool) (src string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		address := Serve(t, "/"+name, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", mime.TypeByExtension(filepath.Ext(name)))
			if before == nil || before(name, w, r) {
				http.ServeFile(w, r, filepath.Join(folder, filepath.FromSlash(name)))
			}
		})
		if name == Built.Script {
			src = address
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// portalPage is a bare portal page with the banner's script tag.
func PortalPage(attributes string) string {
	return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Portail</title>` +
		`<script src="/banner/banner.js" defer ` + attributes + `></script></head>` +
		`<body><main id="first"><a id="link" href="#ancre">Un lien</a> ` +
		`<button id="open" data-cookies-preferences="open">Gérer mes cookies</button></main></body></html>`
}

// freePort is an address nothing listens at.
func FreePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
