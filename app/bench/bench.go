//go:build !js

// Package bench measures the banner against four others, as their own
// documentation installs them, on the same French pages in the same run.
//
// # Subjects
//
// bare is the page without a banner; floor is it with a notice of the same kind
// and six lines of script in its own HTML, the least that one can write; ours is
// what make dist builds; the others are tarteaucitron, Orejime, Klaro and
// vanilla-cookieconsent, of the exact versions in peers/package.json. Each peer
// is installed the fastest way that its documentation gives: its minified build,
// its stylesheet in <head>, its scripts deferred and its configuration in the
// page, so that nothing waits for another request; two services, French, accept
// and refuse on the first layer.
//
// # Method
//
// Everything is served alike from memory on 127.0.0.1: HTTP/1.1, brotli 11,
// assets immutable, the pages and our banner.js (whose name never changes)
// revalidated. Each load has a browser context of its own, so cold caches. The
// subjects take turns within each round, and each round begins with another.
//
//   - Load A: a probe looks for the notice in each frame, and presses refuse
//     after each in which it is seen, until the record is written.
//   - Load B: the page is left alone until it is quiet, then refuse is pressed
//     with the mouse. It is traced until the press.
//   - Load C: two more pages of the same site after that, with the caches warm. On
//     the first of them V8 writes its cache of the scripts' code, once; the second
//     is what every other visit is like.
//
// Throttled means a processor four times as slow, 150 ms of latency and
// 1.6 Mbit/s; its page is plain, with its stylesheet in it. Portal is the same with
// the first page of the demo portal, whose stylesheet is a file. Figures are
// medians; the JSON has every load.
//
// DevTools' own work is kept low: no copies of what is received, no watch over
// nodes and stylesheets. With them the program's 4.5 MB took 60 ms more.
//
// # Limits
//
// One machine, one browser, no real line: milliseconds move from run to run, by
// up to 40 %, and only ratios within a run tell anything. "Visible" is when the
// frame's scripts have run and its rendering is handed over, not when light
// leaves the screen. The probe costs a little in each frame, and the trace in
// load B, the same to all. Script work is what the trace gives to the page's
// scripts: no layout after them, no paint. Long tasks are the whole page's, bare's
// too, but for those once the subject's script is there.
// The heavier the page, the later whatever is deferred, ours and the peers' alike;
// a peer whose stylesheet holds up the page's drawing loses most.
package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/browser/chromium"
)

// Options says what [Run] measures.
type Options struct {
	// Loads of each kind, for each subject and condition. 0 means 10.
	Loads int

	// Only names the subjects to measure. Empty: all.
	Only []string

	// Parts names what to measure, of Unthrottled, Throttled, Portal and Growth.
	// Empty: all.
	Parts []string

	// Build is what is measured. nil: it is built as it is published.
	Build *build.Result

	// Out is the folder that bench.md and bench.json are written to. Empty:
	// they are not.
	Out string

	// Command is what was run, for the report.
	Command string

	// Log is told of each step. nil: nobody is told.
	Log func(string)
}

// The parts of a run.
const (
	Unthrottled = "unthrottled"
	Throttled   = "throttled"
	Portal      = "portal" // throttled, on the demo portal's page
	Growth      = "growth"
)

// does reports whether a part is to be measured.
func (o Options) does(part string) bool { return len(o.Parts) == 0 || slices.Contains(o.Parts, part) }

// Run measures, and writes the report.
func Run(ctx context.Context, o Options) (*Report, error) {
	if o.Loads == 0 {
		o.Loads = 10
	}
	if o.Log == nil {
		o.Log = func(string) {}
	}
	for _, part := range o.Parts {
		if known := []string{Unthrottled, Throttled, Portal, Growth}; !slices.Contains(known, part) {
			return nil, fmt.Errorf("%q is no part of a run: there are %s", part, strings.Join(known, ", "))
		}
	}
	subjects, err := choose(o.Only)
	if err != nil {
		return nil, err
	}
	if o.Build == nil {
		folder, err := os.MkdirTemp("", "cookies-preferences-bench-")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(folder)
		o.Log("building what is published")
		o.Build, err = build.Dist(ctx, build.Options{Out: filepath.Join(folder, "dist")})
		if err != nil {
			return nil, err
		}
	}
	site, err := newSite(ctx, subjects, o)
	if err != nil {
		return nil, err
	}
	defer site.close()
	browser, stop, err := chromium.Start(ctx)
	if err != nil {
		return nil, err
	}
	defer stop()

	b := &bench{
		Options:  o,
		subjects: subjects,
		site:     site,
		browser:  browser,
		report:   newReport(ctx, browser, o, subjects),
	}
	if err := b.measure(ctx); err != nil {
		return nil, err
	}
	return b.report, b.report.write(o.Out)
}

// choose returns the subjects of the given names, in the table's order.
func choose(names []string) ([]subject, error) {
	if len(names) == 0 {
		return subjects, nil
	}
	var chosen []subject
	for _, s := range subjects {
		if slices.Contains(names, s.name) {
			chosen = append(chosen, s)
		}
	}
	if len(chosen) != len(names) {
		var known []string
		for _, s := range subjects {
			known = append(known, s.name)
		}
		return nil, fmt.Errorf("of %q, some are no subjects: there are %s", names, strings.Join(known, ", "))
	}
	return chosen, nil
}

// bench is a run.
type bench struct {
	Options
	subjects []subject
	site     *site
	browser  context.Context // chromedp's
	report   *Report
}

// measure makes every load. One that fails is a problem in the report, and the
// run goes on.
func (b *bench) measure(ctx context.Context) error {
	for _, s := range b.subjects { // the browser's own first loads are slower
		b.try(s.name, unthrottled, func(t *tab) error { return leftAlone(t, s, func(figure, float64) {}) })
	}
	for _, condition := range conditions {
		if !b.does(condition.name) {
			continue
		}
		for round := range b.Loads {
			b.Log(fmt.Sprintf("%s, round %d of %d", condition.name, round+1, b.Loads))
			for i := range b.subjects {
				if err := ctx.Err(); err != nil {
					return err
				}
				s := b.subjects[(i+round)%len(b.subjects)]
				b.visit(s, condition, func(f figure, value float64) { b.report.add(condition, s.name, f, value) })
			}
		}
	}
	if b.does(Growth) && b.measures(ours.name) {
		return b.grow(ctx)
	}
	return ctx.Err()
}

func (b *bench) measures(name string) bool {
	return slices.ContainsFunc(b.subjects, func(s subject) bool { return s.name == name })
}

// visit makes one load of each kind.
func (b *bench) visit(s subject, c condition, record recorder) {
	kinds := []func(*tab, subject, recorder) error{leftAlone}
	if s.notice != "" {
		kinds = append(kinds, hurried)
	}
	if s.name == ours.name {
		kinds = append(kinds, throughGo, withGo)
	}
	for _, kind := range kinds {
		b.try(s.name, c, func(t *tab) error { return kind(t, s, record) })
	}
}

// recorder takes a figure of a load.
type recorder func(f figure, value float64)

// patience is how long a page of a load may take, with all that is waited for in
// it: a machine that does other things as well is slow, not wrong.
const patience = 2 * time.Minute

// errLate is what a tab ends with whose page took longer.
var errLate = fmt.Errorf("the page took longer than %v", patience)

// try makes a load in a tab of its own. What goes wrong is a problem of the run.
func (b *bench) try(what string, c condition, load func(*tab) error) {
	t, err := newTab(b.browser, b.site, c)
	if err == nil {
		err = t.explain(load(t))
		t.close()
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		b.report.problem(fmt.Sprintf("%s, %s: %v", what, c.name, err))
		b.Log("problem: " + b.report.Problems[len(b.report.Problems)-1])
	}
}
