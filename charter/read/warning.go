package read

// Warning is something in a charter that its author should mend: it was not understood, or the
// visitors learn less than the law asks for. The French sentences are in app/internal/french.
type Warning struct {
	Line int // from 1; 0 for the whole document
	Kind WarningKind

	// Text is what the warning is about, as the charter has it: a caption, a header cell, a
	// cookie's name. It may be empty.
	Text string
}

// WarningKind is a kind of [Warning].
type WarningKind string

// The kinds.
const (
	WarnNoTitle      WarningKind = "no-title"       // no line reads like a title
	WarnLeftOut      WarningKind = "left-out"       // a web page's own line, left out
	WarnNoCookie     WarningKind = "no-cookie"      // the document names no cookie
	WarnNoCategory   WarningKind = "no-category"    // of a table, a row or a list
	WarnMixedCaption WarningKind = "mixed-caption"  // a caption that names several categories
	WarnNoNames      WarningKind = "no-name-column" // a table of cookies without their names
	WarnNoName       WarningKind = "no-name"        // a row without a name, in a column of names
	WarnItem         WarningKind = "unknown-item"   // of a list below a category
	WarnUnread       WarningKind = "unread-cookie"  // a cookie's name where no cookie was read
	WarnTable        WarningKind = "unread-table"   // below a text about cookies, without their names
	WarnColumn       WarningKind = "unknown-column" // a header cell that says nothing known
	WarnNoPurpose    WarningKind = "no-purpose"     // of a cookie, or of all those of a table or list
	WarnNoDuration   WarningKind = "no-duration"    // likewise
	WarnLong         WarningKind = "long-duration"  // measurement for more than 13 months
	WarnOtherPortal  WarningKind = "other-portal"   // see Charter.OtherPortal
)

// IsFault reports whether there is something to correct for certain. Lines that were left out are
// not, and a name in a sentence, or a column without a meaning, may be meant as it is.
func (k WarningKind) IsFault() bool {
	return k != WarnLeftOut && k != WarnUnread && k != WarnColumn
}
