package preferences

import (
	"net/http"
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
	p := Preferences{Statistics: true, Timestamp: now.UnixMilli()}
	want := Encode(p)
	for _, version := range []string{`"`, "a b", "a;b", "é", "\xff", strings.Repeat("a", 33)} {
		p.Charter = version
		if got := Encode(p); got != want {
			t.Errorf("%q: got %s, want %s", version, got, want)
		}
	}
}

// TestLongestValue: the largest value is as short as Encode's documentation says.
func TestLongestValue(t *testing.T) {
	p := Preferences{Charter: strings.Repeat("a", MaxVersion), Asked: everyName,
		Timestamp: -1 << 63}
	if value := Encode(p); len(value) >= 512 {
		t.Errorf("the value has %d bytes", len(value))
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

func TestHuge(t *testing.T) {
	good := "cookies_preferences=" + Encode(Preferences{Timestamp: now.UnixMilli()})
	for _, filling := range []string{"x", ";", "%", "[", "cookies_preferences=;"} {
		huge := strings.Repeat(filling, 1<<20/len(filling))
		if _, ok := FromHeader([]string{huge, good, huge}, now); !ok {
			t.Errorf("a megabyte of %q spoils the choice", filling)
		}
	}
}

// TestClocks: a clock at an end of time neither panics nor makes a choice last.
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

// TestSetCookieIsParsedByHTTP: net/http reads in SetCookie's text what was put there.
func TestSetCookieIsParsedByHTTP(t *testing.T) {
	p := Preferences{Statistics: true, Charter: "0a1b2c3d", Timestamp: now.UnixMilli() - 1000}
	for _, a := range []Attributes{{}, {Secure: true}, {Secure: true, Domain: ".data.aude.fr"}} {
		for line, want := range map[string]http.Cookie{
			SetCookie(p, a, now): {Value: Encode(p), MaxAge: 15_551_999},
			Clear(a):             {MaxAge: -1}, // net/http's notation of Max-Age=0
		} {
			want.Name, want.Path, want.SameSite = CookieName, "/", http.SameSiteLaxMode
			want.Domain, want.Secure = a.Domain, a.Secure
			c, err := http.ParseSetCookie(line)
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			if c.String() != want.String() || len(c.Unparsed) > 0 {
				t.Errorf("%s is read as %s, want %s", line, c, &want)
			}
		}
	}
}
