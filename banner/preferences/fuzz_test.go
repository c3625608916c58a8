//go:build !js || workshop

package preferences

import (
	"strings"
	"testing"
	"time"
)

// FuzzDecode: what Decode reads is written and read again unchanged. FuzzCookie, in
// app/internal/fuzz, compares it with the loader's reader.
func FuzzDecode(f *testing.F) {
	for _, c := range readCases(f).Reads {
		for _, value := range Values(c.Cookie) {
			f.Add(value, c.Now)
		}
	}
	longest := Preferences{Charter: strings.Repeat("v", 32), Asked: everyName, Timestamp: 1 << 62}
	for i := range MaxServices {
		longest = longest.With(Name(strings.Repeat("z", 31)+string(rune('a'+i))), false)
	}
	f.Add(Encode(longest), longest.Timestamp)
	f.Fuzz(func(t *testing.T, value string, milliseconds int64) {
		now := time.UnixMilli(milliseconds)
		p, ok := Decode(value, now)
		if !ok {
			if p != (Preferences{}) {
				t.Fatalf("%q: no choice, but %+v", value, p)
			}
			return
		}
		encoded := Encode(p)
		if len(p.Services()) > MaxServices { // no portal declares as many
			return
		}
		if again, ok := Decode(encoded, now); !ok || again != p {
			t.Fatalf("%q: %+v, then %+v %v", value, p, again, ok)
		}
		if len(encoded) > 512+49*len(p.Services()) || strings.ContainsFunc(encoded, notInCookie) {
			t.Fatalf("%s is no cookie value", encoded)
		}
		if age := remaining(p.Timestamp, now) / 1000; age < 0 || age > 15_552_000 {
			t.Fatalf("%q: Max-Age=%d", value, age)
		}
	})
}

// notInCookie reports whether a cookie's value may not have a character (RFC 6265bis, section
// 4.1.1).
func notInCookie(c rune) bool {
	return c <= ' ' || c >= 0x7F || strings.ContainsRune(`",;\`, c)
}
