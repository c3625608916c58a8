// Package page holds the banner to leaving the page that it is in alone, and to looking right
// in it: its scripts and handlers, styles, colours, frames, paper.
package page

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
