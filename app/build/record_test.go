//go:build !js

package build

import (
	"testing"

	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// TestRecordTemplate: the loader writes what Go writes, for every draft on pages that declare
// nothing and everything, or services. The build itself compares what it writes on every page.
func TestRecordTemplate(t *testing.T) {
	root, err := moduleRoot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	template, err := recordTemplate(root)
	if err != nil {
		t.Fatal(err)
	}
	fill, err := recordFiller(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []banner.Config{
		{},
		{Version: "a1", Categories: preferences.Categories, Trackers: preferences.Trackers},
		{Services: servicesOf[2]},
	} {
		for set := range 1 << len(preferences.Optional()) {
			draft := preferences.Preferences{Allowed: preferences.Set(set)}
			for i, n := range serviceNames(c) {
				draft = draft.With(n, set>>i&1 == 1)
			}
			p := banner.RecordOf(c, draft)
			p.Timestamp = int64(set) + 1
			got, err := fill(template, c, draft, p.Timestamp)
			if want := preferences.Encode(p); err != nil || got != want {
				t.Fatalf("%+v: the loader writes %s (%v), want %s", c, got, err, want)
			}
		}
	}
}
