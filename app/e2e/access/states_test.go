package access

import (
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/preview/workshop"
)

// state is a state of the product that people see.
type state struct {
	name  string
	bring func(p *harness.Page) // brings a tab there, from the state before it
}

// stateTab is a tab that shows states one after the other: a new tab takes as long as the checks of
// a state. A state starts from the one before it, so run a tab whole. Those with a choice are last.
type stateTab struct {
	name   string
	states []state
}

// tabs are all states.
func tabs() []stateTab {
	const portoVecchio = "porto-vecchio.opendatasoft.com"
	aude := "/portail/" + harness.Aude
	return []stateTab{{"aude", []state{
		{harness.Aude + "-notice", func(p *harness.Page) { harness.ShowNotice(p, aude) }},
		{harness.Aude + "-charter", openCharter},
		{"preferences", func(p *harness.Page) { showPreferences(p, aude) }},
		{"preferences-details", func(p *harness.Page) {
			p.Click("cookies-toggle-statistics")
			openDetails(p)
		}},
		{"charter-from-preferences", func(p *harness.Page) {
			p.Click("cookies-dialog-charter")
			p.Wait(`shadow.querySelector(".charter")`)
		}},
		{"saved", func(p *harness.Page) {
			harness.ShowNotice(p, aude)
			p.Choose("cookies-refuse")
		}},
		{"preferences-reopened", showReopened},
	}}, {"others", []state{
		{portoVecchio + "-notice", func(p *harness.Page) {
			harness.ShowNotice(p, "/portail/"+portoVecchio)
		}},
		{portoVecchio + "-charter", openCharter},
		{"preferences-trackers", func(p *harness.Page) {
			showPreferences(p, aude+"?trackers=matomo+xiti")
			p.Click("cookies-toggle-matomo")
			openDetails(p)
		}},
		{"preferences-exempt-long-name", func(p *harness.Page) {
			showOn(p, "/banner/banner.js", `data-exempt="matomo piano" data-trackers="xiti"
				data-controller="Communauté d’agglomération du Grand Exemple et de ses Landes"`)
			p.Click("cookies-toggle-piano")
		}},
		{"preferences-services", func(p *harness.Page) {
			showOn(p, "/banner/banner.js", `data-services="youtube dailymotion google-maps umap
				facebook instagram google-forms recaptcha mon-outil-de-rendez-vous contentsquare"`)
			p.Click("cookies-toggle-umap")
		}},
		{"notice-long-name", showLongName},
		{"preferences-long-name", func(p *harness.Page) {
			p.Click("cookies-customize")
			p.Wait(`shadow.querySelector(".details")`)
		}},
		{"notice-shared", showShared},
		{"placeholder", harness.ShowPlaceholder},
		{"placeholder-small", harness.ShowSmallPlaceholder},
		{"placeholders", showPlaceholders},
		{"notice-gpc", func(p *harness.Page) {
			p.AskNotToBeTracked()
			harness.ShowNotice(p, aude)
		}},
		{"charter-without-script", func(p *harness.Page) {
			p.Open("/banner/charters/" + harness.Aude + ".html")
		}},
		{"placeholder-pictured", harness.ShowPictured},
	}}, {"workshop", []state{
		{"workshop", func(p *harness.Page) { harness.ShowWorkshop(p, "") }},
		{"workshop-fault", func(p *harness.Page) {
			p.Retype("charter", "Charte cookies\n\nNom\tFinalité\na\tb\tc\n")
			p.Wait(`$("charter-line")`)
		}},
		{"workshop-markup", func(p *harness.Page) {
			p.Retype("charter", "<h1>Charte cookies</h1><p>Rien de plus.</p>")
			p.Wait(`$("charter-convert")`)
		}},
	}}, {"workshop-chosen", []state{
		{"workshop-chosen", func(p *harness.Page) {
			harness.ShowWorkshop(p, harness.StateLink(
				workshop.Default(harness.Aude), workshop.View{Width: 1280}))
			harness.ClickInPreview(p, "cookies-accept")
			p.Wait(`document.querySelectorAll(".decoded .allowed").length === 10`)
		}},
	}}}
}

// withoutProgram is a tab whose states are those of the dialog before the program comes.
var withoutProgram = stateTab{"without-program", []state{
	{"without-program-preferences", func(p *harness.Page) {
		src, _ := harness.HeldProgram(p.T)
		showOn(p, src, `data-trackers="matomo xiti"`)
	}},
	{"without-program-details", func(p *harness.Page) {
		p.Click("cookies-toggle-matomo")
		openDetails(p)
	}},
	{"without-program-charter", func(p *harness.Page) {
		p.Click("cookies-dialog-charter")
		p.Wait(`shadow.querySelector(".charter")`)
	}},
	{"without-program-own-charter", func(p *harness.Page) {
		src, _ := harness.HeldProgram(p.T)
		charter := harness.ServeText(p.T, "/charte.txt", "text/plain", "Charte cookies")
		showOn(p, src, `data-charter="`+charter+`"`)
		p.Click("cookies-details-statistics")
		p.Wait(`$("cookies-details-statistics-panel").checkVisibility()`)
		// The program is given up: before, the text would change between two checks.
		p.Wait(`$("cookies-details-statistics-panel").textContent.includes("n’a pas pu")`)
	}},
}}

// showOn opens the preferences of a page with the script at src.
func showOn(p *harness.Page, src, attributes string) {
	p.T.Helper()
	page := strings.NewReplacer("{{body}}", "", "{{tag}}", `<script src="`+src+`" defer `+
		harness.ForAude+" "+attributes+`></script>`,
		"{{head}}", `<meta name="viewport" content="width=device-width, initial-scale=1">`,
	).Replace(harness.Ordinary)
	showPreferences(p, harness.ServeText(p.T, "/portail", "text/html", page))
}

func showCharter(p *harness.Page, path string) {
	p.T.Helper()
	harness.ShowNotice(p, path)
	openCharter(p)
}

func openCharter(p *harness.Page) {
	p.T.Helper()
	p.Click("cookies-read-charter")
	p.Wait(`shadow.querySelector(".charter")`)
}

func showPreferences(p *harness.Page, path string) {
	p.T.Helper()
	harness.ShowNotice(p, path)
	p.Click("cookies-customize")
	p.Wait(`shadow.querySelector(".details")`)
}

// showShared shows the notice of a portal that shares the choice with the town's other sites.
func showShared(p *harness.Page) {
	p.T.Helper()
	page := strings.NewReplacer("{{body}}", "", "{{tag}}", `<script src="/banner/banner.js" defer
		data-controller="Ville d’Exemple" data-domain="ville-exemple.test"></script>`,
		"{{head}}", `<meta name="viewport" content="width=device-width, initial-scale=1">`,
	).Replace(harness.Ordinary)
	harness.ShowNotice(p, harness.Named(
		harness.ServeText(p.T, "/portail", "text/html; charset=utf-8", page),
		"donnees.ville-exemple.test"))
}

func showLongName(p *harness.Page) {
	p.T.Helper()
	page := strings.NewReplacer("{{body}}", "", "{{tag}}", `<script src="/banner/banner.js" defer
		data-controller="Communauté d’agglomération du Grand Exemple et de ses Landes"></script>`,
		"{{head}}", `<meta name="viewport" content="width=device-width, initial-scale=1">`,
	).Replace(harness.Ordinary)
	harness.ShowNotice(p, harness.ServeText(p.T, "/portail", "text/html", page))
}

// showPlaceholders shows frames that wait for different names, one of them for a service.
func showPlaceholders(p *harness.Page) {
	p.T.Helper()
	frame := func(id, attributes string) string {
		return `<iframe id="` + id + `" width="300" height="320" ` + attributes + `></iframe>`
	}
	page := strings.NewReplacer("{{head}}",
		`<meta name="viewport" content="width=device-width, initial-scale=1">`,
		"{{tag}}", `<script src="/banner/banner.js" defer data-services="youtube" `+
			harness.ForAude+`></script>`,
		"</main>", frame("video", `title="Vidéo" data-cookies="third_party"
			data-src="https://video.test/"`)+
			frame("figures", `title="Mesures" data-cookies="statistics"
			data-src="https://mesures.test/"`)+
			frame("youtube", `title="Film" data-cookies="youtube"
			data-src="https://www.youtube-nocookie.com/embed/x"`)+"</main>",
		"{{body}}", "",
	).Replace(harness.Ordinary)
	harness.ShowNotice(p, harness.ServeText(p.T, "/cadres", "text/html; charset=utf-8", page))
	for _, id := range []string{"video", "figures", "youtube"} {
		p.Wait(harness.InFrame(id, "#cookies-allow"))
	}
}

// openDetails opens the details of the first category.
func openDetails(p *harness.Page) {
	p.T.Helper()
	p.Click("cookies-details-functional_cookies")
	p.Wait(`shadow.querySelector(".details-panel .declared")`)
}

// showReopened makes another choice, comes back, and opens the preferences from the portal's
// footer.
func showReopened(p *harness.Page) {
	p.T.Helper()
	harness.Eval[any](p, `(cookiesPreferences.forget(), null)`)
	p.WaitNotice()
	p.Choose("cookies-accept")
	p.Reload()
	harness.Eval[any](p, `(document.querySelector(".ods-manage-cookies-preferences__show-button,"
		+ "[data-cookies-preferences=open]").click(), null)`)
	p.WaitDialog()
	p.Wait(`shadow.querySelector(".details")`)
}

// screen is a size, and the visitor's colours.
type screen struct {
	name          string
	width, height int
	scheme        string // light, dark or forced
}

var (
	mainScreens  = []screen{desktop("light"), smallPhone("dark"), phone("forced")}
	otherScreens = []screen{desktop("dark"), desktop("forced"), phone("light"), phone("dark"),
		smallPhone("light"), smallPhone("forced")}
	allScreens = slices.Concat(mainScreens, otherScreens)
)

func desktop(scheme string) screen    { return screen{"1280-" + scheme, 1280, 900, scheme} }
func phone(scheme string) screen      { return screen{"390-" + scheme, 390, 844, scheme} }
func smallPhone(scheme string) screen { return screen{"320-" + scheme, 320, 640, scheme} }

// emulate gives a page, as it stands, another screen, and lets it be drawn.
func emulate(p *harness.Page, s screen) {
	p.T.Helper()
	p.Resize(s.width, s.height)
	p.Look(s.scheme)
	drawn(p)
}

// inEngine are the screens that a test's engine can have: WebKit has no forced colours.
func inEngine(t *testing.T, screens []screen) []screen {
	screens = slices.Clone(screens)
	for i := range screens {
		if screens[i].scheme == "forced" && harness.EngineOf(t) == harness.WebKit {
			screens[i].scheme = "light"
			screens[i].name = strings.Replace(screens[i].name, "forced", "light", 1)
		}
	}
	return screens
}

// drawn waits until an audited page is drawn as it is now, its transitions at their end.
func drawn(p *harness.Page) {
	p.T.Helper()
	harness.Eval[any](p, `(async () => {
		for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
		audit.finish();
	})()`)
}
