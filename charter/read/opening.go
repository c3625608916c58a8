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
	// So are buttons anywhere.
	left []charter.Line

	first []charter.Line // other lines above the title, such as its date
}

// near is how many lines a page leaves above its text.
const near = 12

// readOpening reads the top of a document, and returns the lines below it.
//
// The title is the first line that reads like a heading, below what a web page leaves there. Above
// the last button of a cookie banner there is no title yet.
func readOpening(lines []charter.Line) (opening, []charter.Line) {
	var o opening
	below := 0
	for i, l := range lines[:min(near, len(lines))] {
		if startsTable(lines[i:]) || isListEntry(l.Text) || isAboutCategory(l.Text) {
			break
		}
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
		case i > 0 && i == below && isMenu(lines[i:]):
			below++
		case isTitle(lines[i:]) && !(isAboutCategory(l.Text) && o.takeTitle()):
			o.title = l
			return o, lines[i+1:]
		default:
			return o, lines[i:]
		}
	}
	return o, nil
}

// isMenu reports whether a line below a page's leftovers is one of its menu: it says nothing of
// cookies, and right below, among such lines, a heading does.
func isMenu(lines []charter.Line) bool {
	for i, l := range lines[:min(near, len(lines))] {
		list := words(l.Text)
		if l.Gap && i > 0 || l.Cells != nil || !shape.LooksLikeHeading(l.Text) ||
			!nameOf(list).silent {
			return false
		}
		if has(list, aCookie) {
			return i > 0
		}
	}
	return false
}

// takeTitle takes a line above the last button as the title, if one speaks of cookies: the panel of
// choices is itself the charter, and a category's name follows.
func (o *opening) takeTitle() bool {
	for i := range o.first {
		text := o.first[i].Text
		if shape.LooksLikeHeading(text) && has(words(text), aCookie) {
			o.title = &o.first[i]
			return true
		}
	}
	return false
}

// isAboutCategory reports whether a line is a heading that names a category.
func isAboutCategory(text string) bool {
	return shape.LooksLikeHeading(text) && !shape.StartsLower(text) && nameOf(words(text)).kind != 0
}

// isLeftover reports whether a line is a button, a link or the breadcrumb of a web page.
func isLeftover(text string) bool {
	list := words(text)
	if isWhole(list, aLeftover|aChoice) {
		return true
	}
	_, n := senseAt(list, aHome)
	return n > 0 && shape.LooksLikeHeading(text) && strings.ContainsAny(text, ">›/»→|")
}

// isWhole reports whether the words are one phrase of a sense.
func isWhole(list []word, asked sense) bool {
	_, n := senseAt(list, asked)
	return n > 0 && n == len(list)
}

// cutButtons takes out the buttons of a panel of choices, which a page has beside each service.
func (o *opening) cutButtons(lines []charter.Line) []charter.Line {
	kept := make([]charter.Line, 0, len(lines))
	cut, gap := false, false
	for _, l := range lines {
		if l.Cells == nil && isWhole(words(l.Text), aChoice) {
			o.left = append(o.left, l)
			cut, gap = true, gap || l.Gap
			continue
		}
		l.Gap = l.Gap || gap || cut && !isListEntry(l.Text)
		cut, gap = false, false
		kept = append(kept, l)
	}
	return kept
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
