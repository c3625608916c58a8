package preferences

import (
	"bytes"
	"encoding/json"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzDecode: Decode never panics, reads what encoding/json reads, and what it
// reads is written and read again as the same.
func FuzzDecode(f *testing.F) {
	for _, c := range readCases(f).Reads {
		for _, value := range Values(c.Cookie) {
			f.Add(value, c.Now)
		}
	}
	f.Fuzz(func(t *testing.T, value string, milliseconds int64) {
		now := time.UnixMilli(milliseconds)
		p, ok := Decode(value, now)
		if want, wantOK := decodeByLibrary(value, now); ok != wantOK || p != want {
			t.Fatalf("%q: got %+v %v, encoding/json %+v %v", value, p, ok, want, wantOK)
		}
		if !ok {
			return
		}
		encoded := Encode(p)
		if again, ok := Decode(encoded, now); !ok || again != p {
			t.Fatalf("%q: %+v, then %+v %v", value, p, again, ok)
		}
		if len(encoded) > 512 || strings.ContainsFunc(encoded, notCookieOctet) {
			t.Fatalf("%s is no cookie value", encoded)
		}
		if age := p.MaxAge(now); age < 0 || age > 15_552_000 {
			t.Fatalf("%q: Max-Age=%d", value, age)
		}
	})
}

// FuzzReadObject holds the reader of JSON to encoding/json, for texts that a
// cookie could hold.
func FuzzReadObject(f *testing.F) {
	for _, c := range readCases(f).Reads {
		for _, value := range Values(c.Cookie) {
			if text, ok := unescape(value); ok {
				f.Add(text)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > MaxSize {
			return
		}
		got, ok := readObject(text)
		var want map[string]json.RawMessage
		wantOK := json.Unmarshal([]byte(text), &want) == nil && want != nil
		if ok != wantOK {
			t.Fatalf("%q: got %v, encoding/json %v", text, ok, wantOK)
		}
		for key, raw := range want {
			if v, known := got[key]; known && !sameValue(t, v, raw) {
				t.Fatalf("%q: %q is %+v, want %s", text, key, v, raw)
			} else if !known && !strings.Contains(text, `\u`) {
				t.Fatalf("%q: %q is missing", text, key)
			}
		}
	})
}

// sameValue compares a value with the text it was read from.
func sameValue(t *testing.T, v jsonValue, raw json.RawMessage) bool {
	switch raw[0] {
	case '"':
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			t.Fatal(err)
		}
		beyond := bytes.Contains(raw, []byte(`\u`)) && strings.ContainsFunc(text, func(r rune) bool { return r > 0xFFFF })
		return v.kind == '"' && (v.text == text || beyond)
	case 't', 'f', 'n', '[', '{':
		return v == jsonValue{kind: raw[0]}
	}
	return v == jsonValue{'0', string(raw)}
}

// FuzzValues: the pairs found are those that a plain reading of RFC 6265bis
// finds, choosing among them never panics, and their order doesn't matter.
func FuzzValues(f *testing.F) {
	for _, c := range readCases(f).Reads {
		f.Add(c.Cookie, c.Now)
	}
	f.Fuzz(func(t *testing.T, line string, milliseconds int64) {
		var want []string
		for _, pair := range strings.Split(line, ";") {
			if i := strings.Index(pair, "="); i >= 0 && strings.Trim(pair[:i], " \t") == "cookies_preferences" {
				want = append(want, strings.Trim(pair[i+1:], " \t"))
			}
		}
		values := Values(line)
		if !slices.Equal(values, want) {
			t.Fatalf("%q: got %q, want %q", line, values, want)
		}

		now := time.UnixMilli(milliseconds)
		p, winner, ok := choose(values, now)
		if winner >= 0 {
			if won, valid := Decode(values[winner], now); !valid || won != p {
				t.Fatalf("%q: %+v, but the winner is %+v", line, p, won)
			}
		}
		for range values {
			values = append(values[1:], values[0])
			slices.Reverse(values[1:])
			again, w, againOK := choose(values, now)
			if again != p || againOK != ok || (w < 0) != (winner < 0) {
				t.Fatalf("%q: got %+v in one order, %+v in another", line, p, again)
			}
		}
	})
}

// notCookieOctet reports whether a character may not stand in a cookie's value
// (RFC 6265bis, section 4.1.1).
func notCookieOctet(c rune) bool {
	return c <= ' ' || c >= 0x7F || strings.ContainsRune(`",;\`, c)
}

// decodeByLibrary is Decode, written with the standard library.
func decodeByLibrary(value string, now time.Time) (Preferences, bool) {
	text, err := url.PathUnescape(value)
	if err != nil || len(CookieName+value) > MaxSize || !utf8.ValidString(value) || !utf8.ValidString(text) {
		return Preferences{}, false
	}
	var members map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &members) != nil {
		return Preferences{}, false
	}
	var p Preferences
	for _, name := range slices.Concat([]Name{Functional}, Categories[:], Trackers[:]) {
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
	if asked, err := strconv.ParseFloat(string(members["asked"]), 64); err == nil && asked > 0 && asked < 512 && asked == math.Trunc(asked) {
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
