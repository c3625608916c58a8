//go:build !js

package build

import (
	"path"
	"strings"
	"testing"

	"cookies-preferences/app/build/slim"
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
		if strings.Contains(content, "main.main\x00") {
			t.Errorf("%s has the names of its functions", name)
		}
		if strings.Contains(content, "internal/godebug.") {
			t.Errorf("%s has the settings of $GODEBUG", name)
		}
	}
	if programs != 2 {
		t.Errorf("%d programs, want the banner's and the workshop's", programs)
	}
}

// TestNotLightened: a step that can't be done is left out, with a warning.
func TestNotLightened(t *testing.T) {
	result, files := smallDist(t)
	for _, c := range []struct {
		program, goVersion string
		left               int // steps
	}{
		{"\x00asm\x02\x00\x00\x00", "go1.26", len(wasm.Steps)},
		{files[result.WASM], "go1.25.4", len(wasm.Steps) - 1},
	} {
		var warned []string
		got := lighten([]byte(c.program), c.goVersion, func(text string) {
			warned = append(warned, text)
		})
		if string(got) != c.program {
			t.Errorf("Go %s: the program was changed", c.goVersion)
		}
		if len(warned) != c.left {
			t.Errorf("Go %s: the warnings are %q, want %d", c.goVersion, warned, c.left)
		}
		last := "warning: the program keeps the names of its functions: "
		if len(warned) == 0 || !strings.HasPrefix(warned[len(warned)-1], last) {
			t.Errorf("Go %s: the warnings are %q, the last not %q", c.goVersion, warned, last)
		}
	}
}

// TestSameSettings: the stand-in for the settings of $GODEBUG is left out where it might differ.
func TestSameSettings(t *testing.T) {
	for _, c := range []struct {
		goVersion, defaults string
		same                bool
	}{
		{slim.GoVersion, "", true},
		{slim.GoVersion + ".8", "", true},
		{slim.GoVersion, "asynctimerchan=1", false},
		{"go1.25.9", "", false},
		{"go1.27rc1", "", false},
		{"", "", false},
	} {
		if err := sameSettings(c.goVersion, c.defaults); (err == nil) != c.same {
			t.Errorf("Go %q with the settings %q: %v", c.goVersion, c.defaults, err)
		}
	}
}
