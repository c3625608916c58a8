package charter

import "strconv"

// Error says why a text cannot be read as a charter.
type Error struct {
	// Line counts from 1, as editors do. It is 0 if the whole document is at fault.
	Line int

	// Code is for machines.
	Code Code

	// Message is an English sentence for the charter's author: what was found and what was
	// expected. Quotes from the charter are short, and their invisible characters are escaped.
	Message string

	// With CodeColumns, the row has Cells cells, and the header of its table, on line Header, has
	// Columns. Header is 0 if the header itself is too wide: it has Cells, of at most Columns.
	Cells, Columns, Header int
}

// Code is a kind of [Error].
type Code string

// The codes. A charter from elsewhere may be hostile, so a control character or an address that is
// not http(s) is refused, never repaired.
const (
	CodeTooLarge Code = "too-large"   // more than MaxSize bytes
	CodeNotUTF8  Code = "not-utf8"    // a byte that is not UTF-8
	CodeControl  Code = "control"     // a control character: the file is not plain text
	CodeNoTitle  Code = "no-title"    // no words, or no line of text as the title
	CodeEmpty    Code = "empty"       // no words; this and the next three are package read's
	CodeHTML     Code = "html"        // HTML: package convert makes a charter's text of it
	CodeMarkdown Code = "markdown"    // Markdown, likewise
	CodeAbsent   Code = "absent"      // the page of a server that has no charter: a "404"
	CodeColumns  Code = "columns"     // a row that does not fit its header, or too wide a table
	CodeAddress  Code = "bad-address" // an address that is malformed or not http(s)
)

// Error returns the message, after the line if there is one.
func (e *Error) Error() string {
	if e.Line == 0 {
		return "charter: " + e.Message
	}
	return "charter, line " + strconv.Itoa(e.Line) + ": " + e.Message
}

// quote returns s between quotation marks, cut to 40 characters, for messages.
func quote(s string) string {
	const longest = 40
	if r := []rune(s); len(r) > longest {
		s = string(r[:longest]) + "…"
	}
	return strconv.Quote(s)
}
