//go:build !js

package proof

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/tag"
)

// files makes a proof's files, one of which holds a word.
func files(word string) map[string][]byte {
	f := map[string][]byte{"charte.txt": []byte(word), "images/bandeau.png": []byte("picture"),
		indexName: []byte("page of " + word)}
	f[sumsName] = sumsOf(f)
	return f
}

func read(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	found := make(map[string][]byte)
	root := os.DirFS(folder)
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			found[name], err = fs.ReadFile(root, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func same(a, b map[string][]byte) bool {
	return maps.EqualFunc(a, b, func(x, y []byte) bool { return string(x) == string(y) })
}

func TestPublish(t *testing.T) {
	parent := t.TempDir()
	folder := filepath.Join(parent, "out", aude)
	if err := publish(folder, files("one")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, folder); !same(got, files("one")) {
		t.Errorf("the folder holds %q", got)
	}
	if entries, err := os.ReadDir(filepath.Dir(folder)); err != nil || len(entries) != 1 {
		t.Errorf("there is something left beside the proof: %v, %v", entries, err)
	}
	empty := t.TempDir()
	if err := publish(empty, files("two")); err != nil || !same(read(t, empty), files("two")) {
		t.Errorf("an empty folder does not become the proof: %v", err)
	}
}

// TestPublishReplacesNothing: a folder that holds anything is refused and left as it is.
func TestPublishReplacesNothing(t *testing.T) {
	for _, held := range []map[string][]byte{files("one"), {"note.txt": []byte("mine")}} {
		folder := filepath.Join(t.TempDir(), aude)
		if err := build.WriteFiles(folder, held); err != nil {
			t.Fatal(err)
		}
		err := publish(folder, files("two"))
		if err == nil || !strings.Contains(err.Error(), "n’est pas vide") {
			t.Errorf("the error is %v", err)
		}
		if !same(read(t, folder), held) {
			t.Error("the folder was changed")
		}
	}
}

// TestPublishFails: if a file cannot be written, there is neither a proof nor a part of one.
func TestPublishFails(t *testing.T) {
	parent := t.TempDir()
	folder := filepath.Join(parent, aude)
	clash := map[string][]byte{"images": nil, "images/bandeau.png": nil}
	if err := publish(folder, clash); err == nil {
		t.Error("a file and a folder of the same name were written")
	}
	entries, err := os.ReadDir(parent)
	if err != nil || len(entries) > 0 {
		t.Errorf("there is something left: %v, %v", entries, err)
	}
}

// TestRunFailsFirst: a folder in the way, or a missing browser, is reported before anything
// is built or written.
func TestRunFailsFirst(t *testing.T) {
	t.Setenv("CHROMIUM", "")
	t.Setenv("PATH", t.TempDir())
	out := t.TempDir()
	o := Options{Tag: tag.Tag{Portal: aude}, Out: out,
		Log: func(step string) { t.Errorf("the run began: %s", step) }}
	if _, err := Run(t.Context(), o); err == nil || !strings.Contains(err.Error(), "installez-le") {
		t.Errorf("without Chromium the error is %v", err)
	}
	folder := filepath.Join(out, aude)
	if _, err := os.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without Chromium a folder was made: %v", err)
	}
	if err := build.WriteFiles(folder, files("one")); err != nil {
		t.Fatal(err)
	}
	_, err := Run(t.Context(), o)
	if err == nil || !strings.Contains(err.Error(), "n’est pas vide") {
		t.Errorf("with an earlier proof the error is %v", err)
	}
}
