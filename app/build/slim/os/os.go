// Package os stands in for os in the browser's program, which has no
// environment but what go-app reads from its page.
package os

// Getenv finds nothing.
func Getenv(string) string { return "" }
