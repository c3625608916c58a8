package access

import (
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/preview/workshop"
	"cookies-preferences/charter"
)

// state is a state of the product that people see.
type state struct {
	name  string
	bring func(p *harness.Page) // brings a new page there
}

func states() (list []state) {
	for _, host := range charter.Portals() {
		portal := "/portail/" + host
		list = append(list,
			state{host + "-notice", func(p *harness.Page) { harness.ShowNotice(p, portal) }},
			state{host + "-charter", func(p *harness.Page) { showCharter(p, portal) }},
		)
	}
	portal := "/portail/" + harness.Aude
	return append(list,
		state{"preferences", func(p *harness.Page) { showPreferences(p, portal) }},
		state{"preferences-details", func(p *harness.Page) {
			showPreferences(p, portal)
			p.Click("cookies-toggle-statistics")
			openDetails(p)
		}},
		state{"preferences-trackers", func(p *harness.Page) {
			showPreferences(p, portal+"?trackers=matomo+xiti")
			p.Click("cookies-toggle-matomo")
			openDetails(p)
		}},
		state{"preferences-reopened", showReopened},
		state{"notice-gpc", func(p *harness.Page) {
			p.AskNotToBeTracked()
			harness.ShowNotice(p, portal)
		}},
		state{"notice-long-name", showLongName},
		state{"charter-from-preferences", func(p *harness.Page) {
			showPreferences(p, portal)
			p.Click("cookies-dialog-charter")
			p.Wait(`shadow.querySelector(".charter")`)
		}},
		state{"saved", func(p *harness.Page) {
			harness.ShowNotice(p, portal)
			p.Click("cookies-refuse")
			p.WaitClosed()
		}},
		state{"placeholder", harness.ShowPlaceholder},
		state{"workshop", func(p *harness.Page) { harness.ShowWorkshop(p, "") }},
		state{"workshop-fault", func(p *harness.Page) {
			harness.ShowWorkshop(p, "")
			p.Retype("charter", "Charte cookies\n\nNom\tFinalité\na\tb\tc\n")
			p.Wait(`$("charter-line")`)
		}},
		state{"workshop-chosen", func(p *harness.Page) {
			harness.ShowWorkshop(p, harness.StateLink(workshop.Default(harness.Aude), workshop.View{Width: 1280}))
			harness.ClickInPreview(p, "cookies-accept")
			p.Wait(`document.querySelectorAll(".decoded .allowed").length === 10`)
		}},
		state{"charter-without-script", func(p *harness.Page) { p.Open("/banner/charters/" + harness.Aude + ".html") }},
	)
}

func showCharter(p *harness.Page, path string) {
	p.T.Helper()
	harness.ShowNotice(p, path)
	p.Click("cookies-read-charter")
	p.Wait(`shadow.querySelector(".charter")`)
}

func showPreferences(p *harness.Page, path string) {
	p.T.Helper()
	harness.ShowNotice(p, path)
	p.Click("cookies-customize")
	p.Wait(`shadow.querySelector(".details")`)
}

func showLongName(p *harness.Page) {
	p.T.Helper()
	harness.ShowNotice(p, harness.ServeText(p.T, "/portail", "text/html", `<!doctype html><html lang="fr"><head>
<meta charset="utf-8"><title>Portail</title><meta name="viewport" content="width=device-width, initial-scale=1">
<script src="/banner/banner.js" defer data-portal="donnees-ouvertes.communaute-agglomeration-du-grand-exemple.fr"></script>
</head><body><main><h1>Portail</h1><button type="button" data-cookies-preferences="open">Gérer mes cookies</button></main></body></html>`))
}

// openDetails opens the details of the first category.
func openDetails(p *harness.Page) {
	p.T.Helper()
	p.Click("cookies-details-functional_cookies")
	p.Wait(`shadow.querySelector(".details-panel .declared")`)
}

// showReopened makes a choice, comes back, and opens the preferences from the
// portal's footer.
func showReopened(p *harness.Page) {
	p.T.Helper()
	harness.ShowNotice(p, "/portail/"+harness.Aude)
	p.Click("cookies-accept")
	p.WaitClosed()
	p.Reload()
	harness.Eval[any](p, `(document.querySelector(
		".ods-manage-cookies-preferences__show-button, [data-cookies-preferences=open]").click(), null)`)
	p.WaitDialog()
	p.Wait(`shadow.querySelector(".details")`)
}

// screen is a size, and the visitor's colours.
type screen struct {
	name          string
	width, height int64
	scheme        string // light, dark or forced
}

func screens() (list []screen) {
	for _, size := range []screen{{"1280", 1280, 900, ""}, {"390", 390, 844, ""}, {"320", 320, 640, ""}} {
		for _, scheme := range []string{"light", "dark", "forced"} {
			list = append(list, screen{size.name + "-" + scheme, size.width, size.height, scheme})
		}
	}
	return list
}

// emulate gives a page, as it stands, another screen, and lets it be drawn.
func emulate(p *harness.Page, s screen) {
	p.T.Helper()
	p.Do(chromedp.EmulateViewport(s.width, s.height))
	p.Look(s.scheme)
	drawn(p)
}

// drawn waits until an audited page is drawn as it is now, its transitions at their end.
func drawn(p *harness.Page) {
	p.T.Helper()
	harness.Eval[any](p, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
		audit.finish();
		done(null);
	})))`)
}
