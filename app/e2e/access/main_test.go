// Package access holds the banner to RGAA 4.1 and to the CNIL's rules about its looks: every state
// on every screen, keyboard, accessibility trees, what a screen reader says.
package access

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
