package charter

import (
	"strconv"
	"strings"
)

// Parse reads a charter as portals publish it. Its error is an [*Error].
//
// The text is UTF-8, with lines that end with LF, CRLF or CR. The first line that is not blank is
// the title. Then come, with or without blank lines between them:
//
//   - Paragraphs, on one line or hard-wrapped. A list item is a paragraph, and keeps its bullet.
//   - Headings: short lines without punctuation at their end, except a question mark. An address
//     may end the line.
//   - Addresses on a line of their own, in angle brackets or bare.
//   - Tables, with cells separated by tabs and a header as the first row, below a caption: a
//     heading, or a short line that ends with a colon. Columns may be in any order. A row has a
//     cell for each, but may lack those of columns like « Durée » that come last. A column
//     « Catégorie » tells the category of each row.
//
// Every word is kept, in the document's order. Markup is left out: angle brackets around an http(s)
// address, rules made of dashes or equals signs, and invisible characters (byte order marks,
// zero-width spaces, direction marks).
func Parse(text []byte) (Charter, error) {
	if len(text) > MaxSize {
		return Charter{}, &Error{Code: CodeTooLarge, Message: "The charter has " +
			strconv.Itoa(len(text)) + " bytes, and at most " + strconv.Itoa(MaxSize) +
			" were expected."}
	}
	if isHTML(string(text)) {
		return Charter{}, &Error{Code: CodeNoTitle,
			Message: "An HTML page was found, and plain text was expected."}
	}
	lines, err := Split(string(text))
	if err != nil {
		return Charter{}, err
	}
	if len(lines) == 0 {
		return Charter{}, &Error{Code: CodeNoTitle,
			Message: "The charter is empty, and a title was expected on its first line."}
	}
	title := lines[0]
	switch {
	case title.StandsAlone():
		return Charter{}, &Error{Line: title.Number, Code: CodeNoTitle,
			Message: "An address was found, and the title was expected."}
	case startsTable(lines):
		return Charter{}, &Error{Line: title.Number, Code: CodeNoTitle,
			Message: "A table was found, and the title was expected."}
	}
	parts, err := readParts(lines[1:])
	if err != nil {
		return Charter{}, err
	}
	c := assemble(title.Text, parts)
	c.Platform = platform(append([]part{{text: title.Text, inline: title.Inline}}, parts...))
	return c, nil
}

// isHTML reports whether a text is a page of HTML.
func isHTML(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n\ufeff")
	start := strings.ToLower(text[:min(len(text), len("<!doctype"))])
	return start == "<!doctype" || strings.HasPrefix(start, "<html")
}

// assemble puts the parts below their headings.
func assemble(title string, parts []part) Charter {
	c := Charter{Title: title}
	blocks := &c.Introduction // of the section that is being filled
	heading := ""
	for i, p := range parts {
		mayCaption := p.address == "" && i+1 < len(parts) && parts[i+1].role == aTable
		switch {
		case p.role == aTable:
			if p.table.Kind = kindOf(p.table.Caption); p.table.Kind == Unknown {
				p.table.Kind = kindOf(heading)
			}
			p.table.place()
			*blocks = append(*blocks, Block{Table: p.table})
		case mayCaption && (p.role == aHeading || p.role == aLead):
			parts[i+1].table.Caption = p.text
		case p.role == aHeading:
			heading = p.text
			c.Sections = append(c.Sections, Section{Heading: heading, Address: p.address})
			blocks = &c.Sections[len(c.Sections)-1].Blocks
		case p.role == anAddress:
			*blocks = append(*blocks, Block{Address: p.address})
		default:
			*blocks = append(*blocks, Block{Paragraph: p.text})
			c.define(p.text)
		}
	}
	return c
}

// define keeps the category that a paragraph defines, if it is the first to.
func (c *Charter) define(paragraph string) {
	kind := definition(paragraph)
	if _, known := c.Category(kind); kind != Unknown && !known {
		c.Categories = append(c.Categories, Category{Kind: kind, Definition: paragraph})
	}
}

// platform returns the address that the charter is about: the one in or right below the first text
// that speaks of a platform or a portal, or else the first that ends a heading or stands alone.
func platform(parts []part) string {
	first, named := "", false
	for _, p := range parts {
		address := p.address
		if address == "" {
			address = p.inline
		}
		if p.role != anAddress { // below an address alone, the text above it still counts
			named = namesPlatform(p.text)
		}
		if named && address != "" {
			return address
		}
		if first == "" {
			first = p.address
		}
	}
	return first
}

func namesPlatform(text string) bool {
	text = strings.ToLower(text)
	return strings.Contains(text, "plateforme") || strings.Contains(text, "plate-forme") ||
		strings.Contains(text, "portail")
}
