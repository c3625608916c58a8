// Package firefox runs in Firefox what visitors do, and what only Firefox does. It is a package of
// its own so that it runs beside those in Chromium.
package firefox

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
