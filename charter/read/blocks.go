package read

import (
	"unicode/utf8"

	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/blocks"
	"cookies-preferences/charter/internal/shape"
)

type part = blocks.Part[*grid]

// blockReader makes parts of lines, for the second step. Short texts about one cookie or about
// the last update are no headings.
var blockReader = blocks.Reader[*grid]{
	StartsTable: startsTable,
	ReadTable:   readTable,
	Begins: func(text string) bool {
		return shape.IsListed(text) || isEntry(text) || startsWithService(text)
	},
	IsEntry:  func(text string) bool { return shape.IsNumbered(text) || startsWithService(text) },
	IsText:   func(text string) bool { return isEntry(text) || isUpdate(text) },
	Captions: true,
}

// partLists sets headings of lists without blank lines apart from what is above: « YouTube » right
// above its first cookie, right below « Cookies tiers » or the last cookie of another.
func partLists(lines []charter.Line) {
	heads := false // the line below is such a heading
	for i := len(lines) - 2; i > 0; i-- {
		l, above, below := &lines[i], &lines[i-1], &lines[i+1]
		listed := heads || !below.Gap && below.Cells == nil && isListEntry(below.Text)
		heads = false
		if l.Gap || l.Cells != nil || above.Cells != nil || isListEntry(l.Text) ||
			!shape.LooksLikeHeading(l.Text) || shape.StartsLower(l.Text) {
			continue
		}
		inList := isListEntry(above.Text)
		switch {
		case isAbout(l.Text):
			heads = listed || inList
		case inList:
			heads = listed && !mayGoOn(above.Text)
		default:
			heads = listed && shape.LooksLikeHeading(above.Text) && isAbout(above.Text)
		}
		l.Gap = heads
	}
}

func isListEntry(text string) bool { return shape.IsListed(text) || isEntry(text) }

// mayGoOn reports whether the line below an item may be the rest of it, that was wrapped.
func mayGoOn(item string) bool {
	const narrow = 60 // characters: the narrowest width that is thought of
	return !shape.EndsSentence(item) && utf8.RuneCountInString(item) >= narrow
}

// isEntry reports whether a text names a cookie for certain, or describes one: « Durée : 1 an ».
func isEntry(text string) bool {
	return startsWithCookie(text) || hasLabel(text) || readEnumeration(text) != nil
}

// joinText returns two texts, with a space between them if none is empty.
func joinText(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
