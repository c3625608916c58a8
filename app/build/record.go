//go:build !js

package build

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// The values in the record that web/loader/start/record.js replaces, besides each true of an
// optional name. It repeats the service's answer for each that the page declares, and leaves out
// the charter and what was asked where the page has none.
const (
	recordService = "service"
	recordVersion = "VERSION"
	recordTime    = 1234567890123
)

// recordTemplate returns the record that the loader fills: it allows everything. It fails unless
// what the loader makes of it is what Go writes, for each choice on each page.
func recordTemplate(root string) (template string, err error) {
	c := banner.Config{
		Version: recordVersion, Trackers: preferences.Trackers,
		Services: []banner.Service{{Name: recordService}},
	}
	whole := banner.RecordOf(c, banner.Everything(c))
	whole.Timestamp = recordTime
	template = preferences.Encode(whole)
	fill, err := recordFiller(root)
	if err != nil {
		return "", err
	}
	for c, draft := range everyChoice {
		p := banner.RecordOf(c, draft)
		p.Timestamp = 1_764_400_000_000
		got, err := fill(template, c, draft, p.Timestamp)
		if err != nil {
			return "", err
		}
		if want := preferences.Encode(p); got != want {
			return "", fmt.Errorf("the loader would write %s where Go writes %s", got, want)
		}
	}
	return template, nil
}

// filler makes a record of what a draft allows on a page, at a time in ms since 1970.
type filler func(
	template string, c banner.Config, draft preferences.Preferences, time int64,
) (string, error)

// recordFiller runs the loader's own module.
func recordFiller(root string) (filler, error) {
	options := minified(root, loaderFolder+"start/record.js", "", nil)
	options.Format = api.FormatIIFE
	options.GlobalName = "record"
	script, err := runESBuild(options)
	if err != nil {
		return nil, err
	}
	engine := goja.New()
	if _, err := engine.RunString(string(script)); err != nil {
		return nil, err
	}
	var fill func(string, map[string]any, func(string) bool, int64) (string, error)
	function := engine.Get("record").ToObject(engine).Get("fillRecord")
	if err := engine.ExportTo(function, &fill); err != nil {
		return nil, err
	}
	return func(
		template string, c banner.Config, draft preferences.Preferences, time int64,
	) (string, error) {
		words := func(list []preferences.Name) []string { return strings.Fields(tag.List(list)) }
		allows := func(name string) bool { return draft.Allows(preferences.Name(name)) }
		return fill(template, map[string]any{ // as web/loader/start/config.js has it
			"version":  c.Version,
			"asks":     int(c.Asks()),
			"declared": c.Declares(),
			"trackers": words(c.Trackers),
			"exempt":   words(c.Exempt),
			"services": words(serviceNames(c)),
		}, allows, time)
	}, nil
}

// serviceNames are the names of the services that a page declares.
func serviceNames(c banner.Config) (names []preferences.Name) {
	for _, s := range c.Services {
		names = append(names, s.Name)
	}
	return names
}

// servicesOf are the services of a third of all pages each. A name may be that of the template's.
var servicesOf = [][]banner.Service{
	nil,
	{{Name: "youtube"}},
	{{Name: "umap"}, {Name: "google-maps"}, {Name: recordService}, {Name: "a0"}},
}

// everyChoice yields each choice that can be made with one press, for every set of categories and
// of trackers that a page may declare, with exempt trackers beside them and services, two times of
// three each. Half of them are about a charter's version.
func everyChoice(yield func(banner.Config, preferences.Preferences) bool) {
	pages := 0
	categories := subsets(preferences.Categories)
	categories[0] = nil // declares none: shows all. The loader takes no empty list.
	for _, shown := range categories {
		for _, trackers := range subsets(preferences.Trackers) {
			for i, exempt := range [][]preferences.Name{
				{}, {preferences.Matomo}, {preferences.XiTi, preferences.Piano},
			} {
				c := banner.Config{
					Categories: shown, Exempt: exempt, Services: servicesOf[(pages+i)%len(servicesOf)],
				}
				for _, n := range trackers {
					if !slices.Contains(exempt, n) { // as the loader has it
						c.Trackers = append(c.Trackers, n)
					}
				}
				drafts := []preferences.Preferences{banner.Everything(c), {}}
				for _, n := range append(preferences.Optional(), serviceNames(c)...) {
					drafts = append(drafts, preferences.Preferences{}.With(n, true))
				}
				for i, draft := range drafts {
					if c.Version = ""; i%2 == len(trackers)%2 {
						c.Version = "2026-11_b.1"
					}
					if !yield(c, draft) {
						return
					}
				}
			}
			pages++
		}
	}
}

// subsets returns every set of the names; set i has the names whose bits i has.
func subsets(names []preferences.Name) [][]preferences.Name {
	sets := make([][]preferences.Name, 1<<len(names))
	for i := range sets {
		sets[i] = []preferences.Name{}
		for bit, n := range names {
			if i>>bit&1 == 1 {
				sets[i] = append(sets[i], n)
			}
		}
	}
	return sets
}
