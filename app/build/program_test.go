//go:build !js

package build

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

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

// TestLongSteps prints the size of the banner's program after each step that makes it smaller:
// go test -run TestLongSteps -v ./app/build. A step that saves less than 2,000 bytes isn't worth
// its code.
func TestLongSteps(t *testing.T) {
	root, err := moduleRoot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	goVersion, err := runGo(t.Context(), root, "env", "GOVERSION")
	if err != nil {
		t.Fatal(err)
	}
	tmp := t.TempDir()
	flag, err := slimGoApp(t.Context(), root, tmp, func(line string) { t.Error(line) })
	if err != nil {
		t.Fatal(err)
	}
	var program []byte
	before := 0
	step := func(name string, do func() ([]byte, error)) {
		start := time.Now()
		changed, err := do()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		program = changed
		took := time.Since(start).Round(time.Millisecond)
		var packed bytes.Buffer
		write(brotli.NewWriterLevel(&packed, brotli.BestCompression), program)
		t.Logf("%-40s raw %9d, brotli %7d, in %v", name, len(program), packed.Len(), took)
		if before > 0 && before-packed.Len() < 2000 {
			t.Errorf("%s: it saves %d bytes", name, before-packed.Len())
		}
		before = packed.Len()
	}
	step("linked, with the settings of $GODEBUG", func() ([]byte, error) {
		return buildProgram(t.Context(), root, tmp, "./app", withGodebug(t, flag))
	})
	step("without them", func() ([]byte, error) {
		return buildProgram(t.Context(), root, tmp, "./app", flag)
	})
	for _, s := range wasm.Steps {
		step(s.Name, func() ([]byte, error) { return s.Do(program, goVersion) })
	}
}

// withGodebug returns a flag like that of slimGoApp, which leaves internal/godebug as it is.
func withGodebug(t *testing.T, flag string) string {
	t.Helper()
	name := strings.TrimPrefix(flag, "-overlay=")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var overlay struct{ Replace map[string]string }
	if err := json.Unmarshal(data, &overlay); err != nil {
		t.Fatal(err)
	}
	files := len(overlay.Replace)
	maps.DeleteFunc(overlay.Replace, func(_, file string) bool {
		return filepath.Base(file) == "godebug.go"
	})
	if len(overlay.Replace) != files-1 {
		t.Fatalf("%d files stand in for godebug.go, want 1", files-len(overlay.Replace))
	}
	other := filepath.Join(filepath.Dir(name), "with-godebug.json")
	if err := os.WriteFile(other, asJSON(overlay), 0o644); err != nil {
		t.Fatal(err)
	}
	return "-overlay=" + other
}
