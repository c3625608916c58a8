//go:build !js

package proof

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/internal/tag"
)

// files makes a proof's files, one of which holds a word.
func files(word string) map[string][]byte {
	f := map[string][]byte{"charte.txt": []byte(word), "images/bandeau.png": []byte("picture")}
	f[sumsName], f[indexName] = sumsOf(f), []byte("page of "+word)
	f[dateName] = seal(f, time.Date(2026, time.November, 22, 9, 3, 7, 0, time.UTC))
	return f
}

func read(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	found := make(map[string][]byte)
	err := filepath.Walk(folder, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		found[filepath.ToSlash(name)], err = os.ReadFile(path)
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

func TestPublishReplacesAnEarlierProof(t *testing.T) {
	parent := filepath.Join(t.TempDir(), "made", "anew")
	folder := filepath.Join(parent, aude)
	for _, word := range []string{"one", "two"} {
		if err := publish(folder, files(word)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, folder); !same(got, files(word)) {
			t.Errorf("the folder holds %q", got)
		}
	}
	entries, err := os.ReadDir(parent)
	if err != nil || len(entries) != 1 {
		t.Errorf("beside the proof there is something left: %v, %v", entries, err)
	}
}

func TestPublishIntoAnEmptyFolder(t *testing.T) {
	folder := t.TempDir()
	if err := publish(folder, files("one")); err != nil {
		t.Fatal(err)
	}
	if !same(read(t, folder), files("one")) {
		t.Error("the proof is not there")
	}
}

// TestPublishLosesNothing: a folder that holds anything but a proof as it was
// written is refused, and left alone.
func TestPublishLosesNothing(t *testing.T) {
	proof := files("one")
	with := func(name, text string) map[string][]byte {
		changed := maps.Clone(proof)
		changed[name] = []byte(text)
		return changed
	}
	for want, held := range map[string]map[string][]byte{
		"no proof of ours (no date.txt)":   {"note.txt": []byte("mine")},
		"no proof of ours (no SHA256SUMS)": {dateName: []byte("# a diary\n")},
		"is not as it was written":         with(dateName, "Preuve\n"),
		"note.txt is not of the earlier":   with("images/note.txt", "mine"),
		"charte.txt was changed since":     with("charte.txt", "another"),
		"index.html was changed since":     with(indexName, "another"),
		"SHA256SUMS was changed since":     with(sumsName, string(proof[sumsName])+strings.Repeat("0", 64)+"  note.txt\n"),
	} {
		folder := filepath.Join(t.TempDir(), aude)
		if err := write(folder, held); err != nil {
			t.Fatal(err)
		}
		if err := publish(folder, files("two")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("it is refused with %v, want %q", err, want)
		}
		if !same(read(t, folder), held) {
			t.Errorf("%s: the folder was changed", want)
		}
	}
}

// TestRunFailsFirst: what is in the way, or missing, is told before anything is
// built or written.
func TestRunFailsFirst(t *testing.T) {
	t.Setenv("CHROMIUM", "")
	t.Setenv("PATH", t.TempDir())
	out := t.TempDir()
	o := Options{Tag: tag.Tag{Portal: aude}, Out: out, Log: func(step string) { t.Errorf("it did begin: %s", step) }}
	folder := filepath.Join(out, aude)
	if err := write(folder, files("one")); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), o); err == nil || !strings.Contains(err.Error(), "install Chromium") {
		t.Errorf("without Chromium it says %v", err)
	}
	if !same(read(t, folder), files("one")) {
		t.Error("without Chromium, the earlier proof is changed")
	}
	if err := os.WriteFile(filepath.Join(folder, "note.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), o); err == nil || !strings.Contains(err.Error(), "note.txt is not of the earlier proof") {
		t.Errorf("with a note in the folder it says %v", err)
	}
}
