package browsertest

import (
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"cookies-preferences/app/preview/workshop"
	"cookies-preferences/charter"
)

// state is a state of the product that one should look at, and audit.
type state struct {
	name  string
	bring func(p *page) // brings a new page there
}

// states are all of them.
func states() (list []state) {
	for _, host := range charter.Portals() {
		portal := "/portail/" + host
		list = append(list,
			state{host + "-notice", func(p *page) { showNotice(p, portal) }},
			state{host + "-charter", func(p *page) { showCharter(p, portal) }},
		)
	}
	portal := "/portail/" + aude
	return append(list,
		state{"preferences", func(p *page) { showPreferences(p, portal) }},
		state{"preferences-details", func(p *page) {
			showPreferences(p, portal)
			p.click("cookies-toggle-statistics")
			openDetails(p)
		}},
		state{"preferences-trackers", func(p *page) {
			showPreferences(p, portal+"?trackers=matomo+xiti")
			p.click("cookies-toggle-matomo")
			openDetails(p)
		}},
		state{"preferences-reopened", showReopened},
		state{"notice-gpc", func(p *page) {
			p.askNotToBeTracked()
			showNotice(p, portal)
		}},
		state{"charter-from-preferences", func(p *page) {
			showPreferences(p, portal)
			p.click("cookies-dialog-charter")
			p.wait(`shadow.querySelector(".charter")`)
		}},
		state{"saved", func(p *page) {
			showNotice(p, portal)
			p.click("cookies-refuse")
			p.waitClosed()
		}},
		state{"placeholder", showPlaceholder},
		state{"workshop", func(p *page) { showWorkshop(p, "") }},
		state{"workshop-fault", func(p *page) {
			showWorkshop(p, "")
			p.retype("charter", "Charte cookies\n\nNom\tFinalité\na\tb\tc\n")
			p.wait(`$("charter-line")`)
		}},
		state{"workshop-chosen", func(p *page) {
			showWorkshop(p, stateLink(workshop.Default(aude), workshop.View{Width: 1280}))
			clickInTrial(p, "cookies-accept")
			p.wait(`document.querySelectorAll(".decoded .allowed").length === 10`)
		}},
		state{"charter-without-script", func(p *page) { p.open("/banner/charters/" + aude + ".html") }},
	)
}

func showNotice(p *page, path string) {
	p.t.Helper()
	p.open(path)
	p.waitNotice()
}

func showCharter(p *page, path string) {
	p.t.Helper()
	showNotice(p, path)
	p.click("cookies-read-charter")
	p.wait(`shadow.querySelector(".charter")`)
}

func showPreferences(p *page, path string) {
	p.t.Helper()
	showNotice(p, path)
	p.click("cookies-customize")
	p.wait(`shadow.querySelector(".details")`)
}

// openDetails opens those of the first category.
func openDetails(p *page) {
	p.t.Helper()
	p.click("cookies-details-functional_cookies")
	p.wait(`shadow.querySelector(".details-panel .declared")`)
}

// showReopened makes a choice, comes back, and opens the preferences from the
// portal's footer.
func showReopened(p *page) {
	p.t.Helper()
	showNotice(p, "/portail/"+aude)
	p.click("cookies-accept")
	p.waitClosed()
	p.reload()
	eval[any](p, `(document.querySelector(".ods-manage-cookies-preferences__show-button, [data-cookies-preferences=open]").click(), null)`)
	p.waitDialog()
	p.wait(`shadow.querySelector(".details")`)
}

// showPlaceholder opens a page whose video waits for the choice.
func showPlaceholder(p *page) {
	p.t.Helper()
	p.open(serveText(p.t, "/video", "text/html", `<!doctype html><html lang="fr"><head><meta charset="utf-8">
<title>Vidéo – Portail</title><meta name="viewport" content="width=device-width, initial-scale=1">
<script src="/banner/banner.js" defer data-portal="`+aude+`"></script></head>
<body><main><h1>Une vidéo</h1>
<iframe id="video" title="Vidéo" width="280" height="320" data-cookies="third_party" data-src="https://video.test/"></iframe>
<button type="button" data-cookies-preferences="open">Gérer mes cookies</button></main></body></html>`))
	p.waitNotice()
	p.wait(inFrame("video", "#cookies-allow"))
}

// screen is a size, and the visitor's colours.
type screen struct {
	name          string
	width, height int64
	scheme        string // light, dark or forced
}

// screens are those that each state is looked at on.
func screens() (list []screen) {
	for _, size := range []screen{{"1280", 1280, 900, ""}, {"390", 390, 844, ""}, {"320", 320, 640, ""}} {
		for _, scheme := range []string{"light", "dark", "forced"} {
			list = append(list, screen{size.name + "-" + scheme, size.width, size.height, scheme})
		}
	}
	return list
}

// emulate gives a page, as it stands, another screen, and lets it be drawn.
func emulate(p *page, s screen) {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(s.width, s.height))
	features(p, s.scheme)
	drawn(p)
}

// features has the visitor ask for colours, and for other things of the media
// queries, such as "prefers-reduced-motion", "reduce".
func features(p *page, scheme string, more ...string) {
	p.t.Helper()
	list := []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: map[bool]string{true: "dark", false: "light"}[scheme == "dark"]},
		{Name: "forced-colors", Value: map[bool]string{true: "active", false: "none"}[scheme == "forced"]},
	}
	for i := 0; i+1 < len(more); i += 2 {
		list = append(list, &emulation.MediaFeature{Name: more[i], Value: more[i+1]})
	}
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: list})
}

// drawn waits until an audited page is drawn as it is now, its transitions at
// their end.
func drawn(p *page) {
	p.t.Helper()
	eval[any](p, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
		audit.finish();
		done(null);
	})))`)
}
