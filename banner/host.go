package banner

import "time"

// Host is all that the banner uses of a browser. Browser, in host_js.go, is the real one; tests
// have a fake. An id names an element of the banner's own tree.
type Host interface {
	// Now is the visitor's clock.
	Now() time.Time

	// Cookies returns document.cookie, or at least its pairs that are named preferences.CookieName.
	Cookies() string

	// SetCookie assigns a line to document.cookie. Browsers refuse silently, so read Cookies to
	// know the outcome.
	SetCookie(line string)

	// Journal returns, in order, the visitor's choices that wait for the program to record them.
	Journal() []Chose

	// Changed tells the page that the cookie was written, and whether the browser kept it; if not,
	// the page allows nothing optional. It reports whether scripts keep running that the choice no
	// longer allows.
	Changed(kept bool) (stale bool)

	// ReadCharter reads the charter's text and calls done once, with the text or an error, and the
	// address it was read from. A nil text without an error means that the portal has no charter of
	// its own.
	ReadCharter(done func(text []byte, where string, err error))

	// Report reports an error to the page's integrator. The message is a sentence that says what
	// went wrong, and where.
	Report(code ErrorCode, message string)

	// ShowDialog opens a <dialog> as a modal one, if it isn't open, and scrolls it to its top. If
	// it can't be seen, it closes it and returns false.
	ShowDialog(id string) (shown bool)

	// CloseDialog closes a <dialog>, if it is open.
	CloseDialog(id string)

	// Focus focuses an element without scrolling the page.
	Focus(id string)

	// ScrollTo scrolls an element of a dialog to the dialog's top.
	ScrollTo(id string)

	// FocusLost reports whether nothing has the focus.
	FocusLost() bool

	// OnNextAct calls f once, when the visitor next presses a key or a pointer.
	OnNextAct(f func())

	// OnRequest calls f with each request of the page, in order, including those made before the
	// banner ran.
	OnRequest(f func(Request))
}

// Request is what a page asks of the banner through its JavaScript interface.
type Request string

const (
	RequestOpen    Request = "open"    // show the preferences
	RequestCharter Request = "charter" // show the charter
	RequestRefuse  Request = "refuse"  // refuse everything optional
	RequestForget  Request = "forget"  // the cookie was erased: ask again
	RequestRead    Request = "read"    // another tab changed the cookie
	RequestRecord  Request = "record"  // record the journal's choices
)

// ErrorCode says what went wrong, for machines. A code never changes. The loader has further codes.
type ErrorCode string

const (
	CodeCharterUnreachable ErrorCode = "charter_unreachable" // the standard charter is shown
	CodeCharterMalformed   ErrorCode = "charter_malformed"   // the standard charter is shown
	CodeCookieBlocked      ErrorCode = "cookie_blocked"      // the browser did not keep the cookie
	CodeHidden             ErrorCode = "hidden"              // something hides the dialog
)
