//go:build !js

package bench

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSite(t *testing.T) {
	s := &site{files: make(map[string]file)}
	s.add("/a/banner.js", revalidated, []byte("alert(1)"))
	ask := func(path, coding, tag string) *http.Response {
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("Accept-Encoding", coding)
		r.Header.Set("If-None-Match", tag)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Result()
	}
	first := ask("/a/banner.js", "gzip, br", "")
	if first.StatusCode != http.StatusOK ||
		first.Header.Get("Content-Encoding") != "br" ||
		!strings.HasPrefix(first.Header.Get("Content-Type"), "text/javascript") {
		t.Errorf("%v %v", first.Status, first.Header)
	}
	again := ask("/a/banner.js", "gzip, br", first.Header.Get("ETag"))
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("revalidation: %v", again.Status)
	}
	if plain := ask("/a/banner.js", "", ""); plain.StatusCode != http.StatusNotAcceptable {
		t.Errorf("without brotli: %v", plain.Status)
	}
	if missing := ask("/b", "br", ""); missing.StatusCode != http.StatusNotFound {
		t.Errorf("a missing file: %v", missing.Status)
	}
}

func TestPortalPageContainsSubject(t *testing.T) {
	folder := t.TempDir()
	if _, err := readPortal(folder); err == nil {
		t.Error("readPortal found a portal without a build")
	}
	if err := os.WriteFile(filepath.Join(folder, "banner.js"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := readPortal(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/statique/portal.css", "/statique/hero-pine.svg"} {
		if len(p.files[path]) == 0 {
			t.Errorf("the page needs %s", path)
		}
	}
	html := p.page("<script src=a.js></script>", "<section>b</section>")
	if !strings.Contains(html, "<body>\n<section>b</section>") {
		t.Error("the notice does not come first in the body")
	}
	if n := strings.Count(html, "<script"); n != 1 || !strings.Contains(html, "<script src=a.js></script>") {
		t.Errorf("there are %d scripts, want only the subject's", n)
	}
}

func TestPageSize(t *testing.T) {
	html := page("", "")
	elements := strings.Count(html, "<") - strings.Count(html, "</")
	if elements < plainNodes || elements > plainNodes+50 {
		t.Errorf("%d elements, want about %d", elements, plainNodes)
	}
}

func TestChoose(t *testing.T) {
	if all, err := choose(nil); err != nil || len(all) != len(subjects) {
		t.Errorf("%d, %v", len(all), err)
	}
	if some, err := choose([]string{"ours", "bare"}); err != nil || len(some) != 2 || some[0].name != "bare" {
		t.Errorf("%v, %v", some, err)
	}
	if _, err := choose([]string{"ours", "theirs"}); err == nil {
		t.Error("an unknown subject was accepted")
	}
}

// TestPeersNameNoRegistry keeps the registry that was used out of the lockfile.
func TestPeersNameNoRegistry(t *testing.T) {
	lock, err := peers.ReadFile("peers/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(lock), `"resolved"`) {
		t.Error(`the lockfile says "resolved": make it with npm install --omit-lockfile-registry-resolved`)
	}
}
