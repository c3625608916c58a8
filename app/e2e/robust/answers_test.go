package robust

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/e2e/harness"
)

// answer is what a host, or a proxy on the way, sends for a file of the build.
type answer func(name string, w http.ResponseWriter, r *http.Request)

// instead is a host that gives this answer for the files whose names have that part.
func instead(part string, give answer) host {
	return func(name string, w http.ResponseWriter, r *http.Request) bool {
		if !strings.Contains(name, part) {
			return true
		}
		give(name, w, r)
		return false
	}
}

// sends is a host that sends headers with the files whose names have that part.
func sends(part string, headers ...string) host {
	return func(name string, w http.ResponseWriter, _ *http.Request) bool {
		for i := 0; strings.Contains(name, part) && i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		return true
	}
}

// status answers with an HTTP status.
func status(code int) answer {
	return func(_ string, w http.ResponseWriter, _ *http.Request) {
		http.Error(w, http.StatusText(code), code)
	}
}

// loginPage is what a proxy sends in place of any file.
func loginPage(_ string, w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprint(w, "<!doctype html><title>Connexion au réseau</title><p>Identifiez-vous")
}

// altered sends the file after something has happened to it.
func altered(t *testing.T, alter func(file []byte) []byte) answer {
	return func(name string, w http.ResponseWriter, _ *http.Request) {
		w.Write(alter(buildFile(t, name)))
	}
}

func half(file []byte) []byte { return file[:len(file)/2] }

// damaged flips one bit in the middle.
func damaged(file []byte) []byte {
	file[len(file)/2] ^= 0x80
	return file
}

// stalls sends half of a file, then waits until the visitor leaves.
func stalls(t *testing.T) answer {
	return func(name string, w http.ResponseWriter, r *http.Request) {
		w.Write(half(buildFile(t, name)))
		http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}
}

func buildFile(t *testing.T, name string) []byte {
	file, err := os.ReadFile(filepath.Join(harness.Built.Dir, filepath.FromSlash(name)))
	if err != nil {
		t.Error(err)
	}
	return file
}

// endless sends text, some 6 MB a second, until the visitor's browser leaves, and then passes on
// how many bytes it has sent.
func endless(sent chan<- int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		text := "Charte cookies\n\n" + strings.Repeat("Une phrase.\n", 5000)
		n := 0
		for ; r.Context().Err() == nil; n += len(text) {
			fmt.Fprint(w, text)
			time.Sleep(10 * time.Millisecond)
		}
		sent <- n
	}
}
