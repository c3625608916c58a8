//go:build !js

package bench

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"cookies-preferences/app/internal/browser/chromium"
)

// figure is a measurement of a subject: a row of the table.
type figure string

const (
	visible       figure = "notice visible, ms"
	refused       figure = "a refusal recorded, ms"
	paint         figure = "the page's own first paint, ms"
	ownTasks      figure = "long tasks once its script has come, ms"
	closed        figure = "click to closed, ms"
	bytesChosen   figure = "transferred until chosen, bytes"
	work          figure = "script work before a click, ms"
	secondWork    figure = "script work on the second page, ms"
	laterWork     figure = "script work on each later page, ms"
	portalVisible figure = "demo portal: notice visible, ms"
	portalRefused figure = "demo portal: a refusal recorded, ms"
)

// Figures of the preferences, in conditions and with a cache.
const (
	onScreen  figure = "preferences visible, ms"
	usable    figure = "preferences usable, ms"
	takenOver figure = "then until the program has them, ms"
	started   figure = "the program's start, ms"
	hydrated  figure = "the program's first rendering, ms"
)

// The states of the HTTP cache in load C.
const (
	cold = "cold"
	warm = "warm"
)

func (f figure) in(c conditions, cache string) figure {
	return figure(c.name+", "+cache+": ") + f
}

// figures are the table's rows.
var figures = slices.Concat([]figure{
	visible, refused, paint, ownTasks, closed, bytesChosen, work, secondWork, laterWork,
	portalVisible, portalRefused,
}, ofPreferences)

var ofPreferences = slices.Concat(
	rows(mobile, onScreen, usable, takenOver),
	rows(slow, onScreen, usable, takenOver),
	rows(fast, onScreen, started, hydrated),
)

func rows(c conditions, figures ...figure) (all []figure) {
	for _, cache := range []string{cold, warm} {
		for _, f := range figures {
			all = append(all, f.in(c, cache))
		}
	}
	return all
}

// Report is the result of a run.
type Report struct {
	Problems []string // one sentence for each load that failed

	about    string
	subjects []string
	loads    map[figure]map[string][]float64 // by subject
}

func newReport(browser *chromium.Browser, o Options, subjects []subject) *Report {
	r := &Report{loads: make(map[figure]map[string][]float64)}
	r.about = fmt.Sprintf("%s, %d cores, %s: medians of %d loads",
		time.Now().Format("2 January 2006"), runtime.NumCPU(), browser.Version(), o.Loads)
	for _, s := range subjects {
		r.subjects = append(r.subjects, s.name)
	}
	return r
}

// add adds the figure of one load.
func (r *Report) add(f figure, subject string, value float64) {
	if r.loads[f] == nil {
		r.loads[f] = make(map[string][]float64)
	}
	r.loads[f][subject] = append(r.loads[f][subject], value)
}

// median formats the median of a figure's loads; "–" where there are none.
func median(loads []float64) string {
	if len(loads) == 0 {
		return "–"
	}
	sorted := slices.Sorted(slices.Values(loads))
	half := len(sorted) / 2
	return fmt.Sprintf("%.0f", (sorted[half]+sorted[len(sorted)-1-half])/2)
}

// Markdown is the whole report.
func (r *Report) Markdown() string {
	var b strings.Builder
	b.WriteString(r.about + ".\n\n")
	w := tabwriter.NewWriter(&b, 0, 0, 1, ' ', 0)
	row := func(cells ...string) { fmt.Fprintf(w, "| %s\t|\n", strings.Join(cells, "\t| ")) }
	row(append([]string{""}, r.subjects...)...)
	row(append([]string{"---"}, slices.Repeat([]string{"--:"}, len(r.subjects))...)...)
	for _, f := range figures {
		cells := []string{string(f)}
		for _, s := range r.subjects {
			cells = append(cells, median(r.loads[f][s]))
		}
		row(cells...)
	}
	w.Flush()
	for _, problem := range r.Problems {
		b.WriteString("\nProblem: " + problem)
	}
	return b.String()
}
