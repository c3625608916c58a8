package preferences

import (
	"strconv"
	"strings"
)

// Encode returns the cookie's value: encodeURIComponent of compact JSON, with the keys in this
// order: functional_cookies, those of [Optional], the services that were asked about, charter,
// asked, timestamp. Every name is written, so a refusal never reads as a missing answer. charter is
// left out if it is no [ValidVersion], asked if it is empty or has an unknown bit.
//
// The value has fewer than 512 bytes, and 49 at most for each service, all of which a cookie may
// hold (RFC 6265bis, section 4.1.1).
func Encode(p Preferences) string {
	text := make([]byte, 0, 256)
	text = append(text, '{')
	for _, name := range append([]Name{Functional}, Optional()...) {
		text = append(text, `"`+string(name)+`":`...)
		text = strconv.AppendBool(text, p.Allows(name))
		text = append(text, ',')
	}
	text = append(text, p.services...)
	if ValidVersion(p.Charter) {
		text = append(text, `"`+keyCharter+`":"`+p.Charter+`",`...)
	}
	if p.Asked != 0 && p.Asked&^everyName == 0 {
		text = append(text, `"`+keyAsked+`":`...)
		text = strconv.AppendUint(text, uint64(p.Asked), 10)
		text = append(text, ',')
	}
	text = append(text, `"`+keyTimestamp+`":`...)
	text = strconv.AppendInt(text, p.Timestamp, 10)
	text = append(text, '}')
	cookie := string(text)
	for _, e := range escapes {
		cookie = strings.ReplaceAll(cookie, e[0], e[1])
	}
	return cookie
}

// The keys of the cookie's JSON that are no [Name].
const (
	keyCharter   = "charter"
	keyAsked     = "asked"
	keyTimestamp = "timestamp"
)

// escapes are encodeURIComponent for the only characters of the JSON that it escapes. A
// strings.Replacer would do the same, and weigh 6 kB in the program.
var escapes = [][2]string{{"{", "%7B"}, {"}", "%7D"}, {`"`, "%22"}, {":", "%3A"}, {",", "%2C"}}
