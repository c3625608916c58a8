// Package charter reads a portal's cookie charter: the French document in which an Opendatasoft /
// Huwise portal tells its visitors what a cookie is, which categories there are and which cookies
// the portal sets.
//
// A charter is plain text, as portals publish it: a title, paragraphs, short lines that serve as
// headings, and tables whose cells are separated by tabs. [Parse] turns it into a [Charter]. Many
// are published in other forms: package read, which the visitor's program does without, makes such
// a text of them. [Portal] returns a published text, [Standard] the charter of a portal that has
// none of its own, [Version] the version of a text.
//
// The package knows no HTML, no browser and no consent: package banner shows charters and keeps
// choices. The French sentences about an [Error] are in app/internal/french.
package charter

import (
	"slices"
	"strings"
)

// MaxSize is the largest charter that [Parse] reads, in bytes of UTF-8.
const MaxSize = 256 << 10

// Charter is a cookie charter. The title, the introduction and the sections, in this order, hold
// every word of the document once. Categories and Platform repeat what was found in them.
type Charter struct {
	// Title is the document's first line. It is never empty after Parse.
	Title string

	// Introduction is everything between the title and the first heading.
	Introduction []Block

	// Sections are in the document's order.
	Sections []Section

	// Categories are the categories that the document defines, in its order, at most one of each
	// Kind. Empty if the document defines none.
	Categories []Category

	// Purposes are what the document says of the categories' purposes, at most one of each Kind.
	// Empty if it says nothing of them.
	Purposes []Purpose

	// Platform is the http(s) address that the charter is about, without angle brackets: the one
	// given with the words « plateforme » or « portail », or else the first that ends a heading
	// or stands alone. Empty if the document gives none.
	Platform string
}

// Section is a heading and the blocks below it, up to the next heading.
type Section struct {
	// Heading is the heading's line, without the platform's address.
	Heading string

	// Address is the platform's address if it ends the heading's line, as in « … la plateforme
	// <https://opendata.aude.fr> ». Empty otherwise.
	Address string

	Blocks []Block
}

// Block is a paragraph, a list item, an address or a table: exactly one of its fields is set.
type Block struct {
	// Paragraph is running text on one line, with single spaces. Those of the document's no-break
	// spaces that French typography wants, as within guillemets, are kept. A list item keeps its
	// bullet.
	Paragraph string

	// Address is an http(s) address on a line of its own.
	Address string

	// Table is a table with its caption.
	Table *Table
}

// Table lists cookies.
type Table struct {
	// Caption is the heading right above the table, or a short line that ends with a colon. It is
	// not repeated as a Section or a Block. Empty if the table follows a paragraph, an address, a
	// heading with an address, or another table.
	Caption string

	// Kind is the category that the caption names first, or else the one that the section's
	// heading names first. Unknown if neither names one, or if it names others beside Necessary.
	Kind Kind

	// Columns are the header cells, as published.
	Columns []string

	// RowHeader is the index of the column whose cells tell the rows apart: that of the cookies'
	// names, or the first if no column has names.
	RowHeader int

	// Cookies are the rows, in the document's order.
	Cookies []Cookie
}

// Cookie is one row of a table.
type Cookie struct {
	// Kind is the category that a column « Catégorie » gives the cookie, or else its table's. It is
	// Unknown if that column names none for it: a doubt never makes a cookie Necessary.
	Kind Kind

	// Exempt says that the row, its table's caption or its section's heading declares the cookie
	// exempt from consent: « Mesure d’audience, exemptée de consentement ».
	Exempt bool

	// Cells are the row's cells, one for each of the table's Columns. Those that the row leaves
	// out at its end are empty.
	Cells []string

	// These fields repeat the cells of the columns with that meaning. The words of the header
	// (« prestataire », « service », « nom », « finalité », « durée ») tell the meaning, in any
	// order. A field is empty if the table has no such column.
	Provider, Service, Name, Purpose, Duration string
}

// Kind is one of the four categories of cookies. The zero Kind is Unknown.
type Kind uint8

// The categories, in the order of the charters.
const (
	Unknown    Kind = iota
	Necessary       // « nécessaires », « fonctionnels »: exempt from consent
	Statistics      // « statistiques », « mesure d'audience »
	Internal        // « internes », « first-party »
	ThirdParty      // « tiers », « tierce partie », « third party »
)

// Category is a category as the charter defines it.
type Category struct {
	Kind Kind

	// Definition is the whole defining paragraph: the first that begins with « Les cookies » and
	// the category's name.
	Definition string
}

// Purpose is what a category's cookies are for, in the portal's own words: its switch's name, and a
// sentence about it.
type Purpose struct {
	Kind Kind

	// Label is at most [MaxLabel] characters long, and begins with a capital.
	Label string

	// Sentence is empty if the document gives the label alone.
	Sentence string
}

// MaxLabel is the longest [Purpose.Label], in characters.
const MaxLabel = 60

// Purpose returns what the charter says of a category's purpose, and whether it does.
func (c Charter) Purpose(k Kind) (Purpose, bool) {
	for _, p := range c.Purposes {
		if p.Kind == k {
			return p, true
		}
	}
	return Purpose{}, false
}

// Category returns the charter's definition of a category, and whether it has one.
func (c Charter) Category(k Kind) (Category, bool) {
	for _, category := range c.Categories {
		if category.Kind == k {
			return category, true
		}
	}
	return Category{}, false
}

// Cookies returns the cookies that the charter declares for a category, in the document's order.
// Those of Unknown could not be placed.
func (c Charter) Cookies(k Kind) []Cookie {
	var cookies []Cookie
	all := c.Declared()
	for i := range all {
		if all[i].Kind == k {
			cookies = append(cookies, all[i])
		}
	}
	return cookies
}

// Declared returns the cookies that the charter declares, in the document's order.
func (c Charter) Declared() []Cookie {
	var cookies []Cookie
	for _, t := range c.Tables() {
		if t.Declares() {
			cookies = append(cookies, t.Cookies...)
		}
	}
	return cookies
}

// Tables returns the charter's tables, in the document's order.
func (c Charter) Tables() []*Table {
	var tables []*Table
	blocks := c.blocks()
	for i := range blocks {
		if t := blocks[i].Table; t != nil {
			tables = append(tables, t)
		}
	}
	return tables
}

// DeclaresAll reports whether it is known which cookies the charter declares: it declares some,
// each could be placed, and nothing else looks like a cookie.
func (c Charter) DeclaresAll() bool {
	some := false
	blocks := c.blocks()
	for i := range blocks {
		t := blocks[i].Table
		switch {
		case t != nil && !t.Declares(),
			namesCookie(blocks[i].Paragraph):
			return false
		case t != nil:
			some = true
		}
	}
	return some && len(c.Cookies(Unknown)) == 0
}

// namesCookie reports whether a text may name a cookie: « _pk_id », « le cookie NID ».
func namesCookie(text string) bool {
	_, after, found := strings.Cut(text, "cookie ")
	return strings.Contains(text, "_") || found && after != "" && after[0] <= 'Z'
}

func (c Charter) blocks() []Block {
	blocks := slices.Clip(c.Introduction)
	for i := range c.Sections {
		blocks = append(blocks, c.Sections[i].Blocks...)
	}
	return blocks
}

// Host returns the host name in Platform, without a port. It is empty if Platform is.
func (c Charter) Host() string {
	_, rest, _ := strings.Cut(c.Platform, "://")
	host, _, _ := strings.Cut(authority(rest), ":")
	return host
}
