package preferences

import (
	"encoding/json"
	"math"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzDecode: Decode reads what the standard library reads, and what it reads is written and read
// again unchanged.
func FuzzDecode(f *testing.F) {
	for _, c := range readCases(f).Reads {
		for _, value := range Values(c.Cookie) {
			f.Add(value, c.Now)
		}
	}
	longest := Preferences{Charter: strings.Repeat("v", 32), Asked: everyName, Timestamp: 1 << 62}
	f.Add(Encode(longest), longest.Timestamp)
	f.Fuzz(func(t *testing.T, value string, milliseconds int64) {
		now := time.UnixMilli(milliseconds)
		p, ok := Decode(value, now)
		if want, wantOK := decodeByLibrary(value, now); ok != wantOK || p != want {
			t.Fatalf("%q: got %+v %v, want %+v %v", value, p, ok, want, wantOK)
		}
		if !ok {
			return
		}
		encoded := Encode(p)
		if again, ok := Decode(encoded, now); !ok || again != p {
			t.Fatalf("%q: %+v, then %+v %v", value, p, again, ok)
		}
		if len(encoded) > 512 || strings.ContainsFunc(encoded, notInCookie) {
			t.Fatalf("%s is no cookie value", encoded)
		}
		if age := p.MaxAge(now); age < 0 || age > 15_552_000 {
			t.Fatalf("%q: Max-Age=%d", value, age)
		}
	})
}

// notInCookie reports whether a cookie's value may not have a character (RFC 6265bis, section
// 4.1.1).
func notInCookie(c rune) bool {
	return c <= ' ' || c >= 0x7F || strings.ContainsRune(`",;\`, c)
}

// decodeByLibrary is Decode, written with the standard library.
func decodeByLibrary(value string, now time.Time) (Preferences, bool) {
	text, err := url.PathUnescape(value)
	if err != nil || len(CookieName+value) > MaxSize ||
		!utf8.ValidString(value) || !utf8.ValidString(text) {
		return Preferences{}, false
	}
	var members map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &members) != nil {
		return Preferences{}, false
	}
	var p Preferences
	for _, name := range append(Optional(), Functional) {
		raw, known := members[string(name)]
		if known && string(raw) != "true" && string(raw) != "false" {
			return Preferences{}, false
		}
		p = p.With(name, string(raw) == "true")
	}
	if raw, known := members["charter"]; known {
		if json.Unmarshal(raw, &p.Charter) != nil || !ValidVersion(p.Charter) {
			return Preferences{}, false
		}
	}
	asked, err := strconv.ParseFloat(string(members["asked"]), 64)
	if err == nil && asked > 0 && asked < 512 && asked == math.Trunc(asked) {
		p.Asked = Set(asked)
	}
	number, err := strconv.ParseFloat(string(members["timestamp"]), 64)
	if err != nil || number < 1 || number >= 1<<63 {
		return Preferences{}, false
	}
	p.Timestamp = int64(number)
	age := now.Sub(time.UnixMilli(p.Timestamp))
	if age < -24*time.Hour || age >= 180*24*time.Hour {
		return Preferences{}, false
	}
	return p, true
}
