package harness

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// listening is a page that keeps the banner's events in window.errors and
// window.changes.
func Listening(attributes string) string {
	return strings.Replace(PortalPage(attributes), "<script", `<script>
		window.errors = []; window.changes = [];
		document.addEventListener("cookies_preferences:error", (e) => errors.push(e.detail));
		document.addEventListener("cookies_preferences:change", (e) => changes.push(e.detail));
	</script><script`, 1)
}

// checkError holds the event and the console to one error that says what and
// where.
func CheckError(t *testing.T, p *Page, code string, parts ...string) {
	t.Helper()
	p.Wait(`errors.length > 0`)
	type report struct{ Code, Message string }
	errors := Eval[[]report](p, `errors`)
	if len(errors) != 1 || errors[0].Code != code {
		t.Fatalf("the error events are %+v, want one %s", errors, code)
	}
	for _, part := range parts {
		if !strings.Contains(errors[0].Message, part) {
			t.Errorf("the message %q does not say %q", errors[0].Message, part)
		}
	}
	_, warnings := p.Seen()
	line := fmt.Sprintf("[cookies-preferences] %s: %s", code, errors[0].Message)
	if !slices.ContainsFunc(warnings, func(w string) bool { return strings.Contains(unquote(w), line) }) {
		t.Errorf("the console has %q, want the line %q", warnings, line)
	}
}

// unquote undoes the JSON in which the protocol gives console arguments.
func unquote(s string) string { return strings.NewReplacer(`\"`, `"`, `\n`, "\n").Replace(s) }
