//go:build !js

package server

import (
	"net/http"
	"strings"
)

// policy is the content security policy of the portal pages: what the page's own
// form, stylesheet and drawings need, and 'wasm-unsafe-eval' for the banner, as
// for any WebAssembly. The banner is claimed to ask for nothing more.
var policy = strings.Join([]string{
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"connect-src 'self'",
	"style-src 'self'",
	"img-src 'self' data:",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
}, "; ")

// page wraps a handler of portal pages with their headers. The pages say what
// was read in the visitor's cookie: nothing may keep them.
func (s *server) page(show http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-store")
		show(w, r)
	})
}
