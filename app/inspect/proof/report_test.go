//go:build !js

package proof

import (
	"testing"

	"cookies-preferences/app/internal/french"
)

// TestSpaces: the page has its no-break spaces.
func TestSpaces(t *testing.T) {
	if french.Spaces(pageText) != pageText {
		t.Error("page.html has a breaking space before a sign, or within guillemets")
	}
}
