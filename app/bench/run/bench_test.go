// Package run tests a short but complete run of the bench in a real browser. It takes
// minutes, so only make test-all includes it.
package run

import (
	"os"
	"path/filepath"
	"testing"

	"cookies-preferences/app/bench"
)

// TestLongBench makes one load of each kind on the throttled portal page, and finds every
// figure in the report. It does not judge durations.
func TestLongBench(t *testing.T) {
	out := t.TempDir()
	report, err := bench.Run(t.Context(), bench.Options{
		Loads: 1,
		Only:  []string{"bare", "floor", "ours"},
		Parts: []string{bench.Portal},
		Out:   out,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range report.Problems {
		t.Error(problem)
	}
	found := make(map[[2]string]bool)
	for _, result := range report.Results {
		found[[2]string{result.Subject, result.Figure}] =
			result.Condition == bench.Portal && len(result.Loads) == 1
	}
	page := []string{"first contentful paint", "layout shift", "long tasks before a click",
		"script work before a click", "elements styled before a click",
		"requests until quiet", "wire until quiet", "return: requests, cached too",
		"return: requests on the wire", "return: wire", "return: long tasks",
		"return, second page: script work", "return: script work"}
	notice := []string{"visible", "refused", "requests until visible", "wire until visible",
		"click to closed", "click to written", "requests until chosen", "wire until chosen"}
	script := []string{"long tasks once its script is there"}
	program := []string{"through Go: click to written", "Go running: click to closed",
		"Go running: click to written"}
	for subject, figures := range map[string][][]string{
		"bare":  {page},
		"floor": {page, notice},
		"ours":  {page, notice, script, program},
	} {
		for _, list := range figures {
			for _, figure := range list {
				if !found[[2]string{subject, figure}] {
					t.Errorf("%s: there is no %q", subject, figure)
				}
			}
		}
	}
	checkStyled(t, report)
	for _, name := range []string{"bench.md", "bench.json"} {
		if info, err := os.Stat(filepath.Join(out, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s was not written: %v", name, err)
		}
	}
}

// checkStyled checks that the whole page is styled once, and only once with our notice:
// the page has more than 500 elements, the notice about 20.
func checkStyled(t *testing.T, report *bench.Report) {
	t.Helper()
	styled := make(map[string]float64)
	for _, result := range report.Results {
		if result.Figure == "elements styled before a click" {
			styled[result.Subject] = result.Median
		}
	}
	if styled["floor"] < 100 {
		t.Errorf("on floor's page only %v elements were styled", styled["floor"])
	}
	if more := styled["ours"] - styled["floor"]; more > 100 {
		t.Errorf("with our notice %v elements more than with floor's were styled", more)
	}
}
