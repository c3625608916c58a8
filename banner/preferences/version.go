package preferences

import "strings"

// ValidVersion reports whether a charter's version is one: 1 to [MaxVersion]
// characters among A-Z a-z 0-9 . _ -
func ValidVersion(version string) bool {
	return len(version) <= MaxVersion && isToken(version, "._-")
}

// Fits reports whether the choice still stands on a page that shows the
// charter's given version. It doesn't when it was made about another version:
// the visitor is asked again (CNIL recommendation 2020-092, ¶48). A choice
// without a version fits every page, and a page whose version is empty or no
// [ValidVersion] fits every choice.
func (p Preferences) Fits(version string) bool {
	return p.Charter == "" || !ValidVersion(version) || p.Charter == version
}

// Covers reports whether the visitor was asked about all that a page asks about.
// If not, something was added since, and the visitor is asked again. A choice
// that doesn't say what it was asked about covers everything.
func (p Preferences) Covers(asked Set) bool {
	return p.Asked == 0 || asked&^p.Asked == 0
}

// isToken reports whether a text is not empty and holds only letters and digits
// of ASCII and the punctuation given.
func isToken(text, punctuation string) bool {
	for i := range len(text) {
		if !isAlphanumeric(text[i]) && strings.IndexByte(punctuation, text[i]) < 0 {
			return false
		}
	}
	return text != ""
}

// isAlphanumeric reports whether c is one of A-Z a-z 0-9.
func isAlphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
}
