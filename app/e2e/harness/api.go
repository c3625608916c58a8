package harness

import (
	"slices"
	"testing"
	"time"

	"cookies-preferences/banner/preferences"
)

// openListening opens a bare page with the banner, whose events are kept.
func OpenListening(t *testing.T, attributes string) *Page {
	t.Helper()
	p := NewPage(t)
	p.Open(ServeText(t, "/portail", "text/html", Listening(attributes)))
	return p
}

// checkAllowed holds the record to allowing just these names.
func CheckAllowed(t *testing.T, p *Page, names ...preferences.Name) {
	t.Helper()
	got, ok := preferences.Decode(p.Cookie().Value, time.Now())
	if !ok {
		t.Fatal("the cookie is no choice")
	}
	for _, n := range append(preferences.Categories[:], preferences.Trackers[:]...) {
		if got.Allows(n) != slices.Contains(names, n) {
			t.Errorf("%s is %v, want allowed: %q", n, got.Allows(n), names)
		}
	}
}
