//go:build !js

package build

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// workshopRoot creates a small root with the workshop's real pages and a program that does
// nothing.
func workshopRoot(t *testing.T) string {
	t.Helper()
	changes := map[string]string{
		"app/preview/workshop/program/main.go": "package main\n\nfunc main() {}\n",
	}
	sources := os.DirFS("../..")
	files := []string{"web/loader/program/wasm.js"} // imported by the workshop's page
	for _, pattern := range []string{"web/preview/workshop/*", "web/styles/*"} {
		found, err := fs.Glob(sources, pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	for _, name := range files {
		data, err := fs.ReadFile(sources, name)
		if err != nil {
			t.Fatal(err)
		}
		changes[name] = string(data)
	}
	return newRoot(t, changes)
}

// The workshop's files are there and have their digests, none names another host or an absolute
// path, the service worker keeps every file, and a build without the workshop removes it.
func TestDistWithWorkshop(t *testing.T) {
	o := Options{Root: workshopRoot(t), Workshop: true, Compression: Fast}
	result, err := Dist(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	files := readTree(t, result.Dir)
	checkSums(t, files)

	var own []string
	for name := range files {
		if rest, ok := strings.CutPrefix(name, WorkshopFolder+"/"); ok {
			own = append(own, regexp.MustCompile(`-[0-9a-f]{16}`).ReplaceAllString(rest, ""))
		}
	}
	want := append([]string{"index.html", "manifest.webmanifest", "worker.js"}, copied...)
	for _, name := range []string{"workshop.css", "workshop.js", "workshop.wasm"} {
		want = append(want, name, name+".br", name+".gz")
	}
	slices.Sort(own)
	slices.Sort(want)
	if !slices.Equal(own, want) {
		t.Errorf("the workshop's files are %q, want %q", own, want)
	}

	addresses := regexp.MustCompile(`(?:src|href|start_url|scope)"?[=:]\s*"([^"]*)"`)
	for name, text := range files {
		switch path.Ext(name) {
		case ".html", ".webmanifest":
		default:
			continue
		}
		if !strings.HasPrefix(name, WorkshopFolder+"/") {
			continue
		}
		for _, found := range addresses.FindAllStringSubmatch(text, -1) {
			if strings.HasPrefix(found[1], "/") || strings.Contains(found[1], ":") {
				t.Errorf("%s names %s, which only exists on some hosts", name, found[1])
			}
		}
	}

	worker := files[WorkshopFolder+"/worker.js"]
	for name := range files {
		kept := "../" + name
		if rest, ok := strings.CutPrefix(name, WorkshopFolder+"/"); ok {
			if rest == "worker.js" || strings.HasSuffix(rest, ".br") || strings.HasSuffix(rest, ".gz") {
				continue
			}
			kept = rest
		}
		if !strings.Contains(worker, `"`+kept+`"`) {
			t.Errorf("the service worker does not keep %s", kept)
		}
	}

	o.Workshop = false
	if _, err := Dist(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path.Join(result.Dir, WorkshopFolder)); !os.IsNotExist(err) {
		t.Errorf("the workshop is still there (%v)", err)
	}
}
