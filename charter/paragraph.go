package charter

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxHeading is the longest heading, and the longest line of a hard-wrapped
// text, in characters.
const maxHeading = 120

// minWrap is the narrowest width that texts are wrapped at, in characters.
const minWrap = 40

// wrapped returns, for each line of a run without a blank between, whether it
// carries on the paragraph of the line above it.
//
// Charters come with a paragraph on each line, with or without blanks between,
// and hard-wrapped. A line carries on the one above if it begins in lower case
// and the one above ends no sentence; or if its first word would not have fitted
// above, in the width of the run's longest line. That explains a break after a
// sentence too, but only in a run where it explains one in the middle of a
// sentence. A list's item always begins a paragraph.
func wrapped(run []line) []bool {
	lengths := make([]int, len(run))
	width := minWrap
	for i, l := range run {
		lengths[i] = utf8.RuneCountInString(l.text)
		width = max(width, lengths[i])
	}
	carries := make([]bool, len(run)) // the line is full up to where the next one begins
	hard := false
	for i := 1; i < len(run); i++ {
		first, _, _ := strings.Cut(run[i].text, " ")
		carries[i] = width <= maxHeading && lengths[i-1]+1+utf8.RuneCountInString(first) > width
		hard = hard || carries[i] && !endsSentence(run[i-1].text)
	}
	for i := 1; i < len(run); i++ {
		above, l := run[i-1].text, run[i].text
		carries[i] = carries[i] && hard || startsLower(l) && !endsSentence(above)
		if isListed(l) {
			carries[i] = false
		}
	}
	return carries
}

// ending returns the mark of punctuation that ends the text, be it inside
// guillemets or brackets; 0 if none of those that follow a sentence or a part
// of it does.
func ending(s string) rune {
	s = strings.TrimRightFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("»”›\"')]", r)
	})
	r, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(".,;:!?…", r) {
		return r
	}
	return 0
}

func endsSentence(s string) bool {
	r := ending(s)
	return r != 0 && r != ','
}

// looksLikeHeading reports whether the text is short and ends neither a
// sentence nor a part of one; a question may be a heading.
func looksLikeHeading(s string) bool {
	end := ending(s)
	return (end == 0 || end == '?') && isShort(s)
}

// isShort reports whether the text is no longer than a heading, and has a
// letter.
func isShort(s string) bool {
	return utf8.RuneCountInString(s) <= maxHeading && strings.ContainsFunc(s, unicode.IsLetter) && !isItem(s)
}

// startsLower reports whether the first letter, before any digit, is in lower
// case.
func startsLower(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.IsLower(r)
		}
	}
	return false
}

// isItem reports whether the text begins with a list's bullet. The bullet is
// one of the document's words, and stays.
func isItem(s string) bool {
	first, _, spaced := strings.Cut(s, " ")
	switch first {
	case "-", "*", "+", "•", "–", "—", "·", "◦", "▪", "‣", "●", "○", "■":
		return spaced
	}
	return false
}

// isNumbered reports whether the text begins with a number of one or two digits
// or a letter, as in a list: "1.", "1)", "a)".
func isNumbered(s string) bool {
	first, _, spaced := strings.Cut(s, " ")
	mark, bracket := strings.CutSuffix(first, ")")
	if !bracket {
		mark = strings.TrimSuffix(first, ".")
	}
	if !spaced || mark == first || mark == "" || len(mark) > 2 {
		return false
	}
	return isASCIIDigit(mark[0]) && isASCIIDigit(mark[len(mark)-1]) || bracket && len(mark) == 1 && isASCIILetter(mark[0])
}

// isListed reports whether the text is part of a list.
func isListed(s string) bool { return isItem(s) || isNumbered(s) }

// joinText is a text and the lines that carry it on.
func joinText(text string, lines []line) string {
	if len(lines) == 0 {
		return text
	}
	all := []string{text}
	for _, l := range lines {
		all = append(all, l.text)
	}
	return strings.Join(all, " ")
}
