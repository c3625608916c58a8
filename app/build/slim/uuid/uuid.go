// Package uuid stands in for an identifier of the visitor's device, which the
// banner must never make (loi 78-17, art. 82).
package uuid

// NewString panics.
func NewString() string {
	panic("device identifiers are left out of the browser's program")
}
