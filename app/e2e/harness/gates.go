package harness

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// nonce is what the page's policy asks of a script.
const Nonce = "bm9uY2U"

// serveGates serves a page with gated scripts, under a policy that lets nothing
// run but what has the nonce, and no text become a script.
func ServeGates(t *testing.T, attributes, body string) *Page {
	t.Helper()
	for n := range 20 {
		Serve(t, fmt.Sprintf("/%d.js", n), func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprintf(w, "ran.push(%d)", n)
		})
	}
	content := strings.Replace(PortalPage(attributes), "<script", `<script nonce="`+Nonce+`">window.ran = []</script><script nonce="`+Nonce+`"`, 1)
	content = strings.Replace(content, "</main>", strings.ReplaceAll(body, "<script", `<script nonce="`+Nonce+`"`)+"</main>", 1)
	p := NewPage(t)
	p.Open(Serve(t, "/portail", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src 'self'; frame-src 'self'; connect-src 'self'; "+
			"script-src 'nonce-"+Nonce+"' 'strict-dynamic' 'wasm-unsafe-eval'; require-trusted-types-for 'script'")
		fmt.Fprint(w, content)
	}))
	return p
}
