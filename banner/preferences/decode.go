package preferences

import (
	"math"
	"strconv"
	"time"
	"unicode/utf8"
)

// ahead is how far in the future a choice may have been made, since clocks disagree.
const ahead = 24 * time.Hour

// Decode reads the cookie's value as the portal's own reader does: decodeURIComponent, then
// JSON.parse. If the value is no choice, it returns the zero Preferences and false.
//
// Raw JSON is read like percent-encoded JSON. A missing category or tracker is refused, an unknown
// key is ignored, and the last of two equal keys counts. functional_cookies counts as true, a
// timestamp loses its fraction, and an asked that is not the number of a [Set] is ignored. A record
// without charter is a choice: the platform's own banner writes none.
//
// These are no choices:
//
//   - a text that is not a JSON object, or has something after it;
//   - a known name that is neither true nor false;
//   - a charter that is no string or no [ValidVersion];
//   - a timestamp that is missing, no number, zero or less, more than 24 hours after now, or 180
//     days or more before now;
//   - a malformed escape, or bytes that are not UTF-8;
//   - a name and value of more than [MaxSize] bytes together.
func Decode(value string, now time.Time) (Preferences, bool) {
	if len(CookieName)+len(value) > MaxSize {
		return Preferences{}, false
	}
	text, ok := unescape(value)
	if !ok {
		return Preferences{}, false
	}
	members, ok := readObject(text)
	if !ok {
		return Preferences{}, false
	}
	p, ok := fromMembers(members)
	if !ok || remaining(p.Timestamp, now) == 0 {
		return Preferences{}, false
	}
	return p, true
}

// unescape is JavaScript's decodeURIComponent (ECMA-262, section 19.2.6.2). It fails if a % lacks
// its two hexadecimal digits, or if the bytes, escaped or not, are not UTF-8.
func unescape(escaped string) (string, bool) {
	text := make([]byte, 0, len(escaped))
	for i := 0; i < len(escaped); i++ {
		c := escaped[i]
		if c == '%' {
			code, ok := hexadecimal(escaped[i+1:], 2)
			if !ok {
				return "", false
			}
			c, i = byte(code), i+2
		}
		text = append(text, c)
	}
	return string(text), utf8.ValidString(escaped) && utf8.Valid(text)
}

// hexadecimal reads the number in the first digits of a text.
func hexadecimal(text string, digits int) (rune, bool) {
	if len(text) < digits {
		return 0, false
	}
	number, err := strconv.ParseUint(text[:digits], 16, 32)
	return rune(number), err == nil
}

// fromMembers reads the choice from the JSON object's members. It doesn't check its age.
func fromMembers(members map[string]jsonValue) (p Preferences, ok bool) {
	for key, v := range members {
		name := Name(key)
		switch {
		case name.Category() != "":
			if v.kind != 't' && v.kind != 'f' {
				return Preferences{}, false
			}
			p = p.With(name, v.kind == 't')
		case key == keyCharter:
			if v.kind != '"' || !ValidVersion(v.text) {
				return Preferences{}, false
			}
			p.Charter = v.text
		case key == keyAsked:
			if n := v.number(); n >= 0 && n <= float64(everyName) && n == float64(Set(n)) {
				p.Asked = Set(n)
			}
		case key == keyTimestamp:
			n := v.number()
			if !(n > 0 && n < 1<<63) {
				return Preferences{}, false
			}
			p.Timestamp = int64(n)
		}
	}
	return p, true
}

// number returns a JSON number, NaN for any other value.
func (v jsonValue) number() float64 {
	if v.kind == '0' {
		if n, err := strconv.ParseFloat(v.text, 64); err == nil {
			return n
		}
	}
	return math.NaN()
}

// remaining returns for how many milliseconds a choice made at timestamp still counts, at most
// [Lifetime]. It is 0 if it doesn't count now.
func remaining(timestamp int64, now time.Time) int64 {
	clock := now.UnixMilli()
	if timestamp <= 0 || clock < timestamp-ahead.Milliseconds() {
		return 0
	}
	age := clock - timestamp
	if age >= Lifetime.Milliseconds() {
		return 0
	}
	return Lifetime.Milliseconds() - max(age, 0)
}
