// Package regexp stands in for regexp in the browser's program, none of whose
// routes is a pattern.
package regexp

// Regexp is a pattern that there cannot be.
type Regexp struct{}

// MustCompile panics.
func MustCompile(string) *Regexp {
	panic("routes by pattern are left out of the browser's program")
}

// MatchString matches nothing.
func (*Regexp) MatchString(string) bool { return false }
