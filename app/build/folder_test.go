//go:build !js

package build

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// files returns a build's files of the names. The content of each is its name and the word.
func files(word string, names ...string) map[string][]byte {
	f := make(map[string][]byte)
	for _, name := range names {
		f[name] = []byte(name + word)
	}
	return f
}

func mustPublish(t *testing.T, dir string, files map[string][]byte) {
	t.Helper()
	if err := publish(dir, files); err != nil {
		t.Fatal(err)
	}
}

func TestPublishReplacesItsOwn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "new", "folder")
	mustPublish(t, dir, files("1",
		"banner.js", "banner-1.wasm", "charters/a.txt", "old/b.txt", "older/c.txt"))
	writeFile(t, filepath.Join(dir, "CNAME"), "portal.example")
	writeFile(t, filepath.Join(dir, "older", "note"), "kept")
	mustPublish(t, dir, files("2", "banner.js", "banner-2.wasm", "charters/a.txt"))

	got := readTree(t, dir)
	want := map[string]string{
		"banner.js":      "banner.js2",
		"banner-2.wasm":  "banner-2.wasm2",
		"charters/a.txt": "charters/a.txt2",
		"CNAME":          "portal.example",
		"older/note":     "kept",
		"SHA384SUMS":     got["SHA384SUMS"],
	}
	if !maps.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "old")); !os.IsNotExist(err) {
		t.Error("an empty folder was left")
	}
	wantNames := []string{"banner-2.wasm", "banner.js", "charters/a.txt"}
	for i, line := range strings.Split(strings.TrimSpace(got["SHA384SUMS"]), "\n") {
		if want := integrity([]byte(wantNames[i]+"2")) + "  " + wantNames[i]; line != want {
			t.Errorf("line %d of SHA384SUMS is %q, want %q", i+1, line, want)
		}
	}
}

func TestPublishRefusesForeignFolders(t *testing.T) {
	sum := integrity(nil)
	tests := []struct {
		name   string
		folder map[string]string
		want   string
	}{
		{"no sums", map[string]string{"thesis.txt": "precious"}, "no build of ours"},
		{"only a folder", map[string]string{"a/b": ""}, "no build of ours"},
		{"empty sums", map[string]string{"SHA384SUMS": ""}, "no build of ours"},
		{
			"sums of another kind", map[string]string{"SHA384SUMS": "38b060a751ac  a.txt\n"},
			"no build of ours",
		},
		{"short digest", map[string]string{"SHA384SUMS": "sha384-AAAA  a.txt\n"}, "no build of ours"},
		{"sums that lead out", map[string]string{"SHA384SUMS": sum + "  ../a.txt\n"}, "no build of ours"},
		{
			"a file changed since",
			map[string]string{"SHA384SUMS": sum + "  banner.js\n", "banner.js": "edited"},
			"banner.js was changed since it was built",
		},
		{
			"an old file changed since",
			map[string]string{"SHA384SUMS": sum + "  old.js\n", "old.js": "edited"},
			"old.js was changed since it was built",
		},
		{
			"a file in the way",
			map[string]string{"SHA384SUMS": sum + "  old.js\n", "old.js": "", "banner.js": "theirs"},
			"banner.js is in the way",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range test.folder {
				writeFile(t, filepath.Join(dir, name), text)
			}
			err := publish(dir, files("", "banner.js"))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %q, want it to contain %q", err, test.want)
			}
			got := readTree(t, dir)
			if len(got) != len(test.folder) || got["banner.js"] != test.folder["banner.js"] {
				t.Errorf("the folder changed: %q", got)
			}
		})
	}
}

// A symbolic link out of the folder must not lead to files that aren't ours.
func TestPublishStaysInItsFolder(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	writeFile(t, filepath.Join(outside, "a.txt"), "")
	writeFile(t, filepath.Join(dir, "SHA384SUMS"), integrity(nil)+"  charters/a.txt\n")
	if err := os.Symlink(outside, filepath.Join(dir, "charters")); err != nil {
		t.Fatal(err)
	}
	if err := publish(dir, files("", "banner.js")); err == nil {
		t.Error("it followed a link out of the folder")
	}
	if _, err := os.Stat(filepath.Join(outside, "a.txt")); err != nil {
		t.Error(err)
	}
}

// While one build replaces another, SHA384SUMS lists both: the next build resumes after an
// interruption.
func TestPublishAfterInterruption(t *testing.T) {
	dir := t.TempDir()
	before, after := files("1", "banner.js", "banner-1.wasm"), files("2", "banner.js", "banner-2.wasm")
	mustPublish(t, dir, before)
	writeFile(t, filepath.Join(dir, "SHA384SUMS"), string(sumsOf(before).and(sumsOf(after)).text()))
	writeFile(t, filepath.Join(dir, "banner-2.wasm"), "banner-2.wasm2")

	mustPublish(t, dir, files("3", "banner.js", "banner-3.wasm"))
	got := slices.Sorted(maps.Keys(readTree(t, dir)))
	if want := []string{"SHA384SUMS", "banner-3.wasm", "banner.js"}; !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}

func TestScriptLast(t *testing.T) {
	got := scriptLast(files("",
		"banner.js", "banner.js.gz", "banner.js.br", "charters/a.txt", "banner-1.wasm"))
	want := []string{"banner-1.wasm", "charters/a.txt", "banner.js", "banner.js.br", "banner.js.gz"}
	if !slices.Equal(got, want) {
		t.Errorf("the order is %q, want %q", got, want)
	}
}
