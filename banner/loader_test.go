package banner

import (
	"testing"

	"cookies-preferences/banner/preferences"
)

// TestNoticeRecord: what the loader writes by itself is what Update would record.
// To refuse is the same whatever the portal declares, which the loader relies on.
func TestNoticeRecord(t *testing.T) {
	for _, c := range []Config{
		{},
		{Trackers: []preferences.Name{preferences.Matomo, preferences.GoogleAnalytics}},
		{Categories: []preferences.Name{preferences.Internal}},
		{Categories: []preferences.Name{}, Trackers: []preferences.Name{preferences.XiTi}},
	} {
		c.Version = "v1"
		s, _ := play(c, preferences.Preferences{}, Chose{Choice: RefuseAll, At: noon})
		if got := NoticeRecord(RefuseAll, "v1", noon); got != s.Chosen {
			t.Errorf("with %+v, refusing records %+v, and the loader writes %+v", c, s.Chosen, got)
		}
	}
	s, _ := play(Config{Version: "v1"}, preferences.Preferences{}, Chose{Choice: AcceptAll, At: noon})
	if got := NoticeRecord(AcceptAll, "v1", noon); got != s.Chosen {
		t.Errorf("accepting records %+v, and the loader writes %+v", s.Chosen, got)
	}
}
