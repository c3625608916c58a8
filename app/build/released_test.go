//go:build !js

package build

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// TestReleasedRecords: a choice made with a version counts in all later ones. testdata/released has
// the records that each version writes, with what they allow. Today's are those of [Version]: once
// it is published, a change of theirs needs a new version, with a file of its own.
func TestReleasedRecords(t *testing.T) {
	const current = "testdata/released/" + Version + ".txt"
	var today strings.Builder
	for _, c := range []banner.Config{
		{},
		{Version: "915fae8b"},
		{Version: "a1", Categories: preferences.Categories[:2], Trackers: preferences.Trackers[:2]},
		{Exempt: []preferences.Name{preferences.Matomo}},
		{Services: []banner.Service{{Name: "umap"}, {Name: "youtube"}}},
	} {
		for _, draft := range []preferences.Preferences{
			banner.Everything(c), {},
			preferences.Preferences{Allowed: preferences.SetOf(preferences.Statistics)}.With("umap", true),
		} {
			p := banner.RecordOf(c, draft)
			p.Timestamp = made.UnixMilli()
			fmt.Fprintf(&today, "%s\t%s\n", preferences.Encode(p), allowed(p))
		}
	}
	text, err := os.ReadFile(current)
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != today.String() {
		t.Errorf("%s is\n%s\nwant\n%s", current, text, &today)
	}
	files, err := filepath.Glob("testdata/released/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are %d released versions (%v)", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			value, want, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			p, ok := preferences.Decode(value, made.Add(time.Hour))
			if !ok || allowed(p) != want {
				t.Errorf("%s: %s allows %q (%v), want %q", file, value, allowed(p), ok, want)
			}
		}
	}
}

// made is when the released records were made.
var made = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

// allowed are the names that a record allows, with spaces between them.
func allowed(p preferences.Preferences) string {
	var names []string
	for _, n := range append(preferences.Optional(), p.Services()...) {
		if p.Allows(n) {
			names = append(names, string(n))
		}
	}
	return strings.Join(names, " ")
}
