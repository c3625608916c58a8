package web

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// accessibilityRows are what the rules ask of the banner: consent (C), the criteria of the
// RGAA and of WCAG, and the cookie (K).
var accessibilityRows = []string{
	"C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10", "C11", "C12", "C13", "C14",
	"C15", "C16", "C17", "C18", "C19", "C20", "C21", "C22", "C23", "C24",
	"RGAA 3.1, 10.9", "RGAA 3.2", "RGAA 3.3, 10.7", "RGAA 5.4-5.7", "RGAA 6.1, 6.2", "RGAA 7.1",
	"RGAA 7.3", "RGAA 7.4", "RGAA 7.5", "RGAA 8.2, 8.9", "RGAA 8.7-8.8", "RGAA 9.1, 9.3",
	"RGAA 10.4", "RGAA 10.8", "RGAA 10.11", "RGAA 10.12", "RGAA 10.13, 10.14",
	"RGAA 11.9, WCAG 2.5.3", "RGAA 12.7, 12.8",
	"RGAA 12.9", "RGAA 13.1, 13.8", "RGAA 13.9, 13.11",
	"WCAG 2.4.11", "WCAG 2.5.1, 2.5.7", "WCAG 2.5.8", "Couleurs forcées",
	"Préférences du système",
	"K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "K10", "K11",
}

var byHand = regexp.MustCompile(`^contrôlé à la main\x{a0}: .{30,}$`)

// TestAccessibilityRows: web/docs/fr/accessibilite.md has each row once, with what is asked,
// how it is met, and the tests that show it, or why a person has to look. TestNamesExist checks
// that those tests exist.
func TestAccessibilityRows(t *testing.T) {
	seen := make(map[string]int)
	for line := range strings.Lines(read(t, "web/docs/fr/accessibilite.md")) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if len(cells) != 4 || cells[3] == "---" || cells[3] == "Montré par" {
			continue
		}
		row, asked, met, shown := cells[0], cells[1], cells[2], cells[3]
		seen[row]++
		if !slices.Contains(accessibilityRows, row) {
			t.Errorf("%q is not a row", row)
		}
		if asked == "" || met == "" {
			t.Errorf("%s does not say what is asked and how it is met", row)
		}
		if !namedTest.MatchString(shown) && !byHand.MatchString(shown) {
			t.Errorf("%s names neither a test nor why a person has to look: %q", row, shown)
		}
	}
	for _, row := range accessibilityRows {
		if seen[row] != 1 {
			t.Errorf("%s appears %d times, want once", row, seen[row])
		}
	}
}
