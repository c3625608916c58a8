//go:build !js

package server

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/charter"
)

const (
	aude  = "/portail/opendata.aude.fr"
	porto = "/portail/porto-vecchio.opendatasoft.com"
)

// noon is the tests' clock.
func noon() time.Time { return time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC) }

// hashedName is the name of the program in the tests' build.
const hashedName = "banner-0123456789abcdef.wasm"

// newDist writes a build whose files hold their own names.
func newDist(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "charters"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"banner.js", "banner.js.gz",
		hashedName, hashedName + ".gz", hashedName + ".br",
		"go-0123456789abcdef.js",
		"charters/opendata.aude.fr.txt", "charters/porto-vecchio.opendatasoft.com.txt",
		"charters/opendata.aude.fr.html", "charters/porto-vecchio.opendatasoft.com.html",
		"charter-0123456789abcdef.css", "autoconsent.json",
		"SHA384SUMS", "secret.env", ".hidden.js",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// newHandler returns the server over such a build.
func newHandler(t *testing.T) http.Handler {
	t.Helper()
	h, err := New(Options{Dist: newDist(t), Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// ask sends a request; headers are name, value, name, value…
func ask(h http.Handler, method, target string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, target, nil)
	for pair := range slices.Chunk(headers, 2) {
		r.Header.Add(pair[0], pair[1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

// body returns the text of an answer.
func body(t *testing.T, r *http.Response) string {
	t.Helper()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestRoutes(t *testing.T) {
	h := newHandler(t)
	const html, plain = "text/html; charset=utf-8", "text/plain; charset=utf-8"
	for _, c := range []struct {
		method, target string
		status         int
		mediaType      string
	}{
		{"GET", aude, 200, html},
		{"HEAD", porto, 200, html},
		{"GET", "/portail/OPENDATA.AUDE.FR", 200, html},
		{"GET", aude + "/jeux/reperes-de-crue", 200, html},
		{"GET", aude + "/jeux/none", 404, html},
		{"GET", aude + "/cookie.json", 200, "application/json; charset=utf-8"},
		{"GET", "/portail/elsewhere.example/cookie.json", 404, plain},
		{"GET", "/portail/elsewhere.example", 404, html},
		{"GET", "/portail/", 200, html},
		{"GET", "/", 200, html},
		{"GET", "/elsewhere", 404, html},
		{"GET", "/statique/portal.css", 200, "text/css; charset=utf-8"},
		{"GET", "/statique/icon.svg", 200, "image/svg+xml"},
		{"GET", "/statique/portal.html", 404, plain},
		{"GET", "/statique/none.css", 404, plain},
		{"GET", "/banner/banner.js", 200, "text/javascript; charset=utf-8"},
		{"GET", "/banner/" + hashedName, 200, "application/wasm"},
		{"GET", "/banner/charters/opendata.aude.fr.txt", 200, plain},
		{"GET", "/banner/charters/opendata.aude.fr.html", 200, html},
		{"GET", "/banner/autoconsent.json", 200, "application/json"},
		{"GET", "/banner/SHA384SUMS", 200, plain},
		{"POST", aude, 405, plain},
		{"POST", "/banner/banner.js", 405, plain},
		{"DELETE", "/statique/portal.css", 405, plain},
		{"POST", "/", 405, plain},
	} {
		r := ask(h, c.method, c.target)
		if r.StatusCode != c.status || r.Header.Get("Content-Type") != c.mediaType {
			t.Errorf("%s %s: %d %s, want %d %s", c.method, c.target,
				r.StatusCode, r.Header.Get("Content-Type"), c.status, c.mediaType)
		}
		if r.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s %s: its type may be sniffed", c.method, c.target)
		}
	}
}

// TestWorkshopIsFirst: where the build has the workshop, visitors are sent there, and
// the list of the portals has an address of its own.
func TestWorkshopIsFirst(t *testing.T) {
	folder := newDist(t)
	if err := os.Mkdir(filepath.Join(folder, "atelier"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"index.html", "icon.svg", "manifest.webmanifest", "atelier-0123456789abcdef.wasm"} {
		if err := os.WriteFile(filepath.Join(folder, "atelier", name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h, err := New(Options{Dist: folder, Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/banner/atelier"} {
		if r := ask(h, "GET", path); r.StatusCode != http.StatusFound || r.Header.Get("Location") != "/banner/atelier/" {
			t.Errorf("GET %s: %d to %q", path, r.StatusCode, r.Header.Get("Location"))
		}
	}
	for path, want := range map[string][3]string{
		"/banner/atelier/":                              {"index.html", "text/html; charset=utf-8", "no-cache"},
		"/banner/atelier/icon.svg":                      {"icon.svg", "image/svg+xml", "no-cache"},
		"/banner/atelier/manifest.webmanifest":          {"manifest.webmanifest", "application/manifest+json", "no-cache"},
		"/banner/atelier/atelier-0123456789abcdef.wasm": {"atelier-0123456789abcdef.wasm", "application/wasm", "public, max-age=31536000, immutable"},
	} {
		r := ask(h, "GET", path)
		if got := [3]string{body(t, r), r.Header.Get("Content-Type"), r.Header.Get("Cache-Control")}; got != want {
			t.Errorf("GET %s: %q, want %q", path, got, want)
		}
	}
	if got := body(t, ask(h, "GET", "/portail/")); !strings.Contains(got, "/portail/opendata.aude.fr") {
		t.Errorf("the list of the portals is %q", got)
	}
	if r := ask(h, "GET", "/ailleurs"); r.StatusCode != http.StatusNotFound {
		t.Errorf("GET /ailleurs: %d", r.StatusCode)
	}
}

func TestNewWithoutBuild(t *testing.T) {
	_, err := New(Options{Dist: t.TempDir()})
	if err == nil || !strings.Contains(err.Error(), "make dist") {
		t.Errorf("the error doesn't say what to do: %v", err)
	}
}

func TestPolicies(t *testing.T) {
	h := newHandler(t)
	const want = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; " +
		"style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; " +
		"frame-ancestors 'none'; require-trusted-types-for 'script'"
	for _, target := range []string{aude, porto, aude + "/jeux/reperes-de-crue", "/", "/portail/none"} {
		header := ask(h, "GET", target).Header
		if got := header.Get("Content-Security-Policy"); got != want {
			t.Errorf("%s: policy %q", target, got)
		}
		if header.Get("Referrer-Policy") == "" || header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: headers %v", target, header)
		}
		if len(header.Values("Set-Cookie")) > 0 {
			t.Errorf("%s sets cookies unasked: %v", target, header.Values("Set-Cookie"))
		}
	}
}

func TestEveryPublishedCharterHasItsPortal(t *testing.T) {
	h := newHandler(t)
	index := body(t, ask(h, "GET", "/"))
	for _, host := range charter.Portals() {
		if r := ask(h, "GET", "/portail/"+host); r.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", host, r.StatusCode)
		}
		if !strings.Contains(index, `href="/portail/`+host+`"`) {
			t.Errorf("the list of portals lacks %s", host)
		}
	}
}
