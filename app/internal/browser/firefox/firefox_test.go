//go:build linux

package firefox

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestStop: nothing is left of Firefox, neither the profile nor a process.
func TestStop(t *testing.T) {
	b, err := Launch(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if running(b.folder) == 0 {
		t.Error("no process has the profile")
	}
	if err := b.Stop(); err != nil {
		t.Error(err)
	}
	deadline := time.Now().Add(startPatience)
	for ; running(b.folder) > 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d processes are left", running(b.folder))
		}
	}
	if _, err := os.Stat(b.folder); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the profile is left: %v", err)
	}
}

// running counts Firefox's processes, which have the folder as their home.
func running(folder string) (n int) {
	list, err := filepath.Glob("/proc/[0-9]*/environ")
	if err != nil {
		panic(err)
	}
	for _, file := range list {
		text, err := os.ReadFile(file)
		if err == nil && slices.Contains(strings.Split(string(text), "\x00"), "HOME="+folder) {
			n++
		}
	}
	return n
}

// TestMissing: without Firefox, the error says what to install.
func TestMissing(t *testing.T) {
	t.Setenv("FIREFOX", "")
	t.Setenv("PATH", t.TempDir())
	_, err := Launch(context.Background(), Options{})
	if err == nil || !strings.Contains(err.Error(), "install it") {
		t.Errorf("the error is %v", err)
	}
	t.Setenv("FIREFOX", filepath.Join(t.TempDir(), "firefox"))
	_, err = Launch(context.Background(), Options{})
	if err == nil || !strings.Contains(err.Error(), "did not start") {
		t.Errorf("the error is %v", err)
	}
}
