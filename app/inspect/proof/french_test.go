//go:build !js

package proof

import (
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/internal/tag"
)

func TestFrench(t *testing.T) {
	for want, at := range map[string]time.Time{
		"dimanche 22\u00a0novembre 2026 à 9\u00a0h\u00a003\u00a0min\u00a007\u00a0s (temps\u00a0universel)": time.Date(2026, 11, 22, 10, 3, 7, 0, time.FixedZone("", 3600)),
		"samedi 1er\u00a0août 2026 à 0\u00a0h\u00a000\u00a0min\u00a000\u00a0s (temps\u00a0universel)":      time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC),
	} {
		if got := frenchTime(at); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// checkSpaces holds a French text to its no-break spaces.
func checkSpaces(t *testing.T, text string) {
	t.Helper()
	for _, sign := range []string{" :", " ;", " ?", " !", "« ", " »"} {
		if before, after, found := strings.Cut(text, sign); found {
			t.Errorf("there is a breaking space: …%s[%s]%s…", before[max(0, len(before)-20):], sign, after[:min(20, len(after))])
		}
	}
}

func TestSpaces(t *testing.T) {
	checkSpaces(t, pageText)
	checkSpaces(t, neutralPage(tag.Tag{Portal: aude}))
	for _, l := range layers() {
		checkSpaces(t, l.Title)
		checkSpaces(t, l.About)
	}
	for _, a := range acts(tag.Tag{}) {
		checkSpaces(t, a.title)
	}
}

// TestMeanings: every attribute is told, those left out too, in French with its
// spaces.
func TestMeanings(t *testing.T) {
	full := tag.Tag{Portal: aude, Charter: "/charte.txt", Version: "1", Trackers: []string{"ga"}, Categories: []string{"statistics"},
		Integrations: []string{"matomo"}, Domain: "aude.fr", Theme: "dark", Load: "idle"}
	for _, s := range []subject{{Tag: tag.Tag{Portal: aude}, Version: "915fae8b"}, {Tag: tag.Tag{Portal: aude}}, {Tag: full, Version: "1"}} {
		told := s.Meanings()
		if len(told) != 10 {
			t.Errorf("%d attributes are told", len(told))
		}
		for i, a := range told {
			checkSpaces(t, a.Value)
			if a.Value == "" || i > 0 && a.Value == told[i-1].Value {
				t.Errorf("%s is told by %q", a.Name, a.Value)
			}
		}
	}
}
