package banner

import (
	"strings"
	"testing"
	"time"

	"cookies-preferences/banner/preferences"
)

// TestSummary: who comes back is told what is in force, of what has a switch
// here, since when and until when.
func TestSummary(t *testing.T) {
	chosen := preferences.Preferences{Statistics: true, Matomo: true, GoogleAnalytics: true}
	chosen.Timestamp = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.Local).UnixMilli()
	s := State{
		Config: Config{Categories: []preferences.Name{preferences.Statistics, preferences.Internal}, Trackers: []preferences.Name{preferences.Matomo}},
		Chosen: chosen, Dialog: DialogPreferences,
	}
	got := html(s)
	for _, part := range []string{
		"Votre choix du 1er\u00a0mars 2026", "gardé jusqu’au 28\u00a0août 2026.",
		"Autorisé\u00a0: Statistiques, Matomo.", "Refusé\u00a0: Internes.",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("the preferences do not say %q:\n%s", part, got)
		}
	}
	for _, part := range []string{"Tiers", "Google"} {
		if strings.Contains(got, part) {
			t.Errorf("the preferences speak of %s, which has no switch here", part)
		}
	}
	s.Chosen = preferences.Preferences{}
	if strings.Contains(html(s), "Votre choix du") {
		t.Error("there is a summary where nothing was chosen")
	}
}

func TestFrenchDate(t *testing.T) {
	for day, want := range map[time.Time]string{
		time.Date(2027, time.February, 2, 0, 0, 0, 0, time.UTC): "2\u00a0février 2027",
		time.Date(2026, time.August, 1, 0, 0, 0, 0, time.UTC):   "1er\u00a0août 2026",
	} {
		if got := FrenchDate(day); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
