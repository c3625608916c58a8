//go:build !js || workshop

package preferences

// The banner's program does without this file: the loader hands it the choice, and encoding/json
// would make it a twentieth larger. The workshop's program reads cookies.

import (
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"time"
	"unicode/utf8"
)

// Decode reads the cookie's value as the portal's own reader does: decodeURIComponent, then
// JSON.parse. If the value is no choice, it returns the zero Preferences and false.
//
// Raw JSON is read like percent-encoded JSON. A missing category or tracker is refused, and the
// last of two equal keys counts. A [ValidService] that is true or false is a service's answer;
// answers are in the order of the services' names. Any other key is ignored. functional_cookies
// counts as true, a timestamp loses its fraction, and an asked that is not the number of a [Set] is
// ignored. A record without charter is a choice: the platform's own banner writes none.
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
	p, ok := parse(value)
	if !ok || remaining(p.Timestamp, now) == 0 {
		return Preferences{}, false
	}
	return p, true
}

// parse reads a value of any age and length.
func parse(value string) (p Preferences, ok bool) {
	text, err := url.PathUnescape(value)
	if err != nil || !utf8.ValidString(value) || !utf8.ValidString(text) {
		return p, false
	}
	// For a struct, encoding/json would accept keys in any case.
	var members map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &members) != nil {
		return p, false
	}
	for _, key := range slices.Sorted(maps.Keys(members)) { // so that equal choices are ==
		if !p.set(key, members[key]) {
			return p, false
		}
	}
	return p, true
}

// set takes over a member of the JSON object. It reports false if its value is not allowed.
func (p *Preferences) set(key string, raw json.RawMessage) (ok bool) {
	switch name := Name(key); {
	case name.Category() != "":
		*p = p.With(name, string(raw) == "true")
		return isBool(raw)
	case ValidService(name) && isBool(raw):
		*p = p.With(name, string(raw) == "true")
	case key == keyCharter:
		return json.Unmarshal(raw, &p.Charter) == nil && ValidVersion(p.Charter)
	case key == keyAsked:
		if n, ok := number(raw); ok && n <= float64(everyName) && n == float64(Set(n)) {
			p.Asked = Set(n)
		}
	case key == keyTimestamp:
		n, ok := number(raw)
		p.Timestamp = int64(n)
		return ok
	}
	return true
}

func isBool(raw json.RawMessage) bool { return string(raw) == "true" || string(raw) == "false" }

// number reads a JSON number from 0 up to what an int64 can hold.
func number(raw json.RawMessage) (n float64, ok bool) {
	err := json.Unmarshal(raw, &n)
	return n, err == nil && n >= 0 && n < 1<<63
}
