package chromium

import (
	"context"
	"errors"
	"os"
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
	drivertest.Run(t, b)
}

// TestOwnProfile: the browser's own profile has the settings in its folder.
func TestOwnProfile(t *testing.T) {
	folder := t.TempDir()
	settings := filepath.Join(folder, "Default", "Preferences")
	if err := os.Mkdir(filepath.Dir(settings), 0o755); err != nil {
		t.Fatal(err)
	}
	const noScripts = `{"profile": {"default_content_setting_values": {"javascript": 2}}}`
	if err := os.WriteFile(settings, []byte(noScripts), 0o644); err != nil {
		t.Fatal(err)
	}
	b, err := Launch(t.Context(), Options{Folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Stop()
	tab, err := b.OwnProfile().NewTab(t.Context(), func(browser.Event) {})
	if err != nil {
		t.Fatal(err)
	}
	const page = "data:text/html,<noscript>off</noscript><script>document.title = 'on'</script>"
	if err := tab.Navigate(t.Context(), page); err != nil {
		t.Fatal(err)
	}
	found, err := tab.Evaluate(t.Context(), "document.title", browser.IsolatedWorld)
	if err != nil || string(found) != `""` {
		t.Errorf("without scripts, the title is %s: %v", found, err)
	}
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
