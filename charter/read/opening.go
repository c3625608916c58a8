package read

import (
	"strings"

	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/shape"
)

// opening is the top of a document, up to its title and with it.
type opening struct {
	title *charter.Line // nil if the document has none

	// left is what a web page has above its text: « Télécharger en PDF », « Accueil > Cookies ».
	left []charter.Line

	first []charter.Line // other lines above the title, such as its date
}

// readOpening reads the top of a document, and returns the lines below it.
//
// The title is the first line that reads like a heading, below what a web page leaves there. Above
// the last button of a cookie banner there is no title yet.
func readOpening(lines []charter.Line) (opening, []charter.Line) {
	const near = 12 // lines that a page leaves above its text
	var o opening
	below := 0
	for i, l := range lines[:min(near, len(lines))] {
		if isLeftover(l.Text) {
			below = i + 1
		}
	}
	if below == len(lines) {
		below = 0
	}
	for i := range lines {
		l := &lines[i]
		switch {
		case i < below && isLeftover(l.Text):
			o.left = append(o.left, *l)
		case i < below || isUpdate(l.Text):
			o.first = append(o.first, *l)
		case isTitle(lines[i:]):
			o.title = l
			return o, lines[i+1:]
		default:
			return o, lines[i:]
		}
	}
	return o, nil
}

// isLeftover reports whether a line is a button, a link or the breadcrumb of a web page.
func isLeftover(text string) bool {
	list := words(text)
	if _, n := senseAt(list, aLeftover); n > 0 && n == len(list) {
		return true
	}
	_, n := senseAt(list, aHome)
	return n > 0 && shape.LooksLikeHeading(text) && strings.ContainsAny(text, ">›/»→|")
}

// isTitle reports whether the first line is the title of those below it, and neither a sentence nor
// a table's caption.
func isTitle(lines []charter.Line) bool {
	text := lines[0].Text
	if lines[0].StandsAlone() || startsTable(lines) || shape.IsListed(text) ||
		shape.EndsSentence(text) &&
			!strings.HasSuffix(text, "?") || !shape.IsShort(text) {
		return false
	}
	return len(lines) < 2 || !startsTable(lines[1:]) || nameOf(words(text)).silent
}

// isUpdate reports whether a line only says when the charter was last changed.
func isUpdate(text string) bool {
	return strings.ContainsAny(text, "0123456789") && shape.IsShort(text) && has(words(text), anUpdate)
}
