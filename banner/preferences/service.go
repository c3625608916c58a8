package preferences

import (
	"strconv"
	"strings"
)

// MaxServices is how many services a portal may declare: with all their answers, the cookie stays
// well below [MaxSize].
const MaxServices = 20

// ValidService reports whether a name can be that of a service that a portal declares: a letter
// a-z, then 1 to 31 of a-z 0-9 and -, and no other key of the cookie.
func ValidService(n Name) bool {
	for i, c := range []byte(n) {
		letter := 'a' <= c && c <= 'z'
		if !letter && (i == 0 || c != '-' && (c < '0' || '9' < c)) {
			return false
		}
	}
	switch n {
	case keyAsked, keyCharter, keyTimestamp:
		return false
	}
	return 2 <= len(n) && len(n) <= 32 && n.row().name == ""
}

// answer is a service's answer as the cookie's JSON has it, with a comma.
func answer(n Name, allowed bool) string {
	return `"` + string(n) + `":` + strconv.FormatBool(allowed) + ","
}

// withService returns the choice with one service allowed or refused. One that has no answer yet
// comes last.
func (p Preferences) withService(n Name, allowed bool) Preferences {
	now, before := answer(n, allowed), answer(n, !allowed)
	switch {
	case strings.Contains(p.services, before):
		p.services = strings.Replace(p.services, before, now, 1)
	case !strings.Contains(p.services, now):
		p.services += now
	}
	return p
}

// Services returns the services that the visitor was asked about by name, in the cookie's order.
func (p Preferences) Services() (names []Name) {
	for member := range strings.SplitSeq(p.services, ",") {
		if name, _, ok := strings.Cut(member, ":"); ok {
			names = append(names, Name(strings.Trim(name, `"`)))
		}
	}
	return names
}

// Answers reports whether the visitor was asked about each of the services. If one was declared
// since, they were not, and are asked again.
func (p Preferences) Answers(services ...Name) bool {
	for _, n := range services {
		if !ValidService(n) || !strings.Contains(p.services, answer(n, true)) &&
			!strings.Contains(p.services, answer(n, false)) {
			return false
		}
	}
	return true
}
