//go:build !js || workshop

package charter_test

import (
	"testing"

	"cookies-preferences/charter"
)

func TestVersion(t *testing.T) {
	for host, want := range map[string]string{aude: "915fae8b", portoVecchio: "d17eb943"} {
		for _, mark := range []string{"", "\ufeff"} {
			if got := charter.Version([]byte(mark + published(t, host))); got != want {
				t.Errorf("Version of %s after %q = %q, want %q, as sha256sum has it",
					host, mark, got, want)
			}
		}
	}
}
