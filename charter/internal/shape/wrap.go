package shape

import (
	"strings"
	"unicode/utf8"
)

// minWrap is the narrowest width that texts are wrapped at, in characters.
const minWrap = 40

// Wrapped returns, for each line of a run without blank lines, whether it continues the paragraph
// of the line above it.
//
// Some charters have a paragraph on each line, others are hard-wrapped. A line continues the one
// above if it begins in lower case and the one above ends no sentence; or if its first word would
// not have fitted above, in the width of the run's longest line. This explains a break after a
// sentence too, but only in a run where it explains one within a sentence. A line that begins
// a paragraph, such as a list item, never continues one.
func Wrapped(run []string, begins func(string) bool) []bool {
	lengths := make([]int, len(run))
	width := minWrap
	for i, text := range run {
		lengths[i] = utf8.RuneCountInString(text)
		width = max(width, lengths[i])
	}
	continues := make([]bool, len(run)) // at first: its first word would not have fitted above
	hard := false
	for i := 1; i < len(run); i++ {
		first, _, _ := strings.Cut(run[i], " ")
		continues[i] = width <= MaxHeading &&
			lengths[i-1]+1+utf8.RuneCountInString(first) > width
		hard = hard || continues[i] && !EndsSentence(run[i-1])
	}
	for i := 1; i < len(run); i++ {
		above, text := run[i-1], run[i]
		continues[i] = !begins(text) &&
			(continues[i] && hard || StartsLower(text) && !EndsSentence(above))
	}
	return continues
}
