//go:build !js

package build

import (
	"path"
	"strings"
	"testing"

	"cookies-preferences/app/build/wasm"
)

// TestLightened: the programs in dist are lightened, and nothing was left out.
func TestLightened(t *testing.T) {
	_, files := smallDist(t)
	if len(small.warned) > 0 {
		t.Errorf("the build warned: %q", small.warned)
	}
	programs := 0
	for name, content := range files {
		if path.Ext(name) != ".wasm" {
			continue
		}
		programs++
		merged, err := wasm.MergeData([]byte(content))
		if err != nil || string(merged) != content {
			t.Errorf("%s: its data segments can still be merged: %v", name, err)
		}
	}
	if programs != 2 {
		t.Errorf("%d programs, want the banner's and the workshop's", programs)
	}
}

// TestNotLightened: a program that isn't understood is shipped as it is, with a warning.
func TestNotLightened(t *testing.T) {
	var warned []string
	const program = "\x00asm\x02\x00\x00\x00"
	got := lighten([]byte(program), func(text string) { warned = append(warned, text) })
	if string(got) != program {
		t.Errorf("%q was changed to %q", program, got)
	}
	if len(warned) != 1 || !strings.HasPrefix(warned[0], "warning: the program's data segments") {
		t.Errorf("the warnings are %q", warned)
	}
}
