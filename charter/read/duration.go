package read

import (
	"strconv"

	"cookies-preferences/charter/internal/shape"
)

// isDuration reports whether a text is nothing but a duration: « 13 mois », « le temps de la
// visite », "12 months at most".
func isDuration(text string) bool {
	list := words(text)
	hasUnit := false
	for i := 0; i < len(list); {
		s, n := senseAt(list[i:], units|aSpan|anAnd)
		if n == 0 {
			if _, _, ok := amount(list[i].text); !ok {
				return false
			}
			n = 1
		}
		_, unit, _ := amount(list[i].text)
		hasUnit = hasUnit || (s|unit)&units != 0
		i += n
	}
	return hasUnit
}

// amount reads a number, with or without a unit right behind it: "13", "1h", "24h".
func amount(s string) (n int, unit sense, ok bool) {
	end := 0
	for end < len(s) && shape.IsASCIIDigit(s[end]) {
		end++
	}
	n, err := strconv.Atoi(s[:end])
	if err != nil {
		return 0, 0, false
	}
	if end < len(s) {
		unit = lexicons().senses[s[end:]] & units
		return n, unit, unit != 0
	}
	return n, 0, true
}
