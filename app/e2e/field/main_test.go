// Package field tests what people report of consent banners in the trackers of other banners and
// of the sites that run them. A subtest is named after the report: web/docs/field.md lists them.
package field

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
