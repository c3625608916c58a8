//go:build !js

package charter_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"cookies-preferences/charter"
)

func TestVersion(t *testing.T) {
	for host, want := range map[string]string{aude: "915fae8b", portoVecchio: "d17eb943"} { // sha256sum
		if got := charter.Version([]byte(published(t, host))); got != want {
			t.Errorf("Version of %s = %q, want %q", host, got, want)
		}
	}
	for n := range 200 {
		text := bytes.Repeat([]byte{'x'}, n)
		sum := sha256.Sum256(text)
		if got, want := charter.Version(text), hex.EncodeToString(sum[:])[:8]; got != want {
			t.Errorf("Version of %d octets = %q, want %q", n, got, want)
		}
	}
}
