// Package uuid replaces github.com/google/uuid, with which go-app would identify the visitor's
// device: the banner must never do that (loi 78-17, art. 82).
package uuid

// NewString panics.
func NewString() string {
	panic("device identifiers are left out of the browser's program")
}
