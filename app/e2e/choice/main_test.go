// Package choice holds what a visitor chooses to what becomes of it: the cookie, the gates that
// open, what a withdrawal erases, other tabs and pages that are come back to.
package choice

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
