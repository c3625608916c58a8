package loaderfuzz

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/banner/preferences"
)

// FuzzCookie: the loader and Go find the same choice, or none, in any line of
// cookies. Whatever the line, the loader does not throw.
func FuzzCookie(f *testing.F) {
	l := newLoader(f)
	f.Fuzz(func(t *testing.T, line string, now int64, version string, asks uint16) {
		if now < 0 || now > 1<<50 {
			return // no clock says that
		}
		line = strings.ToValidUTF8(line, "\uFFFD") // as document.cookie has it
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
		} else if p, _ := preferences.Decode(*got.Value, clock); p != want || !slices.Contains(values, *got.Value) {
			t.Fatalf("%q: the value is %q, which is not %+v", line, *got.Value, want)
		}
	})
}

// checkRecord holds a record of the loader's to Go's: the same names, and no more.
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

// journalLifetime and journalAhead are for how long an entry counts, and how far
// ahead it may be dated, in ms: as a choice.
const (
	journalLifetime = 180 * 24 * 60 * 60 * 1000
	journalAhead    = 24 * 60 * 60 * 1000
)

// FuzzJournal: of any text in localStorage, only those entries count that are a
// choice about what the page asks, made after the cookie's and not outdated.
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
			if e.About != string(about) || e.At <= float64(newest) || math.IsNaN(age) || age < -journalAhead || age >= journalLifetime {
				t.Errorf("%q: %+v counts", stored, e)
			}
			switch e.Choice {
			case "accept", "refuse":
			case "allow":
				name, _ := e.Name.(string)
				if !slices.Contains(slices.Concat(preferences.Categories[:], trackers), preferences.Name(name)) {
					t.Errorf("%q: %+v counts, and allows what is not asked about", stored, e)
				}
			default:
				t.Errorf("%q: %+v counts", stored, e)
			}
		}
		if len(entries) > strings.Count(stored, "{") {
			t.Errorf("%q has %d entries", stored, len(entries))
		}
	})
}

// TestJournal: what is well-formed does count.
func TestJournal(t *testing.T) {
	l := newLoader(t)
	for stored, want := range map[string]int{
		`[{"choice":"accept","name":"","at":1000,"about":"[\"1\",[\"ga\"],null]"}]`:                                                                                 1,
		`[{"choice":"allow","name":"ga","at":1000,"about":"[\"1\",[\"ga\"],null]"},{"choice":"allow","name":"internal","at":1001,"about":"[\"1\",[\"ga\"],null]"}]`: 2,
		`[{"choice":"allow","name":"matomo","at":1000,"about":"[\"1\",[\"ga\"],null]"}]`:                                                                            0,
		`[{"choice":"allow","name":"functional_cookies","at":1000,"about":"[\"1\",[\"ga\"],null]"}]`:                                                                0,
	} {
		entries, err := l.journal(stored, 1000, 0, []preferences.Name{preferences.GoogleAnalytics})
		if err != nil || len(entries) != want {
			t.Errorf("%s: %d entries, %v; want %d", stored, len(entries), err, want)
		}
	}
}
