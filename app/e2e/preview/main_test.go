// Package preview holds the workshop and the demo pages to what an administrator does there.
package preview

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
