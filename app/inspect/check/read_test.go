//go:build !js

package check

import (
	"fmt"
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

	page, fetch, err := Open(t.Context(), site.URL, "", "")
	if err != nil {
		t.Fatal(err)
	}
	findings := Run(t.Context(), page, fetch)
	report := Report(findings)
	if Count(findings, Good) != len(findings) || !strings.HasSuffix(report, "Tout est en place.\n") {
		t.Error(report)
	}
	for path, want := range map[string]string{"/text": "pas une page HTML", "/absent": "404"} {
		_, _, err := Open(t.Context(), site.URL+path, "", "")
		if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: the error is %v, want %q", path, err, want)
		}
	}
}

// TestSavedPage: what a saved page doesn't say is reported as not checked.
func TestSavedPage(t *testing.T) {
	folder := t.TempDir()
	page := writeFile(t, folder, "page.html", goodPage)
	headers := writeFile(t, folder, "headers.txt", "HTTP/2 302\r\nlocation: /x\r\n\r\n"+
		"HTTP/2 200\r\ncontent-security-policy: script-src 'self'\r\n\r\n")

	p, fetch, err := Open(t.Context(), page, "https://opendata.aude.fr/", headers)
	if err != nil || fetch != nil {
		t.Fatalf("error %v", err)
	}
	report := Report(Run(t.Context(), p, fetch))
	for _, part := range []string{
		"'wasm-unsafe-eval'", "hors connexion", "À corriger\u00a0: 1. À vérifier\u00a0: 1.",
	} {
		if !strings.Contains(report, part) {
			t.Errorf("the report lacks %q:\n%s", part, report)
		}
	}
}

// TestOpenErrors: errors are in French.
func TestOpenErrors(t *testing.T) {
	folder := t.TempDir()
	page := writeFile(t, folder, "page.html", goodPage)
	closed := httptest.NewServer(nil)
	closed.Close()
	for _, test := range []struct{ page, address, headers, want string }{
		{folder + "/absent.html", "", "", "ni un fichier lisible\u00a0: le fichier n’existe pas"},
		{page, "opendata", "", "n’est pas une adresse http(s)"},
		{page, "ftp://opendata.aude.fr/", "", "n’est pas une adresse http(s)"},
		{page, "", folder + "/absent", "absent\u00a0» est illisible\u00a0: le fichier n’existe pas"},
		{"https://opendata.aude.fr/", "x", "", "ne concernent qu’une page enregistrée"},
		{closed.URL, "", "", "est injoignable\u00a0: le serveur refuse la connexion"},
	} {
		_, _, err := Open(t.Context(), test.page, test.address, test.headers)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("the error is %v, want %q", err, test.want)
		}
	}
}

func writeFile(t *testing.T, folder, name, text string) (path string) {
	t.Helper()
	path = filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
