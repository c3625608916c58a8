// Package browsertest tests the product as its users meet it: the built
// banner.js in a portal's page, and the workshop, in a real Chromium. A test
// fails on any console error, uncaught exception or failed request that it does
// not announce.
package browsertest

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

var (
	pictures = flag.String("pictures", "", "folder to write pictures of every state to")
	audits   = flag.String("audit", "", "folder to write what the audit measured to")
)

// The product, built and served once for all tests, and the browser.
var (
	built   *build.Result
	site    *httptest.Server // the demo server, and the pages that tests add
	added   pages
	browser context.Context
)

func TestMain(m *testing.M) {
	flag.Parse()
	// Tests wait about as long as they work: two run at a time for each processor,
	// unless the command line says otherwise. Those in Firefox, which has one focus
	// for all its windows, and those of the proof run one by one.
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "test.parallel" })
	if !asked {
		if err := flag.Set("test.parallel", strconv.Itoa(2*runtime.GOMAXPROCS(0))); err != nil {
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
	folder, err := os.MkdirTemp("", "cookies-preferences-test-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(folder)

	ctx := context.Background()
	built, err = build.Dist(ctx, build.Options{Out: filepath.Join(folder, "dist"), Workshop: true, Compression: build.Fast})
	if err != nil {
		return 1, err
	}
	handler, err := newSite()
	if err != nil {
		return 1, err
	}
	site = httptest.NewServer(handler)
	defer site.Close()

	// Each test has a profile of its own in the one browser. Chromium that is
	// missing fails the run: nothing is skipped.
	var stop func()
	if browser, stop, err = chromium.Start(ctx); err != nil {
		return 1, err
	}
	defer stop()
	code := m.Run()
	if err := stopFirefox(); err != nil {
		return 1, err
	}
	if *audits != "" {
		return code, written.write(*audits)
	}
	return code, nil
}

// newSite is the demo server, with what tests add under paths of their own.
func newSite() (http.Handler, error) {
	demo, err := server.New(server.Options{Dist: built.Dir})
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if page, ok := added.at(r.URL.Path); ok {
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
	mu      sync.RWMutex
	handler map[string]http.HandlerFunc
}

func (p *pages) at(path string) (http.HandlerFunc, bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	h, ok := p.handler[path]
	return h, ok
}

var unsafeInPath = regexp.MustCompile(`[^A-Za-z0-9]+`)

// serve answers a path of the site for as long as a test runs, and returns its
// address.
func serve(t *testing.T, path string, h http.HandlerFunc) string {
	t.Helper()
	path = "/" + unsafeInPath.ReplaceAllString(t.Name(), "-") + path
	added.mu.Lock()
	defer added.mu.Unlock()
	if added.handler == nil {
		added.handler = make(map[string]http.HandlerFunc)
	}
	added.handler[path] = h
	t.Cleanup(func() {
		added.mu.Lock()
		defer added.mu.Unlock()
		delete(added.handler, path)
	})
	return site.URL + path
}

// serveText answers a path with a text.
func serveText(t *testing.T, path, contentType, text string) string {
	t.Helper()
	return serve(t, path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, text)
	})
}

// serveBuild serves the build's files as a plain host does, as they are, under a
// path of the test's own, and returns the script's address. before, unless it is
// nil, can set headers, or answer by itself and return false.
func serveBuild(t *testing.T, before func(name string, w http.ResponseWriter, r *http.Request) bool) (src string) {
	t.Helper()
	return serveDist(t, built.Dir, before)
}

// serveDist does so with the files of a build in a folder.
func serveDist(t *testing.T, folder string, before func(name string, w http.ResponseWriter, r *http.Request) bool) (src string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		address := serve(t, "/"+name, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", mime.TypeByExtension(filepath.Ext(name)))
			if before == nil || before(name, w, r) {
				http.ServeFile(w, r, filepath.Join(folder, filepath.FromSlash(name)))
			}
		})
		if name == built.Script {
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
func portalPage(attributes string) string {
	return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Portail</title>` +
		`<script src="/banner/banner.js" defer ` + attributes + `></script></head>` +
		`<body><main id="first"><a id="link" href="#ancre">Un lien</a> ` +
		`<button id="open" data-cookies-preferences="open">Gérer mes cookies</button></main></body></html>`
}

// freePort is an address nothing listens at.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
