package workshop

import "time"

// Browser is all that the workshop needs of the browser, besides its own elements. The
// methods that say so wait: they are called where that holds nothing up.
type Browser interface {
	Now() time.Time

	// Secure reports whether the page came by https.
	Secure() bool

	// Link is what the address has after its #; SetLink replaces that, without an entry
	// in the history, and not at once where one follows another.
	Link() string
	SetLink(link string)

	// Address is the page's whole address.
	Address() string

	// Worker reports whether a service worker stands between the page of trial and the
	// line. It waits until it does, if ever it will.
	Worker() bool

	// Draft has the page of trial find a charter's text by its name. It waits.
	Draft(name, text string) error

	// Show loads the page of trial from an address.
	Show(address string)

	// Facts has what happens in the page of trial be told, with the address that it was
	// loaded from.
	Facts(tell func(address string, f Fact))

	// SetCookie writes a line to document.cookie. Forget erases the choice, and what of
	// one waits to be written.
	SetCookie(line string)
	Forget()

	// Fetch gets a file of the build, by its name. It waits.
	Fetch(name string) ([]byte, error)

	// Save hands the visitor a file to keep.
	Save(name string, data []byte)

	// Copy puts a text where it can be pasted from. It waits.
	Copy(text string) error

	// Select moves the focus to the charter's field and selects a line there, counted
	// from 1.
	Select(line int)
}
