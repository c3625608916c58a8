// Package robust tests the banner on pages, hosts, networks and browsers that get in its way.
// Nothing may be allowed that the visitor did not allow, the page must keep working, and no
// choice may be lost silently. web/docs/robustness.md says so to users.
//
// Most of it is a table of hardships, each with the outcome it has and the visitor's message:
// hardships_test.go. A row is the subtest TestHardships/KIND/NAME for the first of its kind,
// TestLongHardships/KIND/NAME for the others. A visitor meets it in meet_test.go; what its host
// sends is in answers_test.go.
//
//   - failures_*_test.go: files that don't come, connections, engines, panics, clocks
//   - policies_test.go, hosts_test.go: what CSP, Trusted Types, frames of other sites, sandboxes,
//     other headers and attributes forbid; package install has the table of policies.md
//   - refusals_test.go: browsers that refuse or drop cookies and storage
//   - pages_*_test.go: styles, scripts, libraries, kinds of document, ways to insert the tag
//   - firefox_test.go: the same in Firefox
//   - webkit_test.go: what is different in WebKit, and what its own settings take away;
//     engines_test.go: what runs there
//
// The rest: hostile text wherever the banner reads (hostileinput_test.go), the program's
// sandbox (sandbox_test.go), and pages that stay open for long (endurance_test.go, idle_test.go).
package robust

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
