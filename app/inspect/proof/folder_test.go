//go:build !js

package proof

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/tag"
)

// TestPublish: a proof is written whole or not at all, and replaces no other.
func TestPublish(t *testing.T) {
	out := t.TempDir()
	clash := map[string][]byte{"images": nil, "images/bandeau.png": nil}
	if err := publish(filepath.Join(out, "autre.example"), clash); err == nil {
		t.Error("a file and a folder of the same name were written")
	}
	folder := filepath.Join(out, aude)
	for _, picture := range []string{"first", "second"} {
		err := publish(folder, map[string][]byte{"images/bandeau.png": []byte(picture)})
		if (err == nil) != (picture == "first") {
			t.Errorf("the error of the %s proof is %v", picture, err)
		}
	}
	held, err := os.ReadFile(filepath.Join(folder, "images/bandeau.png"))
	if err != nil || string(held) != "first" {
		t.Errorf("the proof holds %q: %v", held, err)
	}
	if entries, err := os.ReadDir(out); err != nil || len(entries) != 1 {
		t.Errorf("there is something left beside the proof: %v, %v", entries, err)
	}
}

// TestRunFailsFirst: a folder in the way, or a missing browser, is reported before anything
// is built or written.
func TestRunFailsFirst(t *testing.T) {
	t.Setenv("CHROMIUM", "")
	t.Setenv("PATH", t.TempDir())
	out := t.TempDir()
	o := Options{Tag: tag.Tag{Script: script, Portal: aude}, Out: out,
		Log: func(step string) { t.Errorf("the run began: %s", step) }}
	if _, err := Run(t.Context(), o); err == nil || !strings.Contains(err.Error(), "installez-le") {
		t.Errorf("without Chromium the error is %v", err)
	}
	folder := filepath.Join(out, aude)
	if _, err := os.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without Chromium a folder was made: %v", err)
	}
	if err := build.WriteFiles(folder, map[string][]byte{"note.txt": nil}); err != nil {
		t.Fatal(err)
	}
	_, err := Run(t.Context(), o)
	if err == nil || !strings.Contains(err.Error(), "n’est pas vide") {
		t.Errorf("with an earlier proof the error is %v", err)
	}
}
