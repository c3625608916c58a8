// Package run makes one run of the bench in a real browser, short but whole. It takes
// minutes, and belongs to make test-all alone.
package run

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cookies-preferences/app/bench"
)

// TestBench makes one load of each kind, of the portal's page throttled, and finds
// each figure in the report. How long things took is not its business.
func TestBench(t *testing.T) {
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
		found[[2]string{result.Subject, result.Figure}] = result.Condition == bench.Portal && len(result.Loads) == 1
	}
	page := []string{"first contentful paint", "layout shift", "long tasks before a click", "script work before a click", "elements styled before a click",
		"requests until quiet", "wire until quiet", "return: requests, cached too", "return: requests on the wire",
		"return: wire", "return: long tasks", "return, second page: script work", "return: script work"}
	notice := []string{"visible", "refused", "requests until visible", "wire until visible", "click to closed",
		"click to written", "requests until chosen", "wire until chosen"}
	script := []string{"long tasks once its script is there"}
	program := []string{"through Go: click to written", "Go running: click to closed", "Go running: click to written"}
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
	// Not a matter of time: what makes the browser style the whole page again is found here.
	for _, result := range report.Results {
		if result.Figure == "elements styled before a click" && result.Median < 500 {
			t.Errorf("%s, %s: of a page of more only %v elements were styled", result.Condition, result.Subject, result.Median)
		}
	}
	judged := 0
	for _, target := range report.Targets {
		if strings.Contains(target.Text, "styled anew") {
			judged++
			if !target.Held {
				t.Errorf("%s: %s", target.Text, target.Found)
			}
		}
	}
	if judged == 0 {
		t.Error("nothing tells how much of the page was styled anew")
	}
	for _, name := range []string{"bench.md", "bench.json"} {
		if info, err := os.Stat(filepath.Join(out, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s was not written: %v", name, err)
		}
	}
}
