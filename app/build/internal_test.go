//go:build !js

package build

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// Members, as JSON, Go's syscall/js and an interface of TypeScript write them.
var (
	inJSON      = regexp.MustCompile(`"(\w+)":`)
	inGo        = regexp.MustCompile(`(?:Get|Set|Call)\("(\w+)"`)
	inInterface = regexp.MustCompile(`(\w+)\??[:(]`)
)

// TestInternalNames: no other script than banner.js uses a name that is short in there, nor do the
// program, pages, and what is prerendered. Package page looks at the browser.
func TestInternalNames(t *testing.T) {
	root, err := moduleRoot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	check := func(file string, uses []string) {
		t.Helper()
		for _, name := range uses {
			if slices.Contains(Internal, name) {
				t.Errorf("%s uses %s, which banner.js calls by another name", file, name)
			}
		}
	}
	ours := modulesOf(t, root, "start/banner.js")
	for _, file := range loaderFiles(t, root) {
		if !ours[file] {
			check(file, internalNamesIn(t, filepath.Join(root, file)))
		}
	}

	rendered, err := prerender()
	if err != nil {
		t.Fatal(err)
	}
	check("what is prerendered", matches(inJSON, asJSON(rendered)))
	for file, member := range map[string]*regexp.Regexp{
		"banner/host_js.go": inGo, "web/docs/cookies-preferences.d.ts": inInterface,
	} {
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		check(file, matches(member, text))
	}
}

func matches(pattern *regexp.Regexp, text []byte) (list []string) {
	for _, m := range pattern.FindAllSubmatch(text, -1) {
		list = append(list, string(m[1]))
	}
	return list
}

// modulesOf are the files that are bundled into a script of the loader.
func modulesOf(t *testing.T, root, entry string) map[string]bool {
	t.Helper()
	options := loaderOptions(root, entry, "",
		map[string]string{"virtual:build": "module.exports = {};"})
	options.Metafile = true
	result := api.Build(options)
	var meta struct{ Inputs map[string]any }
	if err := json.Unmarshal([]byte(result.Metafile), &meta); err != nil {
		t.Fatalf("%v: %s", err, messages(result.Errors))
	}
	modules := make(map[string]bool)
	for file := range meta.Inputs {
		modules[file] = true
	}
	if !modules[loaderFolder+entry] {
		t.Fatalf("the modules of %s are %v", entry, modules)
	}
	return modules
}

// loaderFiles are the loader's modules, without its tests.
func loaderFiles(t *testing.T, root string) (list []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(root), path.Clean(loaderFolder),
		func(file string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && entry.Name() == "testing":
				return fs.SkipDir
			case path.Ext(file) == ".js" && !strings.HasSuffix(file, ".test.js"):
				list = append(list, file)
			}
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// internalNamesIn are those that a file uses as properties, in quotes too.
func internalNamesIn(t *testing.T, file string) []string {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	result := api.Transform(string(source), api.TransformOptions{
		MangleCache:  make(map[string]any), // esbuild fills a copy of it
		MangleProps:  internal(),
		MangleQuoted: api.MangleQuotedTrue,
	})
	if len(result.Errors) > 0 {
		t.Fatal(messages(result.Errors))
	}
	return slices.Sorted(maps.Keys(result.MangleCache))
}
