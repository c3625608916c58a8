package workshop

// Browser is what the workshop needs of the browser, besides its own elements. The methods
// that wait are called in goroutines of their own.
type Browser interface {
	// Link returns what the address has after its #. SetLink replaces that without an entry
	// in the history; several calls in a row may be merged.
	Link() string
	SetLink(link string)

	// Address returns the page's whole address.
	Address() string

	// Show loads the preview from an address. Its charter has that text, unless
	// it is published with the banner.
	Show(address, charter string)

	// OnEvent calls back for each event in the preview, with the address it was loaded from.
	OnEvent(call func(address string, e Event))

	// OnPaste calls back for a paste into the charter's field: first with the clipboard's HTML, if it
	// has any, then with its text. The text that the call returns is pasted instead; if that is ""
	// twice, the browser pastes as it does.
	OnPaste(call func(text string, isHTML bool) string)

	// OnFile calls back for each file that is opened as the charter or dropped on the page, with
	// its first bytes, limit at most; nil if they can't be read.
	OnFile(limit int, call func(name string, data []byte))

	// Retype focuses the charter's field and replaces its text, so that the administrator can undo
	// it.
	Retype(text string)

	// SetCookie sets document.cookie. Forget erases the choice.
	SetCookie(line string)
	Forget()

	// Fetch waits for a file of the build.
	Fetch(name string) ([]byte, error)

	// Save has the browser download a file.
	Save(name string, data []byte)

	// Copy waits until a text is in the clipboard.
	Copy(text string) error

	// SelectLine focuses the charter's field and selects a line, counted from 1.
	SelectLine(line int)
}
