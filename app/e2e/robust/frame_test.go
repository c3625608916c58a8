package robust

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/internal/browser/chromium"
)

// frame is a frame that fills the window of a page around it.
type frame struct {
	attributes string // of the <iframe>
	foreign    bool   // whether the page around it is another site's
}

// serve serves the page around the frame, and returns its address.
func (f *frame) serve(t *testing.T, address string) string {
	t.Helper()
	around := harness.ServeText(t, "/cadre", "text/html; charset=utf-8", `<!doctype html><html lang="fr"><title>Cadre</title>`+
		`<iframe title="Portail" src="`+address+`" `+f.attributes+` style="position: fixed; inset: 0; width: 100%; height: 100%; border: 0"></iframe>`)
	if f.foreign {
		return harness.Elsewhere(around)
	}
	return around
}

// enter goes on in the page's frame, until another page is opened: what is
// evaluated is evaluated there, and its problems are the page's.
func enter(p *harness.Page) {
	p.T.Helper()
	p.EnterFrame()
}

// pageWith opens a blank tab in a browser of its own, whose profile has these
// settings: what a visitor sets for all sites cannot be set in the tests' own.
func pageWith(t *testing.T, settings string) *harness.Page {
	t.Helper()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "Default"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "Default", "Preferences"), []byte(settings), 0o644); err != nil {
		t.Fatal(err)
	}
	b, err := chromium.Launch(context.Background(), chromium.Options{Folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Stop() })
	return harness.NewTab(t, b.OwnProfile())
}
