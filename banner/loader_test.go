package banner

import (
	"slices"
	"testing"

	"cookies-preferences/banner/preferences"
)

// TestNoticeRecord: what the loader writes by itself is what Update would record.
// To refuse is the same whatever the portal declares, but for what was asked, which
// the loader relies on.
func TestNoticeRecord(t *testing.T) {
	for _, c := range []Config{
		{},
		{Trackers: []preferences.Name{preferences.Matomo, preferences.GoogleAnalytics}},
		{Categories: []preferences.Name{preferences.Internal}},
		{Categories: []preferences.Name{}, Trackers: []preferences.Name{preferences.XiTi}},
	} {
		c.Version = "v1"
		s, _ := play(c, preferences.Preferences{}, Chose{Choice: RefuseAll, At: noon})
		got := NoticeRecord(Config{Trackers: preferences.Trackers[:], Version: "v1"}, RefuseAll, noon)
		if got.Asked != preferences.SetOf(slices.Concat(preferences.Categories[:], preferences.Trackers[:])...) {
			t.Errorf("where everything is asked, the record says %b", got.Asked)
		}
		got.Asked = 0
		if c.Categories != nil || c.Trackers != nil {
			got.Asked = c.Asks()
		}
		if got != s.Chosen {
			t.Errorf("with %+v, refusing records %+v, and the loader writes %+v", c, s.Chosen, got)
		}
	}
	s, _ := play(Config{Version: "v1"}, preferences.Preferences{}, Chose{Choice: AcceptAll, At: noon})
	if got := NoticeRecord(Config{Version: "v1"}, AcceptAll, noon); got != s.Chosen {
		t.Errorf("accepting records %+v, and the loader writes %+v", s.Chosen, got)
	}
}
