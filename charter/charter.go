// Package charter reads a portal's cookie charter: the French document in
// which an Opendatasoft / Huwise portal tells its visitors what a cookie is,
// which categories it knows and which cookies it sets.
//
// A charter is plain text, as portals publish it: a title, paragraphs, short
// lines that serve as headings, and tables whose cells are separated by tabs.
// [Parse] turns that text into a [Charter], or says in an [Error] why not;
// [Portal] returns a published text, [Version] its version, and [Standard] the
// charter of a portal that has none of its own.
//
// The package knows nothing of browsers, of HTML or of consent.
package charter

// MaxSize is the largest charter that [Parse] reads, in octets of UTF-8.
const MaxSize = 256 << 10

// Charter is a cookie charter. The title, the introduction and the sections,
// in this order, hold every word of the document once; Categories and Platform
// repeat what was found in them.
type Charter struct {
	// Title is the document's first line. It is never empty after Parse.
	Title string

	// Introduction holds what stands between the title and the first heading.
	Introduction []Block

	// Sections follow in the document's order.
	Sections []Section

	// Categories are those the document defines, in the document's order; at
	// most one of each Kind. Empty when the document defines none.
	Categories []Category

	// Platform is the http(s) address that the charter is about, without angle
	// brackets: the one given along with the words « plateforme » or « portail »,
	// or else the first that ends a heading or stands alone. Empty when the
	// document gives none.
	Platform string
}

// Section is a heading and what stands below it, up to the next heading.
type Section struct {
	// Heading is the heading's line, without the platform's address.
	Heading string

	// Address is the platform's address when the heading's line ends with it,
	// as on « … la plateforme <https://opendata.aude.fr> ». Empty otherwise.
	Address string

	Blocks []Block
}

// Block is one paragraph, one list item, one address or one table: exactly one
// of its fields is set.
type Block struct {
	// Paragraph is running text on one line, white space folded to single
	// spaces; they are no-break spaces only where the document has them and
	// French typography too, as inside guillemets. An item keeps its bullet.
	Paragraph string

	// Address is an http(s) address that stands on a line of its own.
	Address string

	// Table is a table with its caption.
	Table *Table
}

// Table lists cookies. Its caption is the heading right above it, or a short line
// that ends with a colon, and is not repeated as a Section or a Block.
type Table struct {
	// Caption is empty when the table follows a paragraph, an address, a heading
	// that has an address, or another table.
	Caption string

	// Kind is the category that the caption names first, or the category of the
	// section's heading if the caption names none; Unknown otherwise.
	Kind Kind

	// Columns are the header cells, as published.
	Columns []string

	// Cookies are the rows, in the document's order.
	Cookies []Cookie
}

// Cookie is one row of a table.
type Cookie struct {
	// Cells are the row's cells, one for each of the table's Columns. Empty ones
	// stand for those that the row leaves out at its end.
	Cells []string

	// The fields below repeat the cells under the columns that mean them, found
	// by the words of the header (« prestataire », « service », « nom »,
	// « finalité », « durée »), whatever their order. Each is empty when the
	// table has no such column.
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

	// Name is the charter's own first name for it, without guillemets:
	// « nécessaires » gives "nécessaires".
	Name string

	// Definition is the defining paragraph, whole: the first that begins with
	// « Les cookies » and the name.
	Definition string
}

// Category returns the charter's definition of a category, and whether it has
// one.
func (c Charter) Category(k Kind) (Category, bool) {
	for _, category := range c.Categories {
		if category.Kind == k {
			return category, true
		}
	}
	return Category{}, false
}

// Cookies returns the cookies that the charter declares for a category, table
// after table, in the document's order.
func (c Charter) Cookies(k Kind) []Cookie {
	var cookies []Cookie
	for _, table := range c.Tables() {
		if table.Kind == k {
			cookies = append(cookies, table.Cookies...)
		}
	}
	return cookies
}

// Tables returns the charter's tables in the document's order.
func (c Charter) Tables() []*Table {
	var tables []*Table
	collect := func(blocks []Block) {
		for _, b := range blocks {
			if b.Table != nil {
				tables = append(tables, b.Table)
			}
		}
	}
	collect(c.Introduction)
	for _, s := range c.Sections {
		collect(s.Blocks)
	}
	return tables
}
