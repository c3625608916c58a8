// Package flows holds the tests that run in more than one browser, as functions. A test that runs
// in Chromium alone is in the package of the promise it shows. TestX of a package calls X;
// TestFirefoxFlows calls it in Firefox, TestWebKit of that package in WebKit.
package flows

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

// parallel runs a test beside others, except in Firefox: all its windows share one focus and one
// set of settings.
func parallel(t *testing.T) {
	t.Helper()
	if !harness.InFirefox(t) {
		t.Parallel()
	}
}
