package harness

import (
	"net/http"
	"strings"
	"testing"
)

// heldProgram serves the build, and a program that comes only once it is let
// through; it returns the script's address.
func HeldProgram(t *testing.T) (src string, let func()) {
	t.Helper()
	held := make(chan struct{})
	src = ServeBuild(t, func(name string, _ http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(name, ".wasm") {
			select {
			case <-held:
			case <-r.Context().Done(): // the visitor left
			}
		}
		return true
	})
	return src, func() { close(held) }
}

// heldPage is a page with that script.
func HeldPage(src, attributes string) string {
	return strings.Replace(Listening(`data-portal="`+Aude+`" `+attributes), "/banner/banner.js", src, 1)
}
