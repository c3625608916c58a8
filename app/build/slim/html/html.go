// Package html stands in for html in the browser's program, which makes
// elements and no markup.
package html

// EscapeString panics.
func EscapeString(string) string {
	panic("rendering to markup is left out of the browser's program")
}
