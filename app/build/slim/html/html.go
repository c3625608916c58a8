// Package html replaces html in the browser's program, which creates elements, not markup.
package html

// EscapeString panics.
func EscapeString(string) string {
	panic("rendering to markup is left out of the browser's program")
}
