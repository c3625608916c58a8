// Package read reads a cookie charter in any form that portals publish, for its author: [Parse]
// says what it understood and what it did not, and writes the text that package charter, and so
// the visitor's program, reads as well.
//
// Parse, in parse.go, takes three steps:
//
//  1. Lines: columns.go cuts those of tables into cells, whatever separates them.
//  2. Blocks: opening.go takes the title, blocks.go makes headings, paragraphs and lists of the
//     lines below it, and rows.go makes tables.
//  3. Meaning: reading.go puts each block below its heading. The cookies come from tables in
//     declared.go, and from lists in items.go and list.go; category.go and consent.go read what is
//     said of them. warn.go and unread.go warn the author.
//
// Then write.go writes the text. vocabulary.go explains the words of all languages, which are each
// in a vocabulary_*.go.
package read

import (
	"strings"

	"cookies-preferences/charter"
)

// Charter is what was understood of a charter.
type Charter struct {
	// Title is the document's title, or « Charte cookies » if it has none: see [WarnNoTitle].
	Title string

	// Language is that of the document, as HTML's lang has it: "fr". Updated is the date of the
	// last update: 2026-03-04, or 2026-03 where the document gives no day, or empty.
	Language, Updated string

	// Categories are the categories that the document defines, in its order, at most one of each
	// Kind.
	Categories []charter.Category

	// Cookies are those that tables and lists name, in the document's order.
	Cookies []Cookie

	// Warnings are in the order of their lines.
	Warnings []Warning

	// Text is the charter's text as [charter.Parse] reads it, with the same title and cookies. It
	// is the document itself, byte for byte, if that says them in this form already.
	Text []byte
}

// Cookie is a cookie, or another tracker, that a table or a list declares. Its Kind is Unknown if
// the document puts it in no category or in several: a doubt never makes a cookie Necessary. Its
// Name is empty for a service whose cookies the document doesn't name. It has no Cells.
type Cookie struct {
	charter.Cookie

	// Exempt says that the document declares that it sets the cookie without asking for consent.
	Exempt bool

	// Line is the document's line, from 1, that the cookie begins on.
	Line int
}

// Category returns the charter's definition of a category, and whether it has one.
func (c Charter) Category(k charter.Kind) (charter.Category, bool) {
	return charter.Charter{Categories: c.Categories}.Category(k)
}

// Of returns the cookies of a category, in the document's order.
func (c Charter) Of(k charter.Kind) []Cookie {
	var cookies []Cookie
	for _, cookie := range c.Cookies {
		if cookie.Kind == k {
			cookies = append(cookies, cookie)
		}
	}
	return cookies
}

// OtherPortal returns a warning if the charter is about a platform that is none of the hosts, and
// whether there is one. A charter that names no platform may be any portal's.
func (c Charter) OtherPortal(hosts ...string) (Warning, bool) {
	parsed, _ := charter.Parse(c.Text)
	host := parsed.Host()
	for _, h := range hosts {
		if strings.EqualFold(h, host) {
			return Warning{}, false
		}
	}
	return Warning{Kind: WarnOtherPortal, Text: host}, host != ""
}
