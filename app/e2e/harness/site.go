package harness

import (
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"testing"

	"cookies-preferences/app/preview/server"
)

// added are the http.HandlerFuncs of the paths that tests add to the site.
var added sync.Map

// NewSite is the preview server, with the paths that tests add.
func NewSite() (http.Handler, error) {
	demo, err := server.New(Built.Dir)
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if handler, ok := added.Load(r.URL.Path); ok {
			handler.(http.HandlerFunc)(w, r)
			return
		}
		if r.URL.Path == "/favicon.ico" { // Chromium requests it for bare pages
			w.WriteHeader(http.StatusNoContent)
			return
		}
		demo.ServeHTTP(w, r)
	}), nil
}

var unsafeInPath = regexp.MustCompile(`[^A-Za-z0-9]+`)

// Folder is the folder of the site that holds a test's own paths.
func Folder(t *testing.T) string { return "/" + unsafeInPath.ReplaceAllString(t.Name(), "-") }

// Serve answers a path in the test's folder until the test ends, and returns its address.
func Serve(t *testing.T, path string, h http.HandlerFunc) string {
	path = Folder(t) + path
	added.Store(path, h)
	t.Cleanup(func() { added.Delete(path) })
	return Site.URL + path
}

// ServeText serves a text at a path.
func ServeText(t *testing.T, path, contentType, text string) string {
	t.Helper()
	return Serve(t, path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, text)
	})
}

// ServeBuild serves the build's files as a static host does, in the test's folder, and
// returns the script's address. before may be nil; it can set headers, or answer by itself
// and return false.
func ServeBuild(
	t *testing.T, before func(name string, w http.ResponseWriter, r *http.Request) bool,
) (src string) {
	t.Helper()
	build := os.DirFS(Built.Dir)
	err := fs.WalkDir(build, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		address := Serve(t, "/"+name, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", mime.TypeByExtension(filepath.Ext(name)))
			if before == nil || before(name, w, r) {
				http.ServeFile(w, r, filepath.Join(Built.Dir, filepath.FromSlash(name)))
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

// Elsewhere is an address of the site under another host name, which makes it another site.
func Elsewhere(address string) string { return Named(address, "ailleurs.test") }

// Named is an address of the site under a host name.
func Named(address, host string) string {
	u, err := url.Parse(address)
	if err != nil {
		panic(err)
	}
	u.Host = host + ":" + u.Port()
	return u.String()
}
