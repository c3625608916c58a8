package workshop

import (
	"strings"
	"testing"
	"time"
)

// TestEvents: events are described in French, with no-break spaces before colons.
func TestEvents(t *testing.T) {
	written := "cookies_preferences=x; Path=/; Max-Age=15552000; SameSite=Lax"
	for want, e := range map[string]Event{
		"1,2_s | La page d’essai est ouverte.": {Kind: EventPage, At: 1234 * time.Millisecond},
		"87_ms | Cookie enregistré_: cookies_preferences (durée_: 180_jours)": {
			Kind: EventWritten, At: 87 * time.Millisecond, Text: written,
		},
		"0_ms | Cookie effacé_: _ga":     {Kind: EventWritten, Text: "_ga=; Path=/; Max-Age=0"},
		"0_ms | Cookie enregistré_: _ga": {Kind: EventWritten, Text: "_ga=1"},
		"0_ms | Événement «_cookies_preferences:error_», code program": {
			Kind: EventError, Text: "program",
		},
	} {
		got := strings.ReplaceAll(e.When()+" | "+e.Sentence(), "\u00a0", "_")
		if got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}
