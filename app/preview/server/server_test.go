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

const program = "banner-0123456789abcdef.wasm"

// newHandler serves a build whose files hold their own names.
func newHandler(t *testing.T) http.Handler {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{
		"banner.js", "banner.js.gz", "SHA384SUMS", "atelier/index.html",
		program, program + ".gz", program + ".br", "charters/opendata.aude.fr.json",
	} {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h, err := New(folder)
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
	const forever = "public, max-age=31536000, immutable"
	for _, c := range []struct{ path, accepted, body, coding, mediaType, caching string }{
		{program, "gzip, deflate, br, zstd", program + ".br", "br", "application/wasm", forever},
		{program, "gzip", program + ".gz", "gzip", "application/wasm", forever},
		{program, "br;q=0, identity", program, "", "application/wasm", forever},
		{program + ".gz", "gzip, br", program + ".gz", "", "application/gzip", forever},
		{"banner.js", "br, gzip", "banner.js.gz", "gzip", "text/javascript; charset=utf-8",
			"no-cache"},
		{"charters/opendata.aude.fr.json", "", "charters/opendata.aude.fr.json", "",
			"application/json", "no-cache"},
		{"SHA384SUMS", "", "SHA384SUMS", "", "text/plain; charset=utf-8", "no-cache"},
		{"atelier/", "", "atelier/index.html", "", "text/html; charset=utf-8", "no-cache"},
	} {
		w := get(h, "/banner/"+c.path, "Accept-Encoding", c.accepted)
		header := w.Header()
		if w.Code != http.StatusOK || w.Body.String() != c.body ||
			header.Get("Content-Encoding") != c.coding ||
			header.Get("Cache-Control") != c.caching ||
			header.Get("Content-Type") != c.mediaType {
			t.Errorf("%s for %q: %d %q, %v", c.path, c.accepted, w.Code, w.Body, header)
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

// TestDemoPage: every published charter has a page with the banner's script, under the strict
// policy, which shows the choice that the server read.
func TestDemoPage(t *testing.T) {
	h := newHandler(t)
	for _, host := range charter.Portals() {
		text, _ := charter.Portal(host)
		choice := preferences.Encode(preferences.Preferences{
			Allowed: preferences.SetOf(preferences.Matomo),
			Charter: charter.Version(text), Timestamp: time.Now().UnixMilli(),
		})
		for cookie, parts := range map[string][]string{
			"":                                    {"Aucun choix enregistré", `"matomo">refusé`},
			preferences.CookieName + "=true":      {"expiré ou illisible", `"matomo">refusé`},
			preferences.CookieName + "=" + choice: {"Choix du ", `"matomo">autorisé`},
		} {
			w := get(h, "/portail/"+host+"?trackers=matomo+ga", "Cookie", cookie)
			for _, part := range append(parts, `"statistics">refusé`,
				`<script src="/banner/banner.js" `+
					`defer data-portal="`+host+`" data-trackers="matomo ga"></script>`) {
				if !strings.Contains(w.Body.String(), part) {
					t.Errorf("%s, %q: the page lacks %s:\n%s", host, cookie, part, w.Body)
				}
			}
			header := w.Header()
			if header.Get("Content-Security-Policy") != policy ||
				header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s: the headers are %v", host, header)
			}
		}
	}
	if w := get(h, "/statique/portal.css"); w.Code != http.StatusOK {
		t.Errorf("/statique/portal.css: status %d", w.Code)
	}
}
