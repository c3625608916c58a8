package web

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestOneOwnerOfTheCookie: one module of the loader reads and writes the cookie, and none
// anything else that a browser keeps: the storages in the program's sandbox are stand-ins.
func TestOneOwnerOfTheCookie(t *testing.T) {
	const owner, sandbox = "web/loader/start/choice.js", "web/loader/program/sandbox.js"
	comment := regexp.MustCompile(`(?s)/\*.*?\*/|//[^\n]*`)
	standIn := regexp.MustCompile(`(local|session)Storage: createStorage\(\)`)
	// htmx keeps pages there, which a withdrawal removes.
	removal := regexp.MustCompile(`of \[sessionStorage, localStorage\]\) storage\.removeItem\(`)
	var owners, storing []string
	for _, name := range filesUnder(t, "web/loader", ".js") {
		if strings.HasSuffix(name, ".test.js") || strings.HasPrefix(name, "web/loader/testing/") {
			continue
		}
		code := comment.ReplaceAllString(read(t, name), "")
		if name == sandbox {
			code = standIn.ReplaceAllString(code, "")
		}
		code = removal.ReplaceAllString(code, "")
		if regexp.MustCompile(`document\.cookie|cookieStore`).MatchString(code) {
			owners = append(owners, name)
		}
		if regexp.MustCompile(`(local|session)Storage|indexedDB|\bcaches\b`).MatchString(code) {
			storing = append(storing, name)
		}
	}
	if !slices.Equal(owners, []string{owner}) {
		t.Errorf("%q use the cookie, want %s alone", owners, owner)
	}
	if len(storing) > 0 {
		t.Errorf("%q use a storage", storing)
	}
}
