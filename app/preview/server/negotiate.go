//go:build !js

package server

import (
	"slices"
	"strconv"
	"strings"
)

// identity is the coding of a file sent as it is.
const identity = "identity"

// lowest is the weight of identity where the client does not name it: below the
// 0.001 that is the least a client can write.
const lowest = 0.0001

// negotiate picks the coding to send, among those available, the server's
// preferred first, as RFC 9110 (12.5.3) says; identity must be the last of
// them. It returns "" when the client accepts none. A client that sends no
// Accept-Encoding gets the file as it is.
func negotiate(headers, available []string) string {
	accepted := parseAccept(headers)
	best, weight := "", 0.0
	for _, coding := range available {
		if q := accepted.weight(coding); q > weight {
			best, weight = coding, q
		}
	}
	return best
}

// accept is a parsed Accept-Encoding: each coding's weight, from 0 to 1.
type accept map[string]float64

// parseAccept reads the lines of an Accept-Encoding. What is malformed counts as
// refused.
func parseAccept(headers []string) accept {
	accepted := make(accept)
	for item := range strings.SplitSeq(strings.Join(headers, ","), ",") {
		coding, parameters, _ := strings.Cut(item, ";")
		coding = strings.ToLower(strings.TrimSpace(coding))
		if coding == "x-gzip" { // RFC 9110, 8.4.1.3
			coding = "gzip"
		}
		if coding != "" {
			accepted[coding] = parseWeight(parameters)
		}
	}
	return accepted
}

// parseWeight reads "q=0.5"; without it the weight is 1.
func parseWeight(parameters string) float64 {
	name, value, found := strings.Cut(strings.TrimSpace(parameters), "=")
	if !found && name == "" {
		return 1
	}
	q, err := strconv.ParseFloat(value, 64)
	if err != nil || !strings.EqualFold(name, "q") || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}

// weight returns what a coding is worth to the client, 0 if refused. The file
// as it is, unless named, is accepted below everything else.
func (a accept) weight(coding string) float64 {
	if q, named := a[coding]; named {
		return q
	}
	q, any := a["*"]
	if coding == identity && (!any || q > 0) {
		return lowest
	}
	return q
}

// sameTag reports whether a list of If-None-Match holds an entity tag, compared
// weakly (RFC 9110, 13.1.2).
func sameTag(headers []string, tag string) bool {
	tags := strings.Split(strings.Join(headers, ","), ",")
	return slices.ContainsFunc(tags, func(candidate string) bool {
		candidate = strings.TrimSpace(candidate)
		return candidate == "*" || strings.TrimPrefix(candidate, "W/") == tag
	})
}
