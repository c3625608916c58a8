//go:build !js

package server

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNegotiate(t *testing.T) {
	all := []string{"br", "gzip", identity}
	for _, c := range []struct {
		accept    string
		available []string
		want      string
	}{
		{"", all, identity},
		{"gzip, deflate, br, zstd", all, "br"},
		{"gzip", all, "gzip"},
		{"x-gzip", all, "gzip"},
		{"GZIP", all, "gzip"},
		{"deflate", all, identity},
		{"br;q=0.5, gzip;q=0.8", all, "gzip"},
		{"br;q=0.8,gzip;q=0.8", all, "br"},
		{"br ; q=0, gzip", all, "gzip"},
		{"br;q=0, gzip;q=0.000", all, identity},
		{"gzip;q=0.001", all, "gzip"},
		{"identity, br;q=0.5", all, identity},
		{"identity;q=0.2, br;q=0.5", all, "br"},
		{"*", all, "br"},
		{"*;q=0.1, gzip", all, "gzip"},
		{"br;q=0, *", all, "gzip"},
		{"*;q=0", all, ""},
		{"identity;q=0", all, ""},
		{"identity;q=0, br", all, "br"},
		{"*;q=0, identity", all, identity},
		{"br;q=2, gzip", all, "gzip"},
		{"br;q=x, gzip;q=NaN", all, identity},
		{"br;level=9, gzip", all, "gzip"},
		{",, ;q=1, br", all, "br"},
		{"br, gzip", []string{"gzip", identity}, "gzip"},
		{"br, gzip", []string{identity}, identity},
	} {
		var headers []string
		if c.accept != "" {
			headers = []string{c.accept}
		}
		if got := negotiate(headers, c.available); got != c.want {
			t.Errorf("%q among %v: %q, want %q", c.accept, c.available, got, c.want)
		}
	}
	if got := negotiate([]string{"br;q=0", "gzip"}, all); got != "gzip" {
		t.Errorf("two lines: %q", got)
	}
}

func TestDistCodings(t *testing.T) {
	h := newHandler(t)
	for _, c := range []struct{ name, accept, coding, content string }{
		{hashedName, "gzip, br", "br", hashedName + ".br"},
		{hashedName, "gzip", "gzip", hashedName + ".gz"},
		{hashedName, "br;q=0, gzip;q=0", "", hashedName},
		{hashedName + ".gz", "gzip, br", "", hashedName + ".gz"},
		{"banner.js", "br", "", "banner.js"}, // it has no banner.js.br
		{"banner.js", "br, gzip;q=0.1", "gzip", "banner.js.gz"},
		{"charters/opendata.aude.fr.txt", "br", "", "charters/opendata.aude.fr.txt"},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			r := ask(h, method, "/banner/"+c.name, "Accept-Encoding", c.accept)
			if r.StatusCode != 200 || r.Header.Get("Content-Encoding") != c.coding {
				t.Errorf("%s for %q: %d in %q", c.name, c.accept, r.StatusCode, r.Header.Get("Content-Encoding"))
			}
			if got := body(t, r); method == "GET" && got != c.content {
				t.Errorf("%s for %q: content %q", c.name, c.accept, got)
			}
			if r.Header.Get("Vary") != "Accept-Encoding" || r.Header.Get("Access-Control-Allow-Origin") != "*" {
				t.Errorf("%s: headers %v", c.name, r.Header)
			}
		}
	}
	r := ask(h, "GET", "/banner/banner.js", "Accept-Encoding", "*;q=0")
	if r.StatusCode != http.StatusNotAcceptable || r.Header.Get("Content-Encoding") != "" {
		t.Errorf("nothing accepted: %d", r.StatusCode)
	}
}

func TestDistCaching(t *testing.T) {
	h := newHandler(t)
	const forever = "public, max-age=31536000, immutable"
	for name, want := range map[string]string{
		"banner.js":                     "no-cache",
		"charters/opendata.aude.fr.txt": "no-cache",
		"charter-0123456789abcdef.css":  forever,
		"SHA384SUMS":                    "no-cache",
		hashedName:                      forever,
		hashedName + ".gz":              forever,
		"go-0123456789abcdef.js":        forever,
	} {
		if got := ask(h, "GET", "/banner/"+name).Header.Get("Cache-Control"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestNotModified(t *testing.T) {
	h := newHandler(t)
	tags := make(map[string]string)
	for _, c := range []struct{ target, accept string }{
		{"/banner/" + hashedName, "br"}, {"/banner/" + hashedName, "gzip"}, {"/banner/" + hashedName, identity},
		{"/banner/banner.js", "gzip"}, {"/banner/banner.js", identity}, {"/statique/portal.css", identity},
	} {
		tag := ask(h, "GET", c.target, "Accept-Encoding", c.accept).Header.Get("ETag")
		if len(tag) < 10 || !strings.HasPrefix(tag, `"`) {
			t.Fatalf("%s in %s: tag %q is not strong", c.target, c.accept, tag)
		}
		if other, twice := tags[tag]; twice {
			t.Errorf("%s in %s has the tag of %s", c.target, c.accept, other)
		}
		tags[tag] = c.target + " in " + c.accept
		for condition, want := range map[string]int{
			tag: 304, "W/" + tag: 304, `"x", ` + tag: 304, "*": 304, `"x"`: 200, tag[1:]: 200,
		} {
			r := ask(h, "GET", c.target, "Accept-Encoding", c.accept, "If-None-Match", condition)
			if r.StatusCode != want {
				t.Errorf("%s in %s, If-None-Match %s: %d, want %d", c.target, c.accept, condition, r.StatusCode, want)
			}
			if want == 304 && (body(t, r) != "" || r.Header.Get("ETag") != tag || r.Header.Get("Cache-Control") == "") {
				t.Errorf("%s: a 304 with headers %v", c.target, r.Header)
			}
		}
	}
}

func TestDistNewBuildIsServedAtOnce(t *testing.T) {
	folder := newDist(t)
	h, err := New(Options{Dist: folder, Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	before := ask(h, "GET", "/banner/banner.js").Header.Get("ETag")
	if err := os.WriteFile(filepath.Join(folder, "banner.js"), []byte("new"), 0o644); err != nil {
		t.Fatal(err)
	}
	r := ask(h, "GET", "/banner/banner.js", "If-None-Match", before)
	if r.StatusCode != 200 || body(t, r) != "new" {
		t.Errorf("the old build is still served: %d", r.StatusCode)
	}
}

func TestDistGivesNothingElse(t *testing.T) {
	folder := newDist(t)
	outside := filepath.Join(t.TempDir(), "outside.js")
	if err := os.WriteFile(outside, []byte("outside"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(folder, "link.js")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(folder, "folder.js"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "orphan.js.gz"), []byte("orphan"), 0o644); err != nil {
		t.Fatal(err)
	}
	up, _ := filepath.Rel(folder, outside)
	h, err := New(Options{Dist: folder, Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"", "charters", "charters/", "secret.env", ".hidden.js", "none.js",
		"link.js", "folder.js", "folder.js/", "orphan.js",
		strings.ReplaceAll(up, "/", "%2f"), "..%2f..%2f..%2fetc%2fhosts.txt",
		"%2e%2e/%2e%2e/banner.js%00.txt", "charters/..%5c..%5coutside.js", "%2fetc%2fpasswd.txt",
		"charters%2f..%2f..%2f" + filepath.Base(folder) + "%2fbanner.js",
	} {
		r := ask(h, "GET", "/banner/"+name, "Accept-Encoding", "gzip")
		if r.StatusCode == 200 {
			t.Errorf("%q: %d %q", name, r.StatusCode, body(t, r))
		}
	}
	for _, target := range []string{"/banner/../secret.env", "/banner/charters/../../" + filepath.Base(folder) + "/secret.env"} {
		if r := ask(h, "GET", target); r.StatusCode == 200 {
			t.Errorf("%q: %q", target, body(t, r))
		}
	}
}
