//go:build !js

package bench

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/preview/server"
)

func TestSite(t *testing.T) {
	s := &site{files: make(map[string]file), preview: http.NotFoundHandler()}
	s.add("/a/banner.js", revalidated, []byte("alert(1)"))
	ask := func(path, tag string) *http.Response {
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("If-None-Match", tag)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Result()
	}
	first := ask("/a/banner.js", "")
	if first.StatusCode != http.StatusOK || first.Header.Get("Content-Encoding") != "br" ||
		!strings.HasPrefix(first.Header.Get("Content-Type"), "text/javascript") {
		t.Errorf("%v %v", first.Status, first.Header)
	}
	again := ask("/a/banner.js", first.Header.Get("ETag"))
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("revalidation: %v", again.Status)
	}
	if missing := ask("/b", ""); missing.StatusCode != http.StatusNotFound {
		t.Errorf("a missing file: %v", missing.Status)
	}
	missing := ask("/before/banner/banner.js", "")
	if missing.StatusCode != http.StatusNotFound {
		t.Errorf("no earlier build: %v", missing.Status)
	}
	s.before = http.RedirectHandler("/earlier", http.StatusFound)
	if earlier := ask("/before/banner/banner.js", ""); earlier.StatusCode != http.StatusFound {
		t.Errorf("an earlier build: %v", earlier.Status)
	}
}

// TestPages: a subject's page has the subject's script alone, and its notice first in the body.
func TestPages(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "banner.js"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	preview, err := server.New(folder)
	if err != nil {
		t.Fatal(err)
	}
	s := &site{files: make(map[string]file), preview: preview}
	portal, err := s.addPortal()
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
	for _, html := range []string{plainHTML(head, body), portalHTML(portal, head, body)} {
		if !strings.Contains(html, "<body>\n"+body) {
			t.Error("the notice does not come first in the body")
		}
		if n := strings.Count(html, "<script"); n != 1 || !strings.Contains(html, head) {
			t.Errorf("there are %d scripts, want only the subject's", n)
		}
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
	r := &Report{
		about: "Today", subjects: []string{"bare", "floor", "ours"},
		loads: make(map[figure]map[string][]float64), Problems: []string{"klaro: no notice"},
	}
	for _, value := range []float64{4, 1, 3} {
		r.add(visible, "floor", value*100)
	}
	r.add(visible, "ours", 700)
	r.add(visible, "ours", 600)
	text := regexp.MustCompile(` +`).ReplaceAllString(r.Markdown(), " ")
	for _, part := range []string{
		"Today.",
		"| bare | floor | ours |\n",
		"| notice visible, ms | – | 300 | 650 |\n",
		"klaro: no notice",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("there is no %q in\n%s", part, text)
		}
	}
}

// event is a trace event of process 7.
func event(name string, thread int, start, length float64, url string) traceEvent {
	e := traceEvent{
		Name: name, Phase: "X", Proc: 7, Thread: thread, Start: start, Length: length,
	}
	e.Args.Data.URL = url
	return e
}

func TestScriptWork(t *testing.T) {
	const origin = "http://127.0.0.1:1"
	const banner = origin + "/banner/banner.js"
	main := event("thread_name", 1, 0, 0, "")
	main.Args.Name = "CrRendererMain"
	run := event("v8.run", 1, 3500, 1000, "") // half within the one before
	run.Args.FileName = banner
	otherMain, elsewhere := main, event("RunMicrotasks", 1, 30000, 9000, "")
	otherMain.Proc, elsewhere.Proc = 8, 8
	trace := []traceEvent{
		main, otherMain,
		event("FunctionCall", 1, 5000, 2000, banner), // out of order
		event("EvaluateScript", 1, 1000, 3000, banner),
		event("v8.compile", 1, 1000, 500, banner), // within the one before
		run,
		event("RunMicrotasks", 1, 8000, 250, ""),
		event("FunctionCall", 1, 9000, 1000, ""),   // the probe's
		event("v8.compile", 2, 1000, 9000, banner), // another thread
		event("Layout", 1, 20000, 9000, banner),
		elsewhere, // another page
	}
	if got, want := scriptWork(trace, origin), 3+0.5+2+0.25; got != want {
		t.Errorf("the scripts worked for %v ms, want %v", got, want)
	}
}

// TestLongBench makes one load of each kind, and finds every figure in the report. It does not
// judge durations.
func TestLongBench(t *testing.T) {
	report, err := Run(t.Context(), Options{
		Loads: 1, Only: []string{"bare", "floor", "ours"}, Log: func(line string) { t.Log(line) },
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range report.Problems {
		t.Error(problem)
	}
	withoutProgram := slices.Concat(
		rows(mobile, onScreen, usable), rows(slow, onScreen, usable))
	for _, f := range figures {
		ofProgram := slices.Contains(ofPreferences, f) && !slices.Contains(withoutProgram, f)
		for _, subject := range report.subjects {
			want := 1
			switch {
			case subject == "bare" && f != paint, // it has no notice
				subject == "floor" && (f == ownTasks || ofProgram): // it has no script file
				want = 0
			}
			loads := report.loads[f][subject]
			if len(loads) != want || want == 1 && loads[0] < 0 {
				t.Errorf("%s, %s: %v, want %d figures", f, subject, loads, want)
			}
		}
	}
	t.Log(report.Markdown())
}
