// Package page tests that the banner leaves its page alone and looks right in it.
//
//   - engines: which of these tests run in WebKit
//   - leftalone: handlers, history, storage, attributes and globals of the page
//   - beforechoice: no cookie, storage or request before a choice; when the charter is fetched
//   - delivery: the program, compressed or not, from any host; data-load="idle"
//   - prerender: pages that the browser prerenders while the visitor chooses
//   - rebuilt: pages whose <body>, or whole document, is replaced
//   - styles: the page's styles, inherited or !important, don't reach into the banner; the
//     portal's colour and theme, in frames that wait too
//   - scrolling: what has the focus under the notice is scrolled out; the mouse moves nothing
//   - print: the page and the charter on paper
//
// Hostile pages, blockers, policies and frames are tested in package robust: it also checks that
// the banner takes no room in the page.
package page

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
