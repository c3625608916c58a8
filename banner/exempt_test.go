//go:build !js

package banner

import (
	"slices"
	"testing"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/banner/preferences/services"
	"cookies-preferences/charter"
)

// TestExemptTrackers: the catalogue's cookies of the trackers that may be exempt are known, those
// of other services are not, and a cookie that the charter doesn't declare exempt is nobody's.
func TestExemptTrackers(t *testing.T) {
	for _, s := range services.All {
		var want []string
		if n := preferences.Name(s.ID); n != preferences.GoogleAnalytics &&
			slices.Contains(preferences.Trackers, n) {
			want = []string{string(s.ID)}
		}
		for _, c := range s.Cookies {
			if got := exemptTrackers(charter.Cookie{Name: c.Name, Exempt: true}); !slices.Equal(got, want) {
				t.Errorf("%s is set by %q, want %q", c.Name, got, want)
			}
			if got := exemptTrackers(charter.Cookie{Name: c.Name}); got != nil {
				t.Errorf("%s, which waits for consent, is of %q", c.Name, got)
			}
		}
	}
	about := charter.Cookie{Name: "x", Purpose: "Mesure avec Matomo", Exempt: true}
	if got := exemptTrackers(about); !slices.Equal(got, []string{string(preferences.Matomo)}) {
		t.Errorf("a cookie of Matomo's, by its purpose, is of %q", got)
	}
	if got := exemptTrackers(charter.Cookie{Name: "mtm_consent_removed", Exempt: true}); got != nil {
		t.Errorf("an objection to Matomo is of %q", got)
	}
}
