//go:build !js

package proof

import (
	"strings"
	"testing"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
)

// TestSpaces: the page has its no-break spaces.
func TestSpaces(t *testing.T) {
	if french.Spaces(pageText) != pageText {
		t.Error("page.html has a breaking space before a sign, or within guillemets")
	}
}

// TestIntegrations: the page lists what else gets the choice.
func TestIntegrations(t *testing.T) {
	r := report{subject: subject{Tag: tag.Tag{Integrations: "consent-mode matomo"}}}
	page, err := r.page(nil)
	if err != nil || !strings.Contains(string(page), "consent-mode, matomo.") {
		t.Errorf("the page lacks the integrations: %v", err)
	}
}
