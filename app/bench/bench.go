//go:build !js

// Package bench measures the banner beside four others, each installed as its
// own documentation says, on the same French pages in the same run. Checks of the
// product don't belong here: the bench reports figures and passes no judgement.
//
// # Subjects
//
// bare is the page without a banner. floor is the page with a similar notice and
// six lines of script in its own HTML, the least that one can write; least is the
// same notice in a script file. ours is the output of make dist. The others are
// tarteaucitron, Orejime, Klaro and vanilla-cookieconsent, in the exact versions of
// peers/package.json. Each peer is installed the fastest way that its documentation
// gives: minified build, stylesheet in <head>, deferred scripts and configuration in
// the page; two services, French, accept and refuse on the first layer.
//
// # Method
//
// Every file is served the same way, from memory on 127.0.0.1: HTTP/1.1, brotli 11,
// assets immutable, the pages and our banner.js (whose name never changes)
// revalidated. Each load has a profile of its own, so its caches are cold. The
// subjects take turns within a round, and each round begins with another subject.
//
//   - Load A: a probe looks for the notice in each frame, and clicks refuse after
//     each frame that shows it, until the record is written.
//   - Load B: nothing touches the page until it is quiet, then the mouse clicks
//     refuse. The load is traced until the click.
//   - Load C: two more pages of the same site after that, with warm caches. On the
//     first of them V8 writes its code cache, once; the second stands for every
//     other visit.
//
// Throttled means a processor four times as slow, 150 ms of latency and 1.6 Mbit/s;
// its page is plain, with the stylesheet inline. Portal is throttled too, with the
// first page of the demo portal, whose stylesheet is a file. Figures are medians;
// the JSON has every load.
//
// DevTools' own work is kept low: no copies of responses, no tracking of nodes and
// stylesheets. With them the program's 4.5 MB took 60 ms more.
//
// # Limits
//
// One machine, one browser, no real network: milliseconds vary by up to 40 % between
// runs, and only ratios within a run mean anything. "Visible" is the moment when the
// frame's scripts have run and its rendering is handed over, not when light leaves
// the screen. The probe costs a little in each frame, and the trace in load B, the
// same for every subject. Script work is the time that the trace gives to the page's
// scripts, without layout and paint. Long tasks are the whole page's, bare's too,
// except those counted once the subject's script is there.
// The heavier the page, the later every deferred script, ours and the peers' alike;
// a peer whose stylesheet blocks rendering loses most.
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

// Options configures [Run].
type Options struct {
	// Loads of each kind, for each subject and condition. 0 means 10.
	Loads int

	// Only names the subjects to measure. Empty: all.
	Only []string

	// Parts names the conditions to measure: Unthrottled, Throttled, Portal.
	// Empty: all.
	Parts []string

	// Build is the build to measure. nil: Run makes one.
	Build *build.Result

	// Out is the folder for bench.md and bench.json. Empty: they are not written.
	Out string

	// Command is the command line, for the report.
	Command string

	// Log is called at each step. nil: it is not.
	Log func(string)
}

// The parts of a run.
const (
	Unthrottled = "unthrottled"
	Throttled   = "throttled"
	Portal      = "portal" // throttled, on the demo portal's page
)

// measures reports whether a part is to be measured.
func (o Options) measures(part string) bool {
	return len(o.Parts) == 0 || slices.Contains(o.Parts, part)
}

// Run measures, and writes the report.
func Run(ctx context.Context, o Options) (*Report, error) {
	if o.Loads == 0 {
		o.Loads = 10
	}
	if o.Log == nil {
		o.Log = func(string) {}
	}
	for _, part := range o.Parts {
		if known := []string{Unthrottled, Throttled, Portal}; !slices.Contains(known, part) {
			return nil, fmt.Errorf("there is no part %q: the parts are %s", part, strings.Join(known, ", "))
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
		o.Log("building dist/")
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
	browser, err := chromium.Launch(ctx, chromium.Options{})
	if err != nil {
		return nil, err
	}
	defer browser.Stop()

	b := &bench{
		Options:  o,
		subjects: subjects,
		site:     site,
		browser:  browser,
		report:   newReport(ctx, browser.Version(), o, subjects),
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
	var known []string
	for _, s := range subjects {
		known = append(known, s.name)
		if slices.Contains(names, s.name) {
			chosen = append(chosen, s)
		}
	}
	if len(chosen) != len(names) {
		return nil, fmt.Errorf("%q names an unknown subject: there are %s",
			names, strings.Join(known, ", "))
	}
	return chosen, nil
}

// bench is a run.
type bench struct {
	Options
	subjects []subject
	site     *site
	browser  *chromium.Browser
	report   *Report
}

// measure makes every load. A load that fails is a problem in the report, and the
// run goes on.
func (b *bench) measure(ctx context.Context) error {
	for _, s := range b.subjects { // the browser's own first loads are slower
		b.try(ctx, s.name, unthrottled, func(t *tab) error {
			return leftAlone(t, s, func(figure, float64) {})
		})
	}
	for _, condition := range conditions {
		if !b.measures(condition.name) {
			continue
		}
		for round := range b.Loads {
			b.Log(fmt.Sprintf("%s, round %d of %d", condition.name, round+1, b.Loads))
			for i := range b.subjects {
				if err := ctx.Err(); err != nil {
					return err
				}
				s := b.subjects[(i+round)%len(b.subjects)]
				b.visit(ctx, s, condition, func(f figure, value float64) {
					b.report.add(condition, s.name, f, value)
				})
			}
		}
	}
	return ctx.Err()
}

// visit makes one load of each kind.
func (b *bench) visit(ctx context.Context, s subject, c condition, record recorder) {
	kinds := []func(*tab, subject, recorder) error{leftAlone}
	if s.notice != "" {
		kinds = append(kinds, hurried)
	}
	if s.name == ours.name {
		kinds = append(kinds, throughGo, withGo)
	}
	for _, kind := range kinds {
		b.try(ctx, s.name, c, func(t *tab) error { return kind(t, s, record) })
	}
}

// recorder takes a figure of a load.
type recorder func(f figure, value float64)

// patience is how long a page of a load may take, including every wait on it. A
// machine that is busy is slow, not wrong.
const patience = 2 * time.Minute

// errLate ends a tab whose page took longer.
var errLate = fmt.Errorf("the page took longer than %v", patience)

// try makes a load in a tab of its own, and reports a failure as a problem.
func (b *bench) try(ctx context.Context, name string, c condition, load func(*tab) error) {
	t, err := newTab(ctx, b.browser, b.site, c)
	if err == nil {
		err = load(t)
		t.close()
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		problem := fmt.Sprintf("%s, %s: %v", name, c.name, err)
		b.report.Problems = append(b.report.Problems, problem)
		b.Log("problem: " + problem)
	}
}
