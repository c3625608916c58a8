// Package regexp replaces regexp in the browser's program, whose routes have no patterns.
package regexp

// Regexp is a pattern; none can be made.
type Regexp struct{}

// MustCompile panics.
func MustCompile(string) *Regexp {
	panic("routes by pattern are left out of the browser's program")
}

// MatchString matches nothing.
func (*Regexp) MatchString(string) bool { return false }
