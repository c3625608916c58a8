package flows

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// besides has a test run beside others, but in Firefox: it has one focus, and one
// set of settings, for all its windows.
func Besides(t *testing.T) {
	t.Helper()
	if !harness.InFirefox(t) {
		t.Parallel()
	}
}
