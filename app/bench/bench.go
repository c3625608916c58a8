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
//     refuse. The load is traced until the click. Two more pages of the same site
//     follow, with warm caches. On the first of them V8 writes its code cache, once;
//     the second stands for every other visit.
//
// Throttled means a processor four times as slow, 150 ms of latency and 1.6 Mbit/s;
// its page is plain, with the stylesheet inline. Portal is throttled too, with the
// first page of the demo portal, whose stylesheet is a file. Figures are medians;
// the JSON has every load.
//
// # Limits
//
// One machine, one browser, no real network: milliseconds vary by up to 40 % between
// runs, and only ratios within a run mean anything. "Visible" is the moment when the
// frame's scripts have run and its rendering is handed over, not when light leaves
// the screen. The probe costs a little in each frame, and the trace in load B, the
// same for every subject. Script work is the time that the trace gives to the page's
// scripts, without layout and paint. Bytes are those of the browser's resource
// timing, which counts 300 for the headers of each response.
// The heavier the page, the later every deferred script, ours and the peers' alike;
// a peer whose stylesheet blocks rendering loses most.
package bench

import (
	"context"
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

	// Parts names the conditions to measure: unthrottled, throttled, portal. Empty: all.
	Parts []string

	// Build is the build to measure. nil: Run makes one.
	Build *build.Result

	// Out is the folder for bench.md and bench.json. Empty: they are not written.
	Out string

	// Command is the command line, for the report.
	Command string

	// Log, if not nil, is called at each step.
	Log func(string)
}

// condition is the machine and the network that a load simulates, and the kind of
// page that it opens.
type condition struct {
	name       string
	pages      string  // path of the subjects' folders: plainPages or portalPages
	slowdown   float64 // of the processor; 1 is as it is
	latency    float64 // ms from request to response
	throughput float64 // bytes per second, down; 0 is no limit
}

// conditions are in the order of the report.
var conditions = []condition{
	{name: "unthrottled", pages: plainPages, slowdown: 1},
	{name: "throttled", pages: plainPages, slowdown: 4, latency: 150, throughput: 1.6e6 / 8},
	{name: "portal", pages: portalPages, slowdown: 4, latency: 150, throughput: 1.6e6 / 8},
}

// Run measures, and writes the report. A load that fails is a problem in the report, and the
// run goes on.
func Run(ctx context.Context, o Options) (*Report, error) {
	if o.Loads == 0 {
		o.Loads = 10
	}
	if o.Log == nil {
		o.Log = func(string) {}
	}
	measured, err := choose("part", conditions, o.Parts, func(c condition) string { return c.name })
	if err != nil {
		return nil, err
	}
	subjects, err := choose("subject", subjects, o.Only, func(s subject) string { return s.name })
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
	site, err := newSite(subjects, o.Build)
	if err != nil {
		return nil, err
	}
	defer site.server.Close()
	browser, err := chromium.Launch(ctx, chromium.Options{})
	if err != nil {
		return nil, err
	}
	defer browser.Stop()

	b := &bench{
		log:     o.Log,
		site:    site,
		browser: browser,
		report:  newReport(ctx, browser.Version(), o, subjects),
	}
	for _, s := range subjects { // the browser's own first loads are slower
		b.load(ctx, s, conditions[0], leftAlone, func(figure, float64) {})
	}
	for _, c := range measured {
		for round := range o.Loads {
			b.log(fmt.Sprintf("%s, round %d of %d", c.name, round+1, o.Loads))
			for i := range subjects {
				b.visit(ctx, subjects[(i+round)%len(subjects)], c)
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return b.report, b.report.write(o.Out)
}

// choose returns the elements of the given names, in their order; all if there are no names.
func choose[T any](kind string, all []T, names []string, name func(T) string) ([]T, error) {
	if len(names) == 0 {
		return all, nil
	}
	var chosen []T
	var known []string
	for _, each := range all {
		known = append(known, name(each))
		if slices.Contains(names, name(each)) {
			chosen = append(chosen, each)
		}
	}
	if len(chosen) != len(names) {
		return nil, fmt.Errorf("%q names an unknown %s: there are %s",
			names, kind, strings.Join(known, ", "))
	}
	return chosen, nil
}

// bench is a run.
type bench struct {
	log     func(string)
	site    *site
	browser *chromium.Browser
	report  *Report
}

// recorder takes a figure of a load.
type recorder func(f figure, value float64)

// visit makes one load of each kind.
func (b *bench) visit(ctx context.Context, s subject, c condition) {
	record := func(f figure, value float64) { b.report.add(c.name, s.name, f, value) }
	b.load(ctx, s, c, leftAlone, record)
	if s.notice != "" {
		b.load(ctx, s, c, hurried, record)
	}
}

// patience is how long the pages of a load may take, including every wait on them.
const patience = 5 * time.Minute

// load makes a load in a profile of its own, and reports a failure as a problem.
func (b *bench) load(
	ctx context.Context, s subject, c condition,
	kind func(*tab, subject, recorder) error, record recorder,
) {
	if ctx.Err() != nil {
		return
	}
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	profile, err := b.browser.NewProfile(limited)
	if err == nil {
		var t *tab
		if t, err = newTab(limited, profile, b.site, c); err == nil {
			err = kind(t, s, record)
		}
		_ = profile.Close(ctx) // the browser goes in the end, at the latest
	}
	if err != nil && ctx.Err() == nil {
		problem := fmt.Sprintf("%s, %s: %v", s.name, c.name, err)
		b.report.Problems = append(b.report.Problems, problem)
		b.log("problem: " + problem)
	}
}
