//go:build !js || workshop

package charter

// The banner's program does without this file: the build hands it the versions, and SHA-256 would
// make it a twentieth larger. The workshop's program computes them.

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// Version returns the version of a charter's text: the first 8 hexadecimal digits of its SHA-256.
// A visitor who chose under another version is asked again. A byte order mark does not count.
func Version(text []byte) string {
	sum := sha256.Sum256(bytes.TrimPrefix(text, []byte("\ufeff")))
	return hex.EncodeToString(sum[:4])
}
