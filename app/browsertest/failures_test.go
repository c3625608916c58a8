package browsertest

import (
	"net/http"
	"strings"
	"testing"
)

// TestResilienceFailures: whatever does not come, or ends, on the way.
func TestResilienceFailures(t *testing.T) {
	notFound := func(name string, w http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(name, ".wasm") {
			http.NotFound(w, r)
			return false
		}
		return true
	}
	resilience(t, "Failures on the way", 4, []hardship{
		{name: "nothing fails: accept"},
		{name: "nothing fails: save", act: "save"},
		{name: "the program is not found: accept", host: notFound, act: "accept"},
		{name: "the program is not found: save", host: notFound, announced: []string{"404"}, act: "save"},
		{name: "the program is not found: accept what only it can write", attributes: `data-portal="` + aude + `" data-trackers="ga matomo"`,
			host: notFound, announced: []string{"404"}},
	})
}
