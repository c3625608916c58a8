//go:build !js || workshop

package preferences

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// These are the cases that testdata/cookies.json cannot hold: invalid UTF-8, values that JavaScript
// never makes, Go's own types.

var now = time.UnixMilli(1767225600000) // 2026-01-01 00:00 UTC

func TestNames(t *testing.T) {
	for _, name := range Optional() {
		p := Preferences{}.With(name, true)
		for _, other := range Optional() {
			if p.Allows(other) != (other == name) {
				t.Errorf("with %s alone, %s: %v", name, other, p.Allows(other))
			}
		}
		if p.With(name, false) != (Preferences{}) {
			t.Errorf("%s cannot be taken back", name)
		}
	}
	for _, name := range []Name{Functional, "", "GA", "charter", "timestamp", "__proto__"} {
		p := Preferences{}.With(name, true)
		if p != (Preferences{}) || p.Allows(name) != (name == Functional) {
			t.Errorf("%q: %+v", name, p)
		}
	}
}

func TestFollowStatistics(t *testing.T) {
	p := Preferences{Allowed: SetOf(Internal, Piano), Timestamp: 1}
	if got := p.FollowStatistics(); got != (Preferences{Allowed: SetOf(Internal), Timestamp: 1}) {
		t.Errorf("refused: %+v", got)
	}
	p = p.With(Statistics, true).FollowStatistics()
	for _, tracker := range Trackers {
		if !p.Allows(tracker) {
			t.Errorf("accepted: %s is refused", tracker)
		}
	}
}

func TestNoChoice(t *testing.T) {
	if got := (Preferences{}).Time(); !got.IsZero() {
		t.Errorf("the time of no choice is %v", got)
	}
	zero := CookieName + "=" + Encode(Preferences{})
	for _, headers := range [][]string{nil, {}, {""}, {"a=1", "cookies_preferences=true"}, {zero}} {
		if p, ok := FromHeader(headers, now); ok || p != (Preferences{}) {
			t.Errorf("%q: %+v %v", headers, p, ok)
		}
	}
}

// TestBadVersion: an invalid version gets into neither the JSON nor the cookie.
func TestBadVersion(t *testing.T) {
	p := Preferences{Allowed: SetOf(Statistics), Timestamp: now.UnixMilli()}
	want := Encode(p)
	for _, version := range []string{`"`, "a b", "a;b", "é", "\xff", strings.Repeat("a", 33)} {
		p.Charter = version
		if got := Encode(p); got != want {
			t.Errorf("%q: got %s, want %s", version, got, want)
		}
	}
}

func TestNotUTF8(t *testing.T) {
	good := Encode(Preferences{Timestamp: now.UnixMilli()})
	for _, value := range []string{
		good + "\xff",
		"\xef\xbb" + good,
		`{"` + "\xc3" + `":1,"timestamp":1767225600000}`,
		`{"%C3` + "\xa9" + `":1,"timestamp":1767225600000}`,
	} {
		if p, ok := Decode(value, now); ok {
			t.Errorf("%q: %+v", value, p)
		}
	}
	line := "a=\xff; \xff=b; cookies_preferences=" + good + "; \x80"
	if _, ok := FromHeader([]string{line}, now); !ok {
		t.Error("a neighbour that is not UTF-8 spoils the choice")
	}
}

// TestServices: a service has an answer once it has been given one, in that order, and equal
// choices read from a cookie are ==.
func TestServices(t *testing.T) {
	p := Preferences{Timestamp: now.UnixMilli()}
	p = p.With("youtube", false).With("a-b", true).With("youtube", true).With("a-b", true)
	if got := p.Services(); !slices.Equal(got, []Name{"youtube", "a-b"}) {
		t.Errorf("the services are %q", got)
	}
	for n, want := range map[Name][2]bool{
		"youtube": {true, true}, "a-b": {true, true}, "tube": {}, "b": {}, "youtube-2": {},
		`youtube":true,"a-b`: {}, Statistics: {},
	} {
		if got := [2]bool{p.Allows(n), p.Answers(n)}; got != want {
			t.Errorf("%q is allowed and answered: %v, want %v", n, got, want)
		}
	}
	if !p.Answers() || !p.Answers("a-b", "youtube") || p.Answers("youtube", "umap") {
		t.Error("a record answers for other services than it has")
	}
	read, ok := Decode(Encode(p), now)
	if !ok || read != (Preferences{Timestamp: p.Timestamp}).With("a-b", true).With("youtube", true) {
		t.Errorf("it is read as %+v", read)
	}
	for i := range MaxServices - 2 {
		p = p.With(Name(strings.Repeat("z", 31)+string(rune('a'+i))), i%2 == 0)
	}
	if size := len(CookieName + Encode(p)); size > MaxSize/2 {
		t.Errorf("the cookie has %d bytes", size)
	}
}
