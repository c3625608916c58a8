package preferences

import (
	"strings"
	"testing"
	"time"
)

// These are the cases that testdata/cookies.json can't hold: octets that are no
// UTF-8, values that JavaScript never makes, Go's own types.

var now = time.UnixMilli(1767225600000) // 2026-01-01 00:00 UTC

func TestNames(t *testing.T) {
	for _, name := range append(Categories[:], Trackers[:]...) {
		p := Preferences{}.With(name, true)
		for _, other := range append(Categories[:], Trackers[:]...) {
			if p.Allows(other) != (other == name) {
				t.Errorf("with %s alone, %s: %v", name, other, p.Allows(other))
			}
		}
		if p.With(name, false) != (Preferences{}) {
			t.Errorf("%s is not taken back", name)
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
	p := Preferences{Internal: true, Piano: true, Timestamp: 1}
	if got := p.FollowStatistics(); got != (Preferences{Internal: true, Timestamp: 1}) {
		t.Errorf("refused: %+v", got)
	}
	p = p.With(Statistics, true).FollowStatistics()
	for _, tracker := range Trackers {
		if !p.Allows(tracker) {
			t.Errorf("accepted: %s is refused", tracker)
		}
	}
}

func TestTime(t *testing.T) {
	if got := (Preferences{}).Time(); !got.IsZero() {
		t.Errorf("no choice: %v", got)
	}
	if got := (Preferences{Timestamp: now.UnixMilli()}).Time(); !got.Equal(now) {
		t.Errorf("got %v, want %v", got, now)
	}
}

func TestZeroValueIsNoChoice(t *testing.T) {
	for _, clock := range []time.Time{now, {}, time.UnixMilli(0), time.UnixMilli(1)} {
		if p, ok := Decode(Encode(Preferences{}), clock); ok {
			t.Errorf("at %v: %+v", clock, p)
		}
	}
}

func TestFoundNothing(t *testing.T) {
	for _, headers := range [][]string{nil, {}, {""}, {"a=1", "cookies_preferences=true"}} {
		if p, ok := FromHeader(headers, now); ok || p != (Preferences{}) {
			t.Errorf("%q: %+v %v", headers, p, ok)
		}
	}
}

// TestEncodeLeavesOutBadVersion: what is no version reaches neither the JSON
// nor the cookie.
func TestEncodeLeavesOutBadVersion(t *testing.T) {
	p := Preferences{Statistics: true, Timestamp: now.UnixMilli()}
	want := Encode(p)
	for _, version := range []string{`"`, "a b", "a;b", "é", "\xff", "\x00", "a\n", strings.Repeat("a", 33)} {
		p.Charter = version
		if got := Encode(p); got != want {
			t.Errorf("%q: got %s, want %s", version, got, want)
		}
		if ValidVersion(version) {
			t.Errorf("%q is valid", version)
		}
	}
}

// TestLongestValue holds the size to K1 and Encode's word.
func TestLongestValue(t *testing.T) {
	value := Encode(Preferences{Charter: strings.Repeat("a", MaxVersion), Timestamp: -1 << 63})
	if len(value) >= 512 {
		t.Errorf("%d octets", len(value))
	}
}

func TestNotUTF8(t *testing.T) {
	good := Encode(Preferences{Timestamp: now.UnixMilli()})
	for _, value := range []string{
		good + "\xff",
		"\xef\xbb" + good,
		`{"` + "\xc3" + `":1,"timestamp":1767225600000}`,
		`{"` + "\xed\xa0\x80" + `":1,"timestamp":1767225600000}`,
		`{"%C3` + "\xa9" + `":1,"timestamp":1767225600000}`,
		`{"` + "\xc3" + `%A9":1,"timestamp":1767225600000}`,
	} {
		if p, ok := Decode(value, now); ok {
			t.Errorf("%q: %+v", value, p)
		}
	}
	line := "a=\xff; \xff=b; cookies_preferences=" + good + "; \x80"
	if _, ok := FromHeader([]string{line}, now); !ok {
		t.Error("a neighbour that is no UTF-8 spoils the choice")
	}
}

func TestHuge(t *testing.T) {
	good := "cookies_preferences=" + Encode(Preferences{Timestamp: now.UnixMilli()})
	for _, filling := range []string{"x", ";", "=", " ", "%", "[", `{"a":`, "a=1;", "cookies_preferences=;"} {
		huge := strings.Repeat(filling, 1<<20/len(filling))
		if _, ok := Decode(huge, now); ok {
			t.Errorf("a megabyte of %q is a choice", filling)
		}
		if _, ok := FromHeader([]string{huge, good, huge}, now); !ok {
			t.Errorf("a megabyte of %q spoils the choice", filling)
		}
	}
}

// TestClocks: a clock at an end of time makes no choice last, and no panic.
func TestClocks(t *testing.T) {
	for _, clock := range []int64{-1 << 63, -1, 0, 1<<63 - 1} {
		for _, timestamp := range []int64{-1 << 63, -1, 0, now.UnixMilli(), 1<<63 - 1024} {
			p := Preferences{Timestamp: timestamp}
			near := timestamp > 0 && timestamp > clock-1e9 && timestamp < clock
			if age := p.MaxAge(time.UnixMilli(clock)); (age > 0) != near || age > 15_552_000 {
				t.Errorf("%d at %d: %d s", timestamp, clock, age)
			}
			if _, ok := Decode(Encode(p), time.UnixMilli(clock)); ok != near {
				t.Errorf("%d at %d is a choice: %v", timestamp, clock, ok)
			}
		}
	}
}

// TestEscape compares with what JavaScript's encodeURIComponent gives.
func TestEscape(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "",
		"AZaz09-_.!~*'()":         "AZaz09-_.!~*'()",
		"\x00\x1f !\"#$%&+,/":     "%00%1F%20!%22%23%24%25%26%2B%2C%2F",
		":;<=>?@[\\]^`{|}\x7f":    "%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D%7F",
		"é€😀\ufeff\ufffd\u0080߿ࠀ": "%C3%A9%E2%82%AC%F0%9F%98%80%EF%BB%BF%EF%BF%BD%C2%80%DF%BF%E0%A0%80",
	} {
		if got := escape(text); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
		if got, ok := unescape(want); !ok || got != text {
			t.Errorf("%s: got %q %v, want %q", want, got, ok, text)
		}
	}
}
