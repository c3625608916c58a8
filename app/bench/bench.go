//go:build !js

// Package bench measures the banner beside four others, each installed as its
// own documentation says, on the same French pages in the same run. Checks of the
// product don't belong here: the bench reports figures and passes no judgement.
//
// # Subjects
//
// bare is the page without a banner. floor is the page with a similar notice and
// six lines of script in its own HTML, the least that one can write; least is the
// same notice in a script file. ours is the output of make dist; before, where it is
// asked for, is that of an earlier one. The others are
// tarteaucitron, Orejime, Klaro and vanilla-cookieconsent, in the exact versions of
// peers/package.json. Each peer is installed the fastest way that its documentation
// gives: minified build, stylesheet in <head>, deferred scripts and configuration in
// the page; two services, French, accept and refuse on the first layer.
//
// # Method
//
// Every file is served the same way, on 127.0.0.1: HTTP/1.1, brotli 11,
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
//   - Load C: once the page is quiet, the mouse goes to the control that opens the preferences,
//     presses it at once, as a finger does, and is released 80 ms later; what a subject prepares
//     in that time doesn't count. It clicks on a control in the preferences as soon as they are
//     visible, again if that does nothing. They are usable once visible, plus the time from the
//     first such click until the control has changed; the driver's time in between doesn't count.
//     Two more pages, without cookies, find what the first has fetched in the HTTP cache; the
//     second of them counts, as above. A program's start is from WebAssembly.instantiate until
//     it answers; its first rendering, from when it is given the dialog until it has taken it
//     over. The node that the dialog is drawn in has both in data-program.
//
// The processor is four times as slow, the network has 150 ms of latency and 1.6 Mbit/s; load C
// also has 60 ms and 9 Mbit/s, and a program an unthrottled machine. The page is plain, with the
// stylesheet inline; load A is also made on the demo portal's page, whose stylesheet is a file.
// Figures are medians.
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
	"time"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/browser/chromium"
)

// Options configures [Run].
type Options struct {
	Loads  int          // of each kind, for each subject
	Only   []string     // the subjects to measure; all if empty
	Before string       // the folder of an earlier [build.Dist], a subject too; "" for none
	Log    func(string) // called at each step
}

// Run measures. A load that fails is a problem in the report, and the run goes on.
func Run(ctx context.Context, o Options) (*Report, error) {
	subjects, err := choose(o.Only)
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "cookies-preferences-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	o.Log("building dist/")
	built, err := build.Dist(ctx, build.Options{Out: filepath.Join(folder, "dist")})
	if err != nil {
		return nil, err
	}
	if o.Before != "" {
		subjects = append(subjects, earlier())
	}
	site, err := newSite(subjects, built, o.Before)
	if err != nil {
		return nil, err
	}
	defer site.server.Close()
	browser, err := chromium.Launch(ctx, chromium.Options{})
	if err != nil {
		return nil, err
	}
	defer browser.Stop()

	b := &bench{log: o.Log, site: site, browser: browser, report: newReport(browser, o, subjects)}
	for _, s := range subjects { // the browser's own first loads are slower
		b.load(ctx, s, leftAlone, func(figure, float64) {})
	}
	for round := range o.Loads {
		b.log(fmt.Sprintf("round %d of %d", round+1, o.Loads))
		for i := range subjects {
			b.visit(ctx, subjects[(i+round)%len(subjects)])
		}
	}
	return b.report, ctx.Err()
}

// choose returns the subjects of the given names, in their order; all if there are no names.
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
		return nil, fmt.Errorf("%q names an unknown subject", names)
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
func (b *bench) visit(ctx context.Context, s subject) {
	record := func(f figure, value float64) { b.report.add(f, s.name, value) }
	b.load(ctx, s, leftAlone, record)
	if s.notice != "" {
		b.load(ctx, s, hurriedOn(firstPage, visible, refused), record)
		b.load(ctx, s, hurriedOn(portalPage, portalVisible, portalRefused), record)
	}
	if s.dialog != "" {
		b.load(ctx, s, openedIn(mobile), record)
		b.load(ctx, s, openedIn(slow), record)
	}
	if s.program {
		b.load(ctx, s, openedIn(fast), record)
	}
}

// patience is how long the pages of a load may take, including every wait on them.
const patience = 5 * time.Minute

// load makes a load in a profile of its own, and reports a failure as a problem.
func (b *bench) load(ctx context.Context, s subject, k kind, record recorder) {
	if ctx.Err() != nil {
		return
	}
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	profile, err := b.browser.NewProfile(limited)
	if err == nil {
		var t *tab
		if t, err = newTab(limited, profile, b.site); err == nil {
			err = k(t, s, record)
		}
		_ = profile.Close(ctx) // the browser goes in the end, at the latest
	}
	if err != nil && ctx.Err() == nil {
		problem := fmt.Sprintf("%s: %v", s.name, err)
		b.report.Problems = append(b.report.Problems, problem)
		b.log("problem: " + problem)
	}
}
