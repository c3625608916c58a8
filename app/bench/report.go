//go:build !js

package bench

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"cookies-preferences/app/build"
)

// figure is a measurement of a subject: a row of the table.
type figure string

const (
	visible     figure = "notice visible, ms"
	refused     figure = "a refusal recorded, ms"
	paint       figure = "the page's own first paint, ms"
	ownTasks    figure = "long tasks once its script has come, ms"
	closed      figure = "click to closed, ms"
	bytesChosen figure = "transferred until chosen, bytes"
	work        figure = "script work before a click, ms"
	secondWork  figure = "script work on the second page, ms"
	laterWork   figure = "script work on each later page, ms"
)

// figures are the table's rows.
var figures = []figure{
	visible, refused, paint, ownTasks, closed, bytesChosen, work, secondWork, laterWork,
}

// Report is the result of a run.
type Report struct {
	Date     time.Time
	Command  string
	Cores    int
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
	Loads              []float64
}

func newReport(ctx context.Context, chromium string, o Options, subjects []subject) *Report {
	r := &Report{
		Date:     time.Now(),
		Command:  o.Command,
		Cores:    runtime.NumCPU(),
		Chromium: chromium,
		Commit:   cmp.Or(build.Revision(ctx, o.Build.Root), "unknown"),
		Loads:    o.Loads,
	}
	for _, s := range subjects {
		r.Subjects = append(r.Subjects, s.name)
	}
	return r
}

// add adds the figure of one load.
func (r *Report) add(condition, subject string, f figure, value float64) {
	result := r.result(condition, subject, f)
	if result == nil {
		result = &Result{Condition: condition, Subject: subject, Figure: string(f)}
		r.Results = append(r.Results, result)
	}
	result.Loads = append(result.Loads, value)
}

func (r *Report) result(condition, subject string, f figure) *Result {
	for _, result := range r.Results {
		if result.Condition == condition && result.Subject == subject &&
			result.Figure == string(f) {
			return result
		}
	}
	return nil
}

// median returns a figure's median; NaN where it was not measured.
func (r *Report) median(condition, subject string, f figure) float64 {
	result := r.result(condition, subject, f)
	if result == nil {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(result.Loads))
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[half]
	}
	return (sorted[half-1] + sorted[half]) / 2
}

// Markdown is the whole report, for a file or a screen.
func (r *Report) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Bench\n\n%s, %d cores, %s, commit %s, `%s`: medians of %d loads.\n",
		r.Date.Format("2 January 2006, 15:04"), r.Cores, r.Chromium, r.Commit, r.Command, r.Loads)
	for _, c := range conditions {
		isMeasured := func(result *Result) bool { return result.Condition == c.name }
		if slices.ContainsFunc(r.Results, isMeasured) {
			fmt.Fprintf(&b, "\n## %s\n\n", c.name)
			r.table(&b, c.name)
		}
	}
	if len(r.Problems) > 0 {
		fmt.Fprintf(&b, "\n## Problems\n\n- %s\n", strings.Join(r.Problems, "\n- "))
	}
	return b.String()
}

// table writes the medians under a condition, and the ratio of ours to the least of the peers.
func (r *Report) table(b *strings.Builder, condition string) {
	w := tabwriter.NewWriter(b, 0, 0, 1, ' ', 0)
	row := func(cells ...string) { fmt.Fprintf(w, "| %s\t|\n", strings.Join(cells, "\t| ")) }
	row(append(append([]string{""}, r.Subjects...), "ours/best peer")...)
	row(append([]string{"---"}, slices.Repeat([]string{"--:"}, len(r.Subjects)+1)...)...)
	for _, f := range figures {
		cells := []string{string(f)}
		for _, s := range r.Subjects {
			cells = append(cells, amount(r.median(condition, s, f), 0))
		}
		best := math.NaN()
		for _, peer := range []subject{tarteaucitron, orejime, klaro, vanilla} {
			value := r.median(condition, peer.name, f)
			if !math.IsNaN(value) && !(value >= best) {
				best = value
			}
		}
		row(append(cells, amount(r.median(condition, ours.name, f)/best, 2))...)
	}
	w.Flush()
}

// amount formats a value; "–" where there is none.
func amount(value float64, decimals int) string {
	if math.IsNaN(value) || math.IsInf(value, 0) { // of a division by 0
		return "–"
	}
	return fmt.Sprintf("%.*f", decimals, value)
}

// write writes bench.md and bench.json, unless folder is empty.
func (r *Report) write(folder string) error {
	if folder == "" {
		return nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	table := []byte(r.Markdown())
	if err := os.WriteFile(filepath.Join(folder, "bench.md"), table, 0o644); err != nil {
		return err
	}
	text, err := json.MarshalIndent(r, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "bench.json"), append(text, '\n'), 0o644)
}
