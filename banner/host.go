package banner

import "time"

// Host is all of the browser that the banner touches. [Browser] is the real
// one; tests have a fake. Elements are named by their id, within the banner's
// own tree.
type Host interface {
	// Now is the visitor's clock.
	Now() time.Time

	// Cookies is the page's cookie line, or at least the part of it that is
	// named preferences.CookieName.
	Cookies() string

	// SetCookie hands a Set-Cookie line to document.cookie. Browsers refuse in
	// silence: read Cookies to know.
	SetCookie(line string)

	// Journal is what the visitor chose in the page and only the banner can write,
	// in order.
	Journal() []Chose

	// Changed tells the page that the cookie was written, and whether the browser
	// kept it: nothing optional is allowed on the page if it did not. It reports
	// whether scripts run on the page that only a reload ends.
	Changed(kept bool) (stale bool)

	// ReadCharter reads the charter's text and calls done, once, with it or
	// with what went wrong; where is the address it was read from. A nil text
	// without an error says that the portal has no charter of its own.
	ReadCharter(done func(text []byte, where string, err error))

	// Report tells the page's integrator what went wrong.
	Report(Error)

	// ShowDialog opens a <dialog> as a modal one, at its top, unless it is open.
	// It reports false, with the dialog closed, if it cannot be seen.
	ShowDialog(id string) (shown bool)

	// CloseDialog closes a <dialog>, unless it is closed.
	CloseDialog(id string)

	// Focus moves the focus to an element, without scrolling the page.
	Focus(id string)

	// ScrollTo scrolls an element of a dialog to the dialog's top.
	ScrollTo(id string)

	// FocusLost reports whether nothing has the focus.
	FocusLost() bool

	// OnNextAct calls f once, at the visitor's next key or pointer press.
	OnNextAct(f func())

	// OnRequest calls f for each thing that the page asks for, those it asked
	// for before the banner ran included, in order.
	OnRequest(f func(Request))
}

// Request is what a page asks of the banner through its JavaScript interface.
type Request string

const (
	RequestOpen    Request = "open"    // show the preferences
	RequestCharter Request = "charter" // show the charter
	RequestRefuse  Request = "refuse"  // refuse everything optional
	RequestForget  Request = "forget"  // the cookie was erased: ask again
	RequestRead    Request = "read"    // the cookie is another: another tab wrote it
	RequestRecord  Request = "record"  // record what the journal holds
)

// Error is what went wrong, for the integrator of the page.
type Error struct {
	// Code names the kind of error to programs; it never changes.
	Code ErrorCode

	// Message is a sentence for people: what went wrong, and where.
	Message string
}

func (e Error) Error() string { return string(e.Code) + ": " + e.Message }

// ErrorCode is one of the kinds of errors that the banner reports. The loader
// has some more of its own.
type ErrorCode string

const (
	// CodeCharterUnreachable: the charter's text could not be read. The
	// standard charter is shown.
	CodeCharterUnreachable ErrorCode = "charter_unreachable"

	// CodeCharterMalformed: the charter's text is not a charter. The standard
	// charter is shown.
	CodeCharterMalformed ErrorCode = "charter_malformed"

	// CodeCookieBlocked: the browser did not keep the cookie.
	CodeCookieBlocked ErrorCode = "cookie_blocked"

	// CodeHidden: something hides the banner, so the preferences don't open.
	CodeHidden ErrorCode = "hidden"
)
