//go:build !js || workshop

package charter

// The banner's program does without: the build tells it the versions, and SHA-256
// would make it larger by a twentieth. The workshop's makes them.

import "crypto/sha256"

// Version returns the version of a charter's text: the first 8 hexadecimal
// digits of its SHA-256. A visitor who chose under another version is asked
// again.
func Version(text []byte) string {
	const digits = "0123456789abcdef"
	sum := sha256.Sum256(text)
	var version []byte
	for _, octet := range sum[:4] {
		version = append(version, digits[octet>>4], digits[octet&15])
	}
	return string(version)
}
