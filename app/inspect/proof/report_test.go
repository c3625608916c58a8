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
