package read

import (
	"cookies-preferences/charter/internal/blocks"
	"cookies-preferences/charter/internal/shape"
)

type part = blocks.Part[*grid]

// blockReader is the second step: it makes parts of lines. Short texts about one cookie or about
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
