package preferences

import "strconv"

// Encode returns the cookie's value: encodeURIComponent of compact JSON, whose
// keys are always in the order functional_cookies, [Categories], [Trackers],
// charter, asked, timestamp. Every name is written, so that a refusal is never
// read as a missing answer; charter is left out when it is empty or no
// [ValidVersion], asked when it is empty or has a bit that stands for nothing.
//
// The value holds only octets that a cookie may (RFC 6265bis, section 4.1.1,
// cookie-octet), and fewer than 512 of them.
func Encode(p Preferences) string {
	text := make([]byte, 0, 256)
	text = append(text, '{')
	text = appendBoolean(text, Functional, true)
	for _, name := range Categories {
		text = appendBoolean(text, name, p.Allows(name))
	}
	for _, name := range Trackers {
		text = appendBoolean(text, name, p.Allows(name))
	}
	if ValidVersion(p.Charter) {
		text = append(text, `"`+keyCharter+`":"`+p.Charter+`",`...)
	}
	if validSet(p.Asked) {
		text = append(text, `"`+keyAsked+`":`...)
		text = strconv.AppendUint(text, uint64(p.Asked), 10)
		text = append(text, ',')
	}
	text = append(text, `"`+keyTimestamp+`":`...)
	text = strconv.AppendInt(text, p.Timestamp, 10)
	text = append(text, '}')
	return escape(string(text))
}

// The keys of the cookie's JSON that are no [Name].
const (
	keyCharter   = "charter"
	keyAsked     = "asked"
	keyTimestamp = "timestamp"
)

// validSet reports whether a set is not empty and holds nothing unknown.
func validSet(s Set) bool { return s != 0 && s&^everyName == 0 }

// appendBoolean appends one member of the object, and the comma after it: the
// timestamp is always the last.
func appendBoolean(text []byte, name Name, allowed bool) []byte {
	text = append(text, `"`+string(name)+`":`...)
	text = strconv.AppendBool(text, allowed)
	return append(text, ',')
}
