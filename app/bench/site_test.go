//go:build !js

package bench

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cookies-preferences/charter"
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
	if first.StatusCode != http.StatusOK || first.Header.Get("Content-Encoding") != "br" ||
		!strings.HasPrefix(first.Header.Get("Content-Type"), "text/javascript") {
		t.Errorf("%v %v", first.Status, first.Header)
	}
	if again := ask("/a/banner.js", "gzip, br", first.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("asked again: %v", again.Status)
	}
	if plain := ask("/a/banner.js", "", ""); plain.StatusCode != http.StatusNotAcceptable {
		t.Errorf("without brotli: %v", plain.Status)
	}
	if missing := ask("/b", "br", ""); missing.StatusCode != http.StatusNotFound {
		t.Errorf("what is not there: %v", missing.Status)
	}
}

func TestPortalHasTheSubjectInstead(t *testing.T) {
	folder := t.TempDir()
	if _, err := readPortal(folder); err == nil {
		t.Error("there is a portal without a build")
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
		t.Error("the notice is not first in the body")
	}
	if n := strings.Count(html, "<script"); n != 1 || !strings.Contains(html, "<script src=a.js></script>") {
		t.Errorf("there are %d scripts, want the subject's", n)
	}
}

func TestPageHasItsElements(t *testing.T) {
	for _, n := range nodeCounts {
		elements := strings.Count(page("", "", "", n), "<") - strings.Count(page("", "", "", n), "</")
		if elements < n || elements > n+50 {
			t.Errorf("%d elements, want about %d", elements, n)
		}
	}
}

func TestCharterDeclaresItsCookies(t *testing.T) {
	for _, n := range cookieCounts {
		text := charterText(n)
		c, err := charter.Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(c.Cookies(charter.Statistics)); got != n {
			t.Errorf("%d cookies are declared, want %d", got, n)
		}
		if len(text) > 256<<10 {
			t.Errorf("with %d cookies, it is too long to be read: %d octets", n, len(text))
		}
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
		t.Error("a subject that there is not is chosen")
	}
}

// TestPeersNameNoRegistry keeps the lockfile free of the registry that made it.
func TestPeersNameNoRegistry(t *testing.T) {
	lock, err := peers.ReadFile("peers/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(lock), `"resolved"`) {
		t.Error(`make it with npm install --omit-lockfile-registry-resolved: it says "resolved"`)
	}
}
