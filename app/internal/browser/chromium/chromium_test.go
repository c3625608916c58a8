package chromium

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"cookies-preferences/app/internal/browser"
	"cookies-preferences/app/internal/browser/drivertest"
)

// Chromium keeps the contract.
var _ browser.Browser = (*Browser)(nil)

func TestDriver(t *testing.T) {
	b, err := Launch(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Stop()
	drivertest.Run(t, b, true)
}

func TestMissing(t *testing.T) {
	t.Setenv("CHROMIUM", "")
	t.Setenv("PATH", t.TempDir())
	if _, err := Launch(context.Background(), Options{}); !errors.Is(err, ErrMissing) {
		t.Errorf("without Chromium the error is %v", err)
	}
	t.Setenv("CHROMIUM", filepath.Join(t.TempDir(), "chromium"))
	_, err := Launch(context.Background(), Options{})
	if err == nil || !strings.Contains(err.Error(), "did not start") {
		t.Errorf("with a wrong path the error is %v", err)
	}
}
