//go:build !js

package bench

import (
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
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
	if first.StatusCode != http.StatusOK || first.Header.Get("Content-Encoding") != "br" ||
		!strings.HasPrefix(first.Header.Get("Content-Type"), "text/javascript") {
		t.Errorf("%v %v", first.Status, first.Header)
	}
	again := ask("/a/banner.js", "gzip, br", first.Header.Get("ETag"))
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("revalidation: %v", again.Status)
	}
	if missing := ask("/b", "br", ""); missing.StatusCode != http.StatusNotFound {
		t.Errorf("a missing file: %v", missing.Status)
	}
}

// TestPages: a subject's page has the subject's script alone, and its notice first in the body.
func TestPages(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "banner.js"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := &site{files: make(map[string]file)}
	portal, err := s.addPortal(folder)
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`"(/statique/[^"]+)"`)
	for _, found := range named.FindAllStringSubmatch(portal, -1) {
		if s.files[found[1]].packed == nil {
			t.Errorf("the portal's page needs %s", found[1])
		}
	}
	head, body := "<script src=a.js></script>", "<section>b</section>"
	for _, html := range []string{plainPage(head, body), portalPage(portal, head, body)} {
		if !strings.Contains(html, "<body>\n"+body) {
			t.Error("the notice does not come first in the body")
		}
		if n := strings.Count(html, "<script"); n != 1 || !strings.Contains(html, head) {
			t.Errorf("there are %d scripts, want only the subject's", n)
		}
	}
	elements := strings.Count(plainPage("", ""), "<") - strings.Count(plainPage("", ""), "</")
	if elements < plainNodes || elements > plainNodes+50 {
		t.Errorf("the plain page has %d elements, want about %d", elements, plainNodes)
	}
}

func TestChoose(t *testing.T) {
	name := func(s subject) string { return s.name }
	if all, err := choose("subject", subjects, nil, name); err != nil || len(all) != len(subjects) {
		t.Errorf("%d, %v", len(all), err)
	}
	some, err := choose("subject", subjects, []string{"ours", "bare"}, name)
	if err != nil || len(some) != 2 || some[0].name != "bare" {
		t.Errorf("%v, %v", some, err)
	}
	if _, err := choose("subject", subjects, []string{"ours", "theirs"}, name); err == nil {
		t.Error("an unknown subject was accepted")
	}
}

// TestPeersNameNoRegistry keeps the registry that was used out of the lock file.
func TestPeersNameNoRegistry(t *testing.T) {
	lock, err := os.ReadFile("peers/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(lock), `"resolved"`) {
		t.Error(`the lock file says "resolved": ` +
			`make it with npm install --omit-lockfile-registry-resolved`)
	}
}

func TestMarkdown(t *testing.T) {
	r := &Report{Loads: 2, Subjects: []string{"bare", "floor", "ours", "orejime", "klaro"}}
	for _, offset := range []float64{-1, 1} {
		for subject, value := range map[string]float64{
			"floor": 500, "ours": 600, "orejime": 700, "klaro": 900,
		} {
			r.add("throttled", subject, visible, value+offset)
		}
	}
	r.Problems = append(r.Problems, "klaro, throttled: no notice")
	text := r.Markdown()
	for _, part := range []string{
		"## throttled",
		"| bare | floor | ours | orejime | klaro | ours/best peer |\n",
		"| notice visible, ms                      | –    | 500   | 600  " +
			"| 700     | 900   | 0.86           |\n",
		"no notice",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("there is no %q in\n%s", part, text)
		}
	}
	if strings.Contains(text, "## portal") {
		t.Errorf("there is a table of loads that were not made in\n%s", text)
	}
}

func TestMedian(t *testing.T) {
	r := new(Report)
	if got := r.median("throttled", "ours", work); !math.IsNaN(got) {
		t.Errorf("the median of nothing is %v", got)
	}
	for i, want := range []float64{3, 2, 2, 2.5} {
		r.add("throttled", "ours", work, []float64{3, 1, 2, 4}[i])
		if got := r.median("throttled", "ours", work); got != want {
			t.Errorf("the median is %v after %d loads, want %v", got, i+1, want)
		}
	}
}

// event writes a trace event of process 7.
func event(name string, thread int, start, length float64, data string) []byte {
	return fmt.Appendf(nil, `{"name":%q,"ph":"X","pid":7,"tid":%d,"ts":%v,"dur":%v,"args":{%s}}`,
		name, thread, start, length, data)
}

func TestScriptWork(t *testing.T) {
	const origin = "http://127.0.0.1:1"
	const banner = origin + `/ours/banner.js"`
	const mine, probes = `"data":{"url":"` + banner + `}`, `"data":{"url":""}`
	trace := parseTrace([][]byte{
		[]byte(`{"name":"thread_name","ph":"M","pid":7,"tid":1,"args":{"name":"CrRendererMain"}}`),
		[]byte(`{"name":"thread_name","ph":"M","pid":8,"tid":1,"args":{"name":"CrRendererMain"}}`),
		[]byte(`{"name":"of another category","args":{"data":"text"}}`),
		event("FunctionCall", 1, 5000, 2000, mine), // out of order
		event("EvaluateScript", 1, 1000, 3000, mine),
		event("v8.compile", 1, 1000, 500, mine),               // within the one before
		event("v8.run", 1, 3500, 1000, `"fileName":"`+banner), // half within
		event("RunMicrotasks", 1, 8000, 250, ``),
		event("FunctionCall", 1, 9000, 1000, probes),
		event("v8.compile", 2, 1000, 9000, mine), // another thread
		event("Layout", 1, 20000, 9000, mine),
		// Another page.
		[]byte(`{"name":"RunMicrotasks","ph":"X","pid":8,"tid":1,"ts":30000,"dur":9000}`),
	})
	if got, want := scriptWork(trace, origin), 3+0.5+2+0.25; got != want {
		t.Errorf("the scripts worked for %v ms, want %v", got, want)
	}
	if got := scriptWork(nil, origin); got != 0 {
		t.Errorf("without a trace, the scripts worked for %v ms", got)
	}
}
