package robust

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// programFailures: the program, a .wasm or its .gz, does not come, or something
// else in its place.
func programFailures(t *testing.T) []hardship {
	wasm := func(name string, give answer, announced ...string) hardship {
		return without("the program "+name, ".wasm", give, announced...)
	}
	typed := func(give answer) answer {
		return func(name string, w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/wasm")
			give(name, w, r)
		}
	}
	header := func(_ string, file []byte) []byte { return flip(file, 1) }
	code := func(name string, file []byte) []byte {
		if strings.HasSuffix(name, ".gz") {
			return flip(file, len(file)/2)
		}
		at, _, _ := section(t, file, codeSection)
		return flip(file, at)
	}
	return slices.Concat(
		trying(wasm("is not found (404)", status(404), "404"), "accept", "refuse", "save"),
		trying(wasm("is forbidden (403)", status(403), "403"), "save"),
		trying(wasm("makes its host fail (500)", status(500), "500"), "save"),
		trying(wasm("has a host that is overloaded (503)", status(503), "503"), "save"),
		trying(wasm("comes as text/plain", func(name string, w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			w.Write(buildFile(t, name))
		}), "save"),
		trying(wasm("is cut in half", altered(t, half)), "save"),
		trying(wasm("is cut in half, under its own type", typed(altered(t, half))), "save"),
		trying(wasm("has a wrong bit in its header", altered(t, header)), "save"),
		trying(wasm("has a wrong bit in its code", altered(t, code)), "save"),
		trying(wasm("has a wrong bit in its code, under its own type", typed(altered(t, code))), "save"),
		trying(without("the program's .gz has a wrong bit", ".wasm.gz", altered(t, code)), "save"),
		trying(without("the program's .gz is not found", ".wasm.gz", status(404), "404"), "save"),
		trying(wasm("is empty", content("application/wasm", "")), "save"),
		trying(wasm("is a proxy's page", content("text/html", errorPage)), "accept", "save"),
		trying(wasm("is a proxy's page, under its own type", typed(content("application/wasm", errorPage))), "save"),
		trying(wasm("is another program", content("application/wasm", foreign)), "save"),
		trying(wasm("is one that ends at once", content("application/wasm", endsAtOnce)), "accept", "save"),
		trying(wasm("is redirected to a captive portal", captivePortal(t), "CORS policy", "net::ERR_FAILED"), "save"),
	)
}
