package robust

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

const (
	elsewhere   = `<script src="{{elsewhere}}" defer {{attributes}}></script>`
	crossorigin = `<script crossorigin src="{{elsewhere}}" defer {{attributes}}></script>`
)

// notAllowed are parts of what the browser logs when a missing CORS header stops a request.
var notAllowed = []string{"CORS policy", "ERR_FAILED"}

// hosts: dist/ is on another site than the page, or has types of its own.
func hosts(*testing.T) []hardship {
	shared := sends("", "Access-Control-Allow-Origin", "*")
	isolated := map[string]string{
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Embedder-Policy": "require-corp",
	}
	const nosniff = "X-Content-Type-Options"
	return []hardship{
		{name: "another site, with CORS", tag: elsewhere, host: shared},
		{name: "another site, without CORS", want: cannotOpen, tag: elsewhere,
			announced: notAllowed},
		{name: "COEP", want: notAsked, tag: elsewhere, header: isolated, host: shared,
			announced: []string{"ERR_BLOCKED_BY_RESPONSE"}},
		{name: "COEP, crossorigin", tag: crossorigin, header: isolated, host: shared},
		{name: "COEP, CORP from the host", tag: elsewhere, header: isolated,
			host: sends("", "Access-Control-Allow-Origin", "*",
				"Cross-Origin-Resource-Policy", "cross-origin")},
		{name: "nosniff, any type for the program",
			host: sends(".wasm", nosniff, "nosniff", "Content-Type", "application/octet-stream")},
		{name: "nosniff, script as text", want: notAsked,
			host: sends(
				harness.Built.Script, nosniff, "nosniff", "Content-Type", "text/plain"),
			announced: []string{"MIME type"}},
	}
}

// integrity: the tag, or the page's policy, asks for digests.
func integrity(t *testing.T) []hardship {
	list := digests(t)
	tag := func(digest, rest string) string {
		return `<script integrity="` + digest + `" ` + rest + ` defer {{attributes}}></script>`
	}
	right := list[harness.Built.Script]
	header := map[string]string{"Integrity-Policy": "blocked-destinations=(script)"}
	shared := sends("", "Access-Control-Allow-Origin", "*")
	altered := make(map[string]string)
	for name := range list {
		altered[name] = right
	}
	return []hardship{
		{name: "another site, crossorigin", host: shared,
			tag: tag(right, `crossorigin src="{{elsewhere}}"`)},
		{name: "another site, no crossorigin", want: notAsked, host: shared,
			tag: tag(right, `src="{{elsewhere}}"`), announced: []string{"integrity"}},
		{name: "of another version", want: notAsked, announced: []string{"integrity"},
			tag: tag(list[harness.Built.WASM], `src="{{src}}"`)},
		{name: "Integrity-Policy, import map", header: header, head: importMap(t, list),
			tag: tag(right, `crossorigin src="{{src}}"`)},
		{name: "a dialog that was altered", want: cannotOpen, head: importMap(t, altered),
			tag: tag(right, `src="{{src}}"`), announced: []string{"integrity", "digest"}},
		{name: "Integrity-Policy, no import map", want: cannotOpen, header: header,
			tag: tag(right, `crossorigin src="{{src}}"`), announced: []string{"Integrity-Policy"}},
	}
}

// digests are those of the build's files, as SHA384SUMS has them.
func digests(t *testing.T) map[string]string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(harness.Built.Dir, "SHA384SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	list := make(map[string]string)
	for line := range strings.Lines(string(content)) {
		digest, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		list[name] = digest
	}
	return list
}

// importMap gives the digests of the script's other modules, which are beside the page.
func importMap(t *testing.T, digests map[string]string) string {
	t.Helper()
	list := make(map[string]string)
	for name, digest := range digests {
		if strings.HasSuffix(name, ".js") && name != harness.Built.Script {
			list["./"+name] = digest
		}
	}
	text, err := json.Marshal(map[string]any{"integrity": list})
	if err != nil {
		t.Fatal(err)
	}
	return `<script type="importmap">` + string(text) + `</script>`
}
