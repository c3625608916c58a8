package charter

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cookies-preferences/charter/internal/blocks"
	"cookies-preferences/charter/internal/shape"
)

// Parse reads a charter as portals publish it. Its error is an [*Error].
//
// The text is UTF-8, with lines that end with LF, CRLF or CR. The first line that is not blank is
// the title. Then come, with or without blank lines between them:
//
//   - Paragraphs, on one line or hard-wrapped. A list item is a paragraph, and keeps its bullet.
//   - Headings: short lines without punctuation at their end, except a question mark. An address
//     may end the line.
//   - Purposes: a paragraph or a heading that begins « Finalité des cookies », a category's name and
//     a colon gives the category's label, up to a full stop, and a sentence about it.
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
	parts, err := reader.Read(lines[1:])
	if err != nil {
		return Charter{}, err
	}
	c := assemble(title.Text, parts)
	c.Platform = platform(append([]*part{{Text: title.Text, Inline: title.Inline}}, parts...))
	return c, nil
}

type part = blocks.Part[*Table]

var reader = blocks.Reader[*Table]{
	StartsTable: startsTable, ReadTable: readTable,
	Begins: shape.IsListed, IsEntry: shape.IsNumbered,
}

// isHTML reports whether a text is a page of HTML.
func isHTML(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n\ufeff")
	start := strings.ToLower(text[:min(len(text), len("<!doctype"))])
	return start == "<!doctype" || strings.HasPrefix(start, "<html")
}

// assemble puts the parts below their headings.
func assemble(title string, parts []*part) Charter {
	c := Charter{Title: title}
	into := &c.Introduction // of the section that is being filled
	heading := ""
	for i, p := range parts {
		mayCaption := p.Address == "" && i+1 < len(parts) && parts[i+1].Role == blocks.Table
		switch {
		case p.Role == blocks.Table:
			if p.Table.Kind = kindOf(p.Table.Caption); p.Table.Kind == Unknown {
				p.Table.Kind = kindOf(heading)
			}
			p.Table.place()
			p.Table.exempt(heading)
			*into = append(*into, Block{Table: p.Table})
		case mayCaption && (p.Role == blocks.Heading || p.Role == blocks.Lead):
			parts[i+1].Table.Caption = p.Text
		case p.Role == blocks.Heading:
			heading = p.Text
			c.Sections = append(c.Sections, Section{Heading: heading, Address: p.Address})
			into = &c.Sections[len(c.Sections)-1].Blocks
			c.addPurpose(p.Text)
		case p.Role == blocks.Address:
			*into = append(*into, Block{Address: p.Address})
		default:
			*into = append(*into, Block{Paragraph: p.Text})
			c.define(p.Text)
			c.addPurpose(p.Text)
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

// addPurpose keeps the purpose that a line gives, such as « Finalité des cookies « statistiques » :
// fréquentation du portail. Ils comptent les visites. », if it is the first of its category.
func (c *Charter) addPurpose(line string) {
	names, text, _ := strings.Cut(line, ":")
	list := words(names)
	cookies := strings.Index(names, "cookies")
	if len(list) == 0 || !isOneOf(list[0].text, " finalite finalites ") || cookies < 0 {
		return
	}
	label, sentence, _ := strings.Cut(strings.TrimSpace(text), ". ")
	label = strings.TrimSuffix(label, ".")
	p := Purpose{Kind: definition(names[cookies:]), Sentence: sentence}
	if _, known := c.Purpose(p.Kind); known || p.Kind == Unknown {
		return
	}
	if first, n := utf8.DecodeRuneInString(label); n > 0 && utf8.RuneCountInString(label) <= MaxLabel {
		p.Label = string(unicode.ToUpper(first)) + label[n:]
		c.Purposes = append(c.Purposes, p)
	}
}

// platform returns the address that the charter is about: the one in or right below the first text
// that speaks of a platform or a portal, or else the first that ends a heading or stands alone.
func platform(parts []*part) string {
	first, named := "", false
	for _, p := range parts {
		address := p.Address
		if address == "" {
			address = p.Inline
		}
		if p.Role != blocks.Address { // below an address alone, the text above it still counts
			named = namesPlatform(p.Text)
		}
		if named && address != "" {
			return address
		}
		if first == "" {
			first = p.Address
		}
	}
	return first
}

func namesPlatform(text string) bool {
	text = strings.ToLower(text)
	return strings.Contains(text, "plateforme") || strings.Contains(text, "plate-forme") ||
		strings.Contains(text, "portail")
}
