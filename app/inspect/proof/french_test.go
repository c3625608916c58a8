//go:build !js

package proof

import (
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/internal/tag"
)

func TestFrenchTime(t *testing.T) {
	for want, at := range map[string]time.Time{
		"dimanche 22 novembre 2026 à 9 h 03 min 07 s (temps universel)": time.Date(
			2026, 11, 22, 10, 3, 7, 0, time.FixedZone("", 3600)),
		"samedi 1er août 2026 à 0 h 00 min 00 s (temps universel)": time.Date(
			2026, 8, 1, 0, 0, 0, 0, time.UTC),
	} {
		if got := strings.ReplaceAll(frenchTime(at), "\u00a0", " "); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// checkSpaces checks that a French text has its no-break spaces.
func checkSpaces(t *testing.T, text string) {
	t.Helper()
	for _, sign := range []string{" :", " ;", " ?", " !", "« ", " »"} {
		if before, after, found := strings.Cut(text, sign); found {
			t.Errorf("there is a breaking space: …%s[%s]%s…",
				before[max(0, len(before)-20):], sign, after[:min(20, len(after))])
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

// TestMeanings: every attribute has a description of its own, set or not.
func TestMeanings(t *testing.T) {
	full := tag.Tag{Portal: aude, Charter: "/charte.txt", Version: "1",
		Trackers: []string{"ga"}, Categories: []string{"statistics"},
		Integrations: []string{"matomo"}, Domain: "aude.fr", Theme: "dark", Load: "idle"}
	least := tag.Tag{Portal: aude}
	for _, s := range []subject{
		{Tag: least, Version: "915fae8b"}, {Tag: least}, {Tag: full, Version: "1"},
	} {
		list := s.Meanings()
		if len(list) != 10 {
			t.Errorf("%d attributes are described, want 10", len(list))
		}
		for i, a := range list {
			checkSpaces(t, a.Value)
			if a.Value == "" || i > 0 && a.Value == list[i-1].Value {
				t.Errorf("%s is described by %q", a.Name, a.Value)
			}
		}
	}
}
