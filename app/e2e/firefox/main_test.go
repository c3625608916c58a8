// Package firefox runs in Firefox what visitors do, and tests what only Firefox does. It is a
// package of its own so that it runs beside those in Chromium. Its tests run one by one:
// Firefox has one focus, and one set of settings, for all its windows.
//
//	visitors_test.go   the flows of app/e2e/flows; keys; back/forward cache
//	looks_test.go      colours and screens: everything is in view, nothing scrolls sideways
//	palettes_test.go   the contrast themes of Windows
//	workshop_test.go   the workshop
package firefox

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
