// Package run tests a short but complete run of the bench in a real browser. It takes
// minutes, so only make test-long includes it.
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
		Loads: 1, Only: []string{"bare", "floor", "ours"}, Parts: []string{"portal"}, Out: out,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range report.Problems {
		t.Error(problem)
	}
	// bare has its paint, floor has no script file.
	want := map[string]int{"bare": 1, "floor": 8, "ours": 9}
	for _, result := range report.Results {
		want[result.Subject]--
		if result.Condition != "portal" || len(result.Loads) != 1 || result.Loads[0] < 0 {
			t.Errorf("%+v", result)
		}
	}
	for subject, missing := range want {
		if missing != 0 {
			t.Errorf("%s: %d figures are missing", subject, missing)
		}
	}
	for _, name := range []string{"bench.md", "bench.json"} {
		if info, err := os.Stat(filepath.Join(out, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s was not written: %v", name, err)
		}
	}
	t.Log(report.Markdown())
}
