// Package preview tests the workshop as an administrator uses it.
//
//	newcomer_test.go   from one's own charter to the zip of files and the tag, then a portal
//	                   with them
//	saved_test.go      a charter's saved page and other files, pasted HTML and Markdown
//	understood_test.go what was understood of a charter, and how to correct it
//	simulate_test.go   the preview: its colours, past choices, blocked cookies, GPC,
//	                   "Recommencer"; the timeline and the cookie's reading
//	charter_test.go    faults of a charter being typed; going back to the published text
//	services_test.go   the list of services to choose from
//	settings_test.go   faults and warnings among the settings
//	link_test.go       all settings in the address; a browser that refuses to change it; a
//	                   program that ends
//	keyboard_test.go   the whole workshop by keyboard alone
//	anyhost_test.go    from a folder of a plain host, and offline
//
// Tests of what needs no browser are in app/preview/workshop (links, problems of settings, the
// tag, the archive, the timeline's sentences) and app/preview/server (the demo portals).
package preview

import (
	"strconv"
	"testing"

	"cookies-preferences/app/e2e/harness"
)

func TestMain(m *testing.M) { harness.Main(m) }

const own = "Charte de la ville\n\nRien de plus.\n"

// asks is true once the preview asks for a choice, previewsDraft once it does about a charter
// being typed.
const (
	asks          = `find("cookies-accept")?.checkVisibility()`
	previewsDraft = `page.location.search.includes("data-charter=draft") && ` + asks
)

// ownPortal opens the workshop for a portal whose charter is not published with the banner.
func ownPortal(t *testing.T) *harness.Page {
	t.Helper()
	p := harness.NewPage(t)
	harness.ShowWorkshop(p, "")
	p.Click("portal-other")
	p.Retype("portal", "donnees.ville.example")
	p.Retype("controller", "Ville d’Exemple")
	return p
}

// waitPreview waits until an expression is true in the preview.
func waitPreview(p *harness.Page, expression string) {
	p.T.Helper()
	p.Wait(harness.InPreview(expression))
}

// happens waits until the timeline says something.
func happens(p *harness.Page, what string) {
	p.T.Helper()
	p.Wait(`$("timeline").innerText.includes(` + strconv.Quote(what) + `)`)
}
