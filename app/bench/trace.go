//go:build !js

package bench

import (
	"cmp"
	"slices"
	"strings"
)

// traceCategories are those with the compilation and execution of scripts.
var traceCategories = []string{"devtools.timeline", "v8", "disabled-by-default-v8.compile"}

// traceEvent is the part of a trace event of Chromium's that the bench reads.
type traceEvent struct {
	Name   string  `json:"name"`
	Phase  string  `json:"ph"`
	Thread int     `json:"tid"`
	Proc   int     `json:"pid"`
	Start  float64 `json:"ts"`  // µs
	Length float64 `json:"dur"` // µs
	Args   struct {
		Name     string `json:"name"` // of a thread
		FileName string `json:"fileName"`
		Data     struct {
			URL string `json:"url"`
		} `json:"data"`
	} `json:"args"`
}

type thread struct{ proc, id int }

// scriptWork is how many milliseconds the main thread spent compiling and running the
// scripts of an origin, inline ones included. Nested events count once. Microtasks
// have no address; the probe makes none, so all of them count.
func scriptWork(events []traceEvent, origin string) float64 {
	main := make(map[thread]bool) // the threads that pages run on
	for _, e := range events {
		if e.Name == "thread_name" && e.Args.Name == "CrRendererMain" {
			main[thread{e.Proc, e.Thread}] = true
		}
	}
	ofPage := make(map[int]bool) // the processes that run scripts of the origin
	var spans []traceEvent
	for _, e := range events {
		if e.Phase != "X" || !main[thread{e.Proc, e.Thread}] {
			continue
		}
		switch e.Name {
		case "EvaluateScript", "FunctionCall", "v8.compile", "v8.compileModule",
			"v8.evaluateModule", "v8.run", "v8.produceCache":
			if strings.HasPrefix(cmp.Or(e.Args.Data.URL, e.Args.FileName), origin) {
				ofPage[e.Proc] = true
				spans = append(spans, e)
			}
		case "RunMicrotasks":
			spans = append(spans, e)
		}
	}
	spans = slices.DeleteFunc(spans, func(e traceEvent) bool { return !ofPage[e.Proc] })
	slices.SortFunc(spans, func(a, b traceEvent) int { return cmp.Compare(a.Start, b.Start) })
	var total, until float64
	for _, e := range spans {
		if end := e.Start + e.Length; end > until {
			total += end - max(e.Start, until)
			until = end
		}
	}
	return total / 1000
}
