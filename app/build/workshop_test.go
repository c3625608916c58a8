//go:build !js

package build

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestBuildWorkshop builds this very module with the workshop: all its files are there
// and digested, none names another host or a path from a host's root, the service
// worker keeps what there is, and a second build gives the same.
func TestBuildWorkshop(t *testing.T) {
	o := Options{Out: t.TempDir() + "/dist", Workshop: true, Compression: None}
	if _, err := Dist(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	files := readTree(t, o.Out)
	sums, ok := parseSums(files[sumsName])
	if !ok {
		t.Fatalf("SHA384SUMS is\n%s", files[sumsName])
	}
	var own []string
	for name := range files {
		rest, found := strings.CutPrefix(name, WorkshopFolder+"/")
		if !found {
			continue
		}
		if len(sums[name]) != 1 {
			t.Errorf("%s is not in SHA384SUMS", name)
		}
		if !strings.HasSuffix(rest, ".wasm") {
			own = append(own, rest)
		}
	}
	slices.Sort(own)
	want := "atelier.css atelier.js essai.css essai.html essai.js icon.svg index.html manifest.webmanifest porte.js video.html worker.js"
	if got := strings.Join(own, " "); got != want {
		t.Errorf("the workshop's files are %s, want %s", got, want)
	}
	addresses := regexp.MustCompile(`(?:src|href|start_url|scope)"?[=:]\s*"([^"]*)"`)
	for _, name := range []string{"index.html", "essai.html", "manifest.webmanifest"} {
		for _, found := range addresses.FindAllStringSubmatch(files[WorkshopFolder+"/"+name], -1) {
			if strings.HasPrefix(found[1], "/") || strings.Contains(found[1], ":") {
				t.Errorf("%s names %s: it works nowhere else", name, found[1])
			}
		}
	}
	worker := files[WorkshopFolder+"/worker.js"]
	for name := range files {
		kept := "../" + name
		if rest, found := strings.CutPrefix(name, WorkshopFolder+"/"); found {
			kept = rest
		}
		if name != WorkshopFolder+"/worker.js" && !strings.Contains(worker, `"`+kept+`"`) {
			t.Errorf("the service worker does not keep %s", kept)
		}
	}

	again := o
	again.Out = t.TempDir() + "/dist"
	if _, err := Dist(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(readTree(t, again.Out), files) {
		t.Error("a second build gives other files")
	}
	without := Options{Out: o.Out, Compression: None}
	if _, err := Dist(t.Context(), without); err != nil {
		t.Fatal(err)
	}
	for name := range readTree(t, o.Out) {
		if strings.HasPrefix(name, WorkshopFolder+"/") && strings.HasSuffix(name, ".html") {
			t.Errorf("%s is left of the build before", name)
		}
	}
}
