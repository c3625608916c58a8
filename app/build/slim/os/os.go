// Package os replaces os in the browser's program, which has no environment.
package os

// Getenv finds nothing.
func Getenv(string) string { return "" }
