// Package robust holds the banner to what a page, a server, a network, a browser or an attacker
// puts in its way: nothing is allowed that was not, and the page goes on working.
package robust

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
