//go:build !js

package check

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFetchedPage: a page is read as its server sends it, after a redirect too.
func TestFetchedPage(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("/", http.RedirectHandler("/portail/", http.StatusFound))
	mux.HandleFunc("/portail/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Security-Policy", "default-src 'self' 'wasm-unsafe-eval'")
		fmt.Fprint(w, strings.Replace(goodPage, "/cookies/", "../cookies/", 1))
	})
	mux.HandleFunc("/cookies/banner.js", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "cookies_preferences")
	})
	mux.HandleFunc("/text", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "text") })
	mux.HandleFunc("/absent", http.NotFound)
	site := httptest.NewServer(mux)
	defer site.Close()

	page, err := Open(t.Context(), site.URL)
	if err != nil {
		t.Fatal(err)
	}
	findings := Run(t.Context(), page, Fetch)
	report := Report(findings)
	if Count(findings, Good) != len(findings) ||
		!strings.HasSuffix(report, "Tout est en place.\n") {
		t.Error(report)
	}
	for path, want := range map[string]string{"/text": "pas une page HTML", "/absent": "404"} {
		_, err := Open(t.Context(), site.URL+path)
		if err == nil || !strings.Contains(err.Error(), path) ||
			!strings.Contains(err.Error(), want) {
			t.Errorf("%s: the error is %v, want %q", path, err, want)
		}
	}
}

// TestSavedPage: what a saved page doesn't say is reported as not checked.
func TestSavedPage(t *testing.T) {
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, []byte(goodPage), 0o644); err != nil {
		t.Fatal(err)
	}
	p, err := Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	report := Report(Run(t.Context(), p, Fetch))
	for _, part := range []string{
		"en-têtes", "hors connexion", "À corriger\u00a0: 0. À vérifier\u00a0: 2.",
	} {
		if !strings.Contains(report, part) {
			t.Errorf("the report lacks %q:\n%s", part, report)
		}
	}
}

// TestOpenErrors: errors are in French.
func TestOpenErrors(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	for page, want := range map[string]string{
		"absent.html": "ni un fichier lisible\u00a0: le fichier n’existe pas",
		closed.URL:    "est injoignable\u00a0: le serveur refuse la connexion",
	} {
		_, err := Open(t.Context(), page)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want %q", err, want)
		}
	}
	denied := &fs.PathError{Op: "open", Path: "page.html", Err: fs.ErrPermission}
	if got := reason(denied); got != "l’accès au fichier est refusé" {
		t.Errorf("%v is reported as %q", denied, got)
	}
}
