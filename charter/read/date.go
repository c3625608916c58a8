package read

import (
	"strconv"

	"cookies-preferences/charter/internal/shape"
)

// updateOf returns the date of the last update that a text gives, as 2026-03-04, or as 2026-03 if
// it gives no day. It is empty if the text gives none. The words that announce a date come early.
func updateOf(list []word) string {
	const near = 8
	for i := range list[:min(near, len(list))] {
		if s, n := senseAt(list[i:], anUpdate); s != 0 {
			return dateIn(list[i+n:])
		}
	}
	return ""
}

// dateIn returns the first date of a list of words, in any of the usual orders.
func dateIn(list []word) string {
	const near = 8
	for i := range list[:min(near, len(list))] {
		if date := dateAt(list[i:]); date != "" {
			return date
		}
	}
	return ""
}

// dateAt reads a date that begins with the first word: 2025-11-17, 17/11/2025, « 17 novembre
// 2025 », "November 17, 2025", « novembre 2025 ».
func dateAt(list []word) string {
	var part [3]int
	month := -1 // which of them is in letters
	n := 0
	for i := 0; i < len(list) && n < 3; i++ {
		text := list[i].text
		if m, ok := lexicons().months[text]; ok && month < 0 {
			month, part[n] = n, m
		} else if v, ok := ordinal(text); ok {
			part[n] = v
		} else if n > 0 && (text == "de" || text == "del" || text == "of") {
			continue
		} else {
			break
		}
		n++
	}
	switch {
	case n == 3 && month == 1:
		return date(part[2], part[1], part[0])
	case n == 3 && month == 0:
		return date(part[2], part[0], part[1])
	case n >= 2 && month == 0:
		return date(part[1], part[0], 0)
	case n == 3 && month < 0 && part[0] > 31:
		return date(part[0], part[1], part[2])
	case n == 3 && month < 0 && part[1] > 12:
		return date(part[2], part[0], part[1]) // 11/17/2025
	case n == 3 && month < 0:
		return date(part[2], part[1], part[0])
	}
	return ""
}

// ordinal reads a number: "17", "1er", "3rd".
func ordinal(s string) (int, bool) {
	end := 0
	for end < len(s) && shape.IsASCIIDigit(s[end]) {
		end++
	}
	switch s[end:] {
	case "", "er", "st", "nd", "rd", "th", "o":
		n, err := strconv.Atoi(s[:end])
		return n, err == nil && n > 0
	}
	return 0, false
}

func date(year, month, day int) string {
	if year < 100 {
		year += 2000
	}
	switch {
	case year < 1990 || year > 2100 || month > 12 || day > 31:
		return ""
	case day == 0:
		return strconv.Itoa(year) + twoDigits(month)
	}
	return strconv.Itoa(year) + twoDigits(month) + twoDigits(day)
}

func twoDigits(n int) string {
	if n < 10 {
		return "-0" + strconv.Itoa(n)
	}
	return "-" + strconv.Itoa(n)
}
