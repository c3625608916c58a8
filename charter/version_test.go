//go:build !js || workshop

package charter_test

import (
	"testing"

	"cookies-preferences/charter"
)

func TestVersion(t *testing.T) {
	for host, want := range map[string]string{aude: "915fae8b", portoVecchio: "d17eb943"} {
		if got := charter.Version([]byte(published(t, host))); got != want {
			t.Errorf("Version of %s = %q, want %q, as sha256sum has it", host, got, want)
		}
	}
}
