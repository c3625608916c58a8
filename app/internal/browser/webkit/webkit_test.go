package webkit

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/drivertest"
)

// WebKit keeps the contract.
var _ browser.Browser = (*Browser)(nil)

func TestDriver(t *testing.T) {
	b, err := Launch(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Stop()
	drivertest.Run(t, b, false)
}

// TestMissing: without WebKit, the error says what to install.
func TestMissing(t *testing.T) {
	check := func() {
		t.Helper()
		_, err := Launch(Options{})
		if !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), "apt-get install") {
			t.Errorf("the error is %v", err)
		}
	}
	t.Run("MiniBrowser", func(t *testing.T) {
		t.Setenv("WEBKIT", filepath.Join(t.TempDir(), "MiniBrowser"))
		check()
	})
	t.Run("driver", func(t *testing.T) {
		t.Setenv("PATH", t.TempDir())
		check()
	})
}

// TestStop: nothing is left of a profile, neither its folder nor a process.
func TestStop(t *testing.T) {
	b, err := Launch(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Stop()
	made, err := b.NewProfile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	folder := made.(*Profile).folder
	if running(t, folder) == 0 {
		t.Error("no process has the folder")
	}
	if err := made.Close(t.Context()); err != nil {
		t.Error(err)
	}
	if n := running(t, folder); n > 0 {
		t.Errorf("%d processes are left", n)
	}
	if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is left: %v", err)
	}
}

// running counts the processes that have the folder as their home.
func running(t *testing.T, folder string) (n int) {
	t.Helper()
	list, err := filepath.Glob("/proc/[0-9]*/environ")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range list {
		text, err := os.ReadFile(file)
		if err == nil && slices.Contains(strings.Split(string(text), "\x00"), "HOME="+folder) {
			n++
		}
	}
	return n
}

// TestPhone: a window can be as narrow as a phone, and still has the focus; a profile can have
// settings of its own.
func TestPhone(t *testing.T) {
	b, err := Launch(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Stop()
	profile, err := b.NewProfileWith(t.Context(),
		"--features=-TrustedTypes", "JSC_useWasm=false")
	if err != nil {
		t.Fatal(err)
	}
	defer profile.Close(t.Context())
	tab, err := profile.NewTab(t.Context(), func(browser.Event) {})
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range [][2]int{{320, 640}, {844, 390}, {1280, 6000}, {320, 256}} {
		if err := tab.Resize(t.Context(), size[0], size[1]); err != nil {
			t.Fatal(err)
		}
		got, err := browser.Evaluate[bool](t.Context(), tab, `document.hasFocus()`)
		if err != nil || !got {
			t.Errorf("at %v: focused %v, %v", size, got, err)
		}
	}
	got, err := browser.Evaluate[[2]bool](t.Context(), tab,
		`["trustedTypes" in window, "WebAssembly" in window]`)
	if err != nil || got != [2]bool{} {
		t.Errorf("Trusted Types, WebAssembly: %v, %v", got, err)
	}
}
