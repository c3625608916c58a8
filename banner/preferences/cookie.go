package preferences

import (
	"strings"
	"time"
)

// ahead is how far in the future a choice may have been made, since clocks disagree.
const ahead = 24 * time.Hour

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

// isToken reports whether a text is not empty and has only ASCII letters, digits and the given
// punctuation.
func isToken(text, punctuation string) bool {
	for _, c := range []byte(text) {
		alphanumeric := '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
		if !alphanumeric && strings.IndexByte(punctuation, c) < 0 {
			return false
		}
	}
	return text != ""
}
