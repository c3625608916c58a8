package banner

import "cookies-preferences/banner/preferences"

// Host is all that the banner uses of a browser. Browser, in host_js.go, is the real one; tests
// have a fake. An id names an element of the dialog.
type Host interface {
	// Choice returns the choice in force, zero if there is none.
	Choice() preferences.Preferences

	// Commit writes a choice, made now, to the cookie, closes the dialog and tells the visitor the
	// outcome. Choice says whether the browser kept it.
	Commit(preferences.Preferences)

	// ReadCharter reads the charter's text and calls done once, with the text or an error. A nil
	// text without an error means that the portal has no charter of its own.
	ReadCharter(done func(text []byte, err error))

	// Report reports an error to the page's integrator. The message is a sentence that says what
	// went wrong, and where.
	Report(code ErrorCode, message string)

	// OnRequest calls f with each request of the page, in order, including those made before the
	// banner ran.
	OnRequest(f func(Request))

	// Show shows the dialog, which is modal once it is painted; one that is open is scrolled to
	// its top. If it can't be seen, it closes it, reports that and returns false.
	Show() (shown bool)

	// Close closes the dialog, if it is open, and gives the focus back.
	Close()

	// Focus focuses an element without scrolling the page.
	Focus(id string)

	// ScrollTo scrolls an element to the dialog's top.
	ScrollTo(id string)
}

// Request is what a page asks of the banner through its JavaScript interface.
type Request string

const (
	RequestOpen    Request = "open"    // show the preferences
	RequestCharter Request = "charter" // show the charter
	RequestClose   Request = "close"   // a choice was made or forgotten elsewhere: close the dialog
	RequestRead    Request = "read"    // the choice changed
)

// ErrorCode says what went wrong, for machines. A code never changes. The loader has further codes.
type ErrorCode string

const (
	CodeCharterUnreachable ErrorCode = "charter_unreachable" // the standard charter is shown
	CodeCharterMalformed   ErrorCode = "charter_malformed"   // the standard charter is shown
)
