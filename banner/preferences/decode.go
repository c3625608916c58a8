package preferences

import (
	"strconv"
	"time"
)

// ahead is how far in the future a choice may have been made, for clocks that
// disagree.
const ahead = 24 * time.Hour

// Decode reads the cookie's value as the portal's own reader does:
// decodeURIComponent, then JSON.parse. It reports false, and returns the zero
// Preferences, for what is no choice; it never panics.
//
// Raw JSON is read as well as percent-encoded JSON. A missing category or
// tracker is refused, an unknown key is ignored, the last of two equal keys
// wins. An asked that is no number of a [Set] counts as absent: it grants
// nothing. functional_cookies is taken for true whatever it says, and a timestamp
// loses its fraction. A record without charter is a choice: the platform's own
// banner writes none.
//
// No choice are
//
//   - what is no JSON object, or has anything after it;
//   - a known name that is neither true nor false, null included;
//   - a charter that is no string or no [ValidVersion];
//   - a timestamp that is missing (its age can't be told), no number, zero or
//     less, more than 24 hours after now, or 180 days before now or longer;
//   - a malformed escape, and octets that are no UTF-8;
//   - name and value of more than [MaxSize] octets together.
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

// fromMembers reads the record from the JSON object's members. It knows the
// kinds of the values, not the time.
func fromMembers(members map[string]jsonValue) (p Preferences, ok bool) {
	for key, v := range members {
		name := Name(key)
		switch {
		case name == Functional || p.field(name) != nil:
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
			p.Asked = set(v)
		case key == keyTimestamp:
			if p.Timestamp, ok = milliseconds(v); !ok {
				return Preferences{}, false
			}
		}
	}
	return p, true
}

// milliseconds returns a JSON number without its fraction. It fails for any
// other value, and for what an int64 can't hold.
func milliseconds(v jsonValue) (int64, bool) {
	if v.kind != '0' {
		return 0, false
	}
	number, err := strconv.ParseFloat(v.text, 64)
	if err != nil || number <= -1<<63 || number >= 1<<63 {
		return 0, false
	}
	return int64(number), true
}

// set returns the set that a JSON number stands for; empty for any other value.
func set(v jsonValue) Set {
	number, err := strconv.ParseFloat(v.text, 64)
	if v.kind != '0' || err != nil || number < 0 || number > float64(everyName) || number != float64(Set(number)) {
		return 0
	}
	return Set(number)
}

// remaining returns for how many milliseconds a choice made at timestamp still
// holds, [Lifetime] at most: 0 when it is no choice now.
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
