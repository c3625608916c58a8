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
		"La page d’essai est ouverte. | 0_ms | ": {Kind: EventPage},
		"Script chargé_: banner.js | 1,2_s | 24,5_ko, 9,1_ko compressé, en 87_ms": {
			Kind: EventFile, Name: "banner.js", At: 1234 * time.Millisecond,
			Took: 87 * time.Millisecond, Size: 24_486, Wire: 9_138,
		},
		"Cookie enregistré_: cookies_preferences (durée_: 180_jours) | 87_ms | 21_octets": {
			Kind: EventWritten, At: 87 * time.Millisecond, Text: written,
		},
		"Cookie effacé_: _ga | 0_ms | ": {
			Kind: EventWritten, Text: "_ga=; Path=/; Max-Age=0",
		},
		"Contenu autorisé_: «_Matomo_» (matomo) | 0_ms | ": {Kind: EventGate, Name: "matomo"},
		"Événement «_cookies_preferences:error_», code program_: HTTP status 404 | 0_ms | ": {
			Kind: EventError, Name: "program", Text: "HTTP status 404",
		},
	} {
		got := e.Sentence() + " | " + e.When() + " | " + e.Cost()
		if got = strings.ReplaceAll(got, "\u00a0", "_"); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}
