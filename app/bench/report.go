//go:build !js

package bench

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	goruntime "runtime"
	"strings"
	"time"

	"cookies-preferences/app/build"
)

// Report is the result of a run.
type Report struct {
	Date     time.Time
	Command  string
	Machine  string // cores and processor
	Chromium string // version
	Commit   string // of the sources; "unknown" outside a repository
	Loads    int
	Subjects []string
	Results  []*Result
	Problems []string // one sentence for each load that failed
}

// Result is a figure of a subject under a condition.
type Result struct {
	Condition, Subject string
	Figure             string
	Unit               string // "ms", "B" or none
	Loads              []float64
	Min, Q1, Median    float64
	Q3, Max            float64
}

func newReport(ctx context.Context, chromium string, o Options, subjects []subject) *Report {
	r := &Report{
		Date:     time.Now(),
		Command:  o.Command,
		Machine:  fmt.Sprintf("%d × %s", goruntime.NumCPU(), processor()),
		Chromium: chromium,
		Commit:   cmp.Or(build.Revision(ctx, o.Build.Root), "unknown"),
		Loads:    o.Loads,
	}
	for _, s := range subjects {
		r.Subjects = append(r.Subjects, s.name)
	}
	return r
}

// processor is the name of the processor where the system is Linux, otherwise the
// architecture.
func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo") // missing on other systems
	for line := range strings.Lines(string(text)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return goruntime.GOARCH
}

// add adds the figure of one load.
func (r *Report) add(c condition, subject string, f figure, value float64) {
	result := r.result(c.name, subject, f)
	if result == nil {
		result = &Result{Condition: c.name, Subject: subject, Figure: string(f), Unit: unitOf(f)}
		r.Results = append(r.Results, result)
	}
	result.Loads = append(result.Loads, value)
	result.Min, result.Max = quantile(result.Loads, 0), quantile(result.Loads, 1)
	result.Q1, result.Q3 = quantile(result.Loads, 0.25), quantile(result.Loads, 0.75)
	result.Median = median(result.Loads)
}

func unitOf(f figure) string {
	for _, row := range figures {
		if row.figure == f {
			return row.unit
		}
	}
	return ""
}

func (r *Report) result(condition, subject string, f figure) *Result {
	for _, result := range r.Results {
		if result.Condition == condition && result.Subject == subject && result.Figure == string(f) {
			return result
		}
	}
	return nil
}

// median returns a figure's median; NaN where it was not measured.
func (r *Report) median(condition, subject string, f figure) float64 {
	if result := r.result(condition, subject, f); result != nil {
		return result.Median
	}
	return median(nil)
}

// write writes bench.md and bench.json, unless folder is empty.
func (r *Report) write(folder string) error {
	if folder == "" {
		return nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "bench.md"), []byte(r.Markdown()), 0o644); err != nil {
		return err
	}
	text, err := json.MarshalIndent(r, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "bench.json"), append(text, '\n'), 0o644)
}
