package charter

import "strconv"

// Error says why a text is not read as a charter.
type Error struct {
	// Line is where, counted from 1 as an editor does; 0 stands for the whole
	// document.
	Line int

	// Code is for machines.
	Code Code

	// Message is a sentence in English for the charter's author: what was found
	// and what was expected. What it quotes of the charter is cut short, and
	// what cannot be seen in it is escaped.
	Message string

	// Of CodeColumns: the row has Cells, and the header of its table, on line Header,
	// has Columns. Header is 0 where that header itself has more than is read: Cells, of
	// Columns at most.
	Cells, Columns, Header int
}

// Code is a kind of [Error].
type Code string

// The codes. Charters from elsewhere are hostile until read, so that a control
// character or an address that is not http(s) is refused, never repaired.
const (
	CodeTooLarge Code = "too-large"   // more than MaxSize octets
	CodeNotUTF8  Code = "not-utf8"    // an octet that is not UTF-8
	CodeControl  Code = "control"     // a control character: the file is not plain text
	CodeNoTitle  Code = "no-title"    // no words, or no line of text where the title goes
	CodeColumns  Code = "columns"     // a row that does not fit its table's header, or a table too wide
	CodeAddress  Code = "bad-address" // an address that is not http(s), or is malformed
)

// Error returns the message, after the line if there is one.
func (e *Error) Error() string {
	if e.Line == 0 {
		return "charter: " + e.Message
	}
	return "charter, line " + strconv.Itoa(e.Line) + ": " + e.Message
}

// quote returns s between quotation marks, cut to 40 characters: messages
// travel to consoles and pages.
func quote(s string) string {
	const longest = 40
	count := 0
	for i := range s {
		if count++; count > longest {
			s = s[:i] + "…"
			break
		}
	}
	return strconv.Quote(s)
}
