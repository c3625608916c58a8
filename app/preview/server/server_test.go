//go:build !js

package server

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// newHandler serves a build whose files hold their own names.
func newHandler(t *testing.T) http.Handler {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{
		"banner.js", "banner.js.gz", "SHA384SUMS", "atelier/index.html",
		"banner-0123456789abcdef.wasm", "banner-0123456789abcdef.wasm.gz", "banner-0123456789abcdef.wasm.br",
	} {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h, err := New(Options{Dist: folder})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// get asks for a path, with headers given as name, value, name, value…
func get(h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestBuild: each file has its type and its caching, and a compressed copy is sent to the
// browsers that accept it.
func TestBuild(t *testing.T) {
	h := newHandler(t)
	const program, forever = "banner-0123456789abcdef.wasm", "public, max-age=31536000, immutable"
	for _, c := range []struct{ path, accepted, body, coding, mediaType, caching string }{
		{program, "gzip, deflate, br, zstd", program + ".br", "br", "application/wasm", forever},
		{program, "gzip", program + ".gz", "gzip", "application/wasm", forever},
		{program, "br;q=0, identity", program, "", "application/wasm", forever},
		{program + ".gz", "gzip, br", program + ".gz", "", "application/gzip", forever},
		{"banner.js", "br, gzip", "banner.js.gz", "gzip", "text/javascript; charset=utf-8", "no-cache"},
		{"SHA384SUMS", "", "SHA384SUMS", "", "text/plain; charset=utf-8", "no-cache"},
		{"atelier/", "", "atelier/index.html", "", "text/html; charset=utf-8", "no-cache"},
	} {
		w := get(h, "/banner/"+c.path, "Accept-Encoding", c.accepted)
		header := w.Header()
		if w.Code != http.StatusOK || w.Body.String() != c.body || header.Get("Content-Encoding") != c.coding ||
			header.Get("Content-Type") != c.mediaType || header.Get("Cache-Control") != c.caching {
			t.Errorf("%s for %q: %d %q, %v", c.path, c.accepted, w.Code, w.Body, header)
		}
		again := get(h, "/banner/"+c.path, "Accept-Encoding", c.accepted, "If-None-Match", header.Get("ETag"))
		if again.Code != http.StatusNotModified {
			t.Errorf("%s is sent again, with status %d", c.path, again.Code)
		}
	}
	for path, want := range map[string]int{
		"/":                       http.StatusFound,
		"/banner/atelier":         http.StatusFound,
		"/banner/none.js":         http.StatusNotFound,
		"/banner/":                http.StatusNotFound,
		"/banner/..%2fserver.go":  http.StatusNotFound,
		"/portail/elsewhere.test": http.StatusNotFound,
	} {
		if w := get(h, path); w.Code != want {
			t.Errorf("%s: status %d, want %d", path, w.Code, want)
		}
	}
}

// TestDemoPage: every published charter has a page with the banner's script, under the
// strict policy, which shows the choice that the server read.
func TestDemoPage(t *testing.T) {
	h := newHandler(t)
	for _, host := range charter.Portals() {
		text, _ := charter.Portal(host)
		choice := preferences.Preferences{Matomo: true, Timestamp: time.Now().UnixMilli(), Charter: charter.Version(text)}
		for cookie, want := range map[string]string{
			"":                         "Aucun choix enregistré",
			"cookies_preferences=true": "expiré ou illisible",
			"cookies_preferences=" + preferences.Encode(choice): "Choix enregistré le",
		} {
			w := get(h, "/portail/"+host+"?trackers=matomo+ga", "Cookie", cookie)
			page := w.Body.String()
			const script = `<script src="/banner/banner.js" defer data-portal="`
			if !strings.Contains(page, script+host+`" data-trackers="matomo ga"></script>`) {
				t.Errorf("%s has no script of the banner:\n%s", host, page)
			}
			if w.Header().Get("Content-Security-Policy") != policy || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%s: the headers are %v", host, w.Header())
			}
			if !strings.Contains(page, want) || strings.Contains(page, `<dd data-name="statistics">autorisé`) ||
				strings.Contains(page, `<dd data-name="matomo">autorisé`) != (want == "Choix enregistré le") {
				t.Errorf("%s, %q: the page does not show %q", host, cookie, want)
			}
		}
	}
	for _, file := range []string{"portal.css", "icon.svg", "hero-sea.svg", "hero-vine.svg", "hero-pine.svg", "map.html", "audience.js"} {
		if w := get(h, "/statique/"+file); w.Code != http.StatusOK {
			t.Errorf("/statique/%s: status %d", file, w.Code)
		}
	}
}
