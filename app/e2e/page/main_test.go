// Package page tests that the banner leaves its page alone and looks right in it.
//
//   - leftalone: handlers, history, storage, attributes and globals of the page
//   - beforechoice: no cookie, storage or request before a choice; when the charter is fetched
//   - delivery: the program, compressed or not, from any host; data-load="idle"
//   - prerender: pages that the browser prerenders while the visitor chooses
//   - rebuilt: pages whose <body>, or whole document, is replaced
//   - crosssiteframe: a portal in another site's frame
//   - layout: the banner takes no room; the page's styles, inherited or !important, don't reach
//     into it; blockers
//   - scrolling: what has the focus under the notice is scrolled out; the mouse moves nothing
//   - colours: the portal's colour and theme, in frames that wait too
//   - print: the page and the charter on paper
//
// Hostile pages and policies are tested in package robust.
package page

import (
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }
