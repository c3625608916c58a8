package fuzz

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/banner/preferences"
)

// FuzzCookie: the loader and Go find the same choice, or none, in any line of cookies. The loader
// never throws.
func FuzzCookie(f *testing.F) {
	l := newLoader(f)
	f.Fuzz(func(t *testing.T, line string, now int64, version string, asks uint16) {
		if now < 0 || now > 1<<50 {
			return // not the time of any clock
		}
		line = strings.ToValidUTF8(line, "\uFFFD") // like document.cookie
		version = strings.ToValidUTF8(version, "\uFFFD")
		asked := preferences.Set(asks) & 511
		got, err := l.readChoice(line, now, version, int(asked))
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		clock := time.UnixMilli(now)
		values := preferences.Values(line)
		want, ok := preferences.Choose(values, clock)
		ok = ok && want.Fits(version) && want.Covers(asked)
		if ok != (got.Record != nil) {
			t.Fatalf("%q: the loader reads %v, Go %+v %v", line, got.Record, want, ok)
		}
		if !ok {
			return
		}
		checkRecord(t, got.Record, want)
		if got.Value == nil {
			if len(values) < 2 || want.Statistics || want.GoogleAnalytics {
				t.Fatalf("%q: no value holds %+v", line, want)
			}
			return
		}
		p, _ := preferences.Decode(*got.Value, clock)
		if p != want || !slices.Contains(values, *got.Value) {
			t.Fatalf("%q: the value is %q, want one of %+v", line, *got.Value, want)
		}
	})
}

// checkRecord checks that the loader's record has the same members as Go's, and no more.
func checkRecord(t *testing.T, got map[string]any, want preferences.Preferences) {
	t.Helper()
	expected := map[string]any{"functional_cookies": true, "timestamp": float64(want.Timestamp)}
	for _, n := range slices.Concat(preferences.Categories[:], preferences.Trackers[:]) {
		expected[string(n)] = want.Allows(n)
	}
	if want.Charter != "" {
		expected["charter"] = want.Charter
	}
	if want.Asked != 0 {
		expected["asked"] = float64(want.Asked)
	}
	for name, value := range expected {
		if got[name] != value {
			t.Errorf("%s is %v, Go says %v", name, got[name], value)
		}
	}
	if len(got) != len(expected) {
		t.Errorf("the loader has %v, Go %v", got, expected)
	}
}

// journalLifetime and journalAhead are how long an entry counts, and how far ahead it may be
// dated, in ms: the same as for a choice.
const (
	journalLifetime = 180 * 24 * 60 * 60 * 1000
	journalAhead    = 24 * 60 * 60 * 1000
)

// FuzzJournal: in any text of localStorage, an entry counts only if it is a choice about what the
// page asks, newer than the cookie's and not expired.
func FuzzJournal(f *testing.F) {
	l := newLoader(f)
	f.Fuzz(func(t *testing.T, stored string, now, newest int64, declared uint8) {
		if now < 0 || now > 1<<50 || newest < 0 || newest > 1<<50 {
			return
		}
		trackers := []preferences.Name{}
		for i, n := range preferences.Trackers {
			if declared>>i&1 == 1 {
				trackers = append(trackers, n)
			}
		}
		entries, err := l.journal(stored, now, newest, trackers)
		if err != nil {
			t.Fatalf("%q: %v", stored, err)
		}
		about, err := json.Marshal([]any{"1", trackers, nil})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			age := float64(now) - e.At
			old := math.IsNaN(age) || age < -journalAhead || age >= journalLifetime
			if e.About != string(about) || e.At <= float64(newest) || old {
				t.Errorf("%q: %+v counts", stored, e)
			}
			switch e.Choice {
			case "accept", "refuse":
			case "allow":
				name, _ := e.Name.(string)
				asked := slices.Concat(preferences.Categories[:], trackers)
				if !slices.Contains(asked, preferences.Name(name)) {
					t.Errorf("%q: %+v counts, but the page does not ask about it", stored, e)
				}
			default:
				t.Errorf("%q: %+v counts", stored, e)
			}
		}
		if len(entries) > strings.Count(stored, "{") {
			t.Errorf("%q gives %d entries", stored, len(entries))
		}
	})
}
