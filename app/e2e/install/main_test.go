// Package install holds the ways into a portal to what the documents say: recipes as they are
// written, servers that read the cookie, policies, charters of one's own, the proof.
package install

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
