// Package choice holds tests of what a visitor chooses, and what follows from it. A test that runs
// in Firefox too is a function of app/e2e/flows.
//
//	engines_test.go         which of these tests run in WebKit
//	accept_refuse_test.go   the buttons of the notice and the preferences; Esc, and the focus
//	                        afterwards; what is no consent
//	switches_test.go        the preferences: switches, a mix, what moving one does not do
//	asked_again_test.go     when a visitor who has chosen is asked again
//	cookie_test.go          the cookie: its life, its domain, a later visit
//	readers_test.go         the readers of the cookie in web/readers, broken cookies too
//	gates_test.go           scripts, frames and images that wait for a choice
//	placeholder_test.go     what a waiting frame shows; « Autoriser » allows its category alone
//	withdrawal_test.go      the trackers' cookies (Matomo's, Google's) after a withdrawal, of
//	                        sub-paths and parent domains too; Global Privacy Control
//	integrations_test.go    what consent mode, Matomo and the data layer receive
//	api_test.go             window.cookiesPreferences, a second script
//	privacy_tools_test.go   DuckDuckGo's autoconsent
//	sametask_test.go        the record is written in the task of the click, as Go encodes it
//	program_test.go         when the program is fetched, choices made before it runs, in another
//	                        tab too; files that are missing
//	takeover_test.go        what is ticked while the program takes the preferences over
//	history_test.go         pages that the visitor comes back to
//	charter_test.go         the charter: in the banner, as a page, a broken one; hostile text
//	                        is in package robust
package choice

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
