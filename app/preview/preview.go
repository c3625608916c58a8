// Package preview is the standalone app that shows the banner at work on a
// published portal's charter, and what the portal reads from the cookie.
package preview

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// CharterPath is where a portal's charter stands as a page: CharterPath + host.
const CharterPath = "/charte/"

// Page is what the preview must be told of the page it runs in.
type Page struct {
	// Cookie is how the cookie is written.
	Cookie preferences.Attributes

	// Version returns the version of a published charter.
	Version func(host string) string
}

// Route registers the preview's pages with go-app: "/" and a page for each
// published charter.
func Route(p Page) {
	app.Route("/", func() app.Composer { return &home{page: p} })
	for _, host := range charter.Portals() {
		app.Route(CharterPath+host, func() app.Composer { return &charterPage{host: host, version: p.Version(host)} })
	}
}

// home is the page that shows the banner at work.
type home struct {
	app.Compo
	page   Page
	portal string // the chosen portal's host
	read   reading
}

func (h *home) OnInit() { h.portal = charter.Portals()[0] }

func (h *home) OnMount(ctx app.Context) { h.refresh(ctx) }

// refresh reads the cookie as a portal does.
func (h *home) refresh(app.Context) { h.read = readCookie(banner.Browser(), h.page.Version(h.portal)) }

func (h *home) Render() app.UI {
	return frame(
		&banner.Banner{Config: h.config(), OnChange: h.refresh},
		app.Main().ID("contenu").Class("preview").Body(
			app.Header().Body(
				app.H1().Text("Aperçu du bandeau cookies"),
				app.P().Class("lead").Text("Choisissez un portail, répondez au bandeau comme le ferait un visiteur, "+
					"et voyez ce que le portail lit."),
			),
			h.portals(),
			h.acts(),
			h.read.view(),
		),
	)
}

func (h *home) config() banner.Config {
	text, _ := charter.Portal(h.portal)
	return banner.Config{
		Portal:  h.portal,
		Origin:  "https://" + h.portal,
		Charter: text,
		Version: h.page.Version(h.portal),
		Cookie:  h.page.Cookie,

		CharterPage: CharterPath + h.portal,
	}
}

// portals is the choice of a portal.
func (h *home) portals() app.UI {
	hosts := charter.Portals()
	return app.FieldSet().Class("portals").Body(
		app.Legend().Text("Portail"),
		app.Range(hosts).Slice(func(i int) app.UI {
			host := hosts[i]
			id := "portail-" + strings.ReplaceAll(host, ".", "-")
			return app.Div().Class("portal").Body(
				app.Input().ID(id).Type("radio").Name("portail").Value(host).Checked(host == h.portal).
					OnChange(func(ctx app.Context, _ app.Event) {
						h.portal = host
						h.refresh(ctx)
					}, app.EventScope(host)),
				app.Label().For(id).Text(host),
			)
		}),
	)
}

// acts are what one can do besides answering the banner.
func (h *home) acts() app.UI {
	return app.Div().Class("acts").Body(
		app.Button().ID("gerer").Type("button").Text("Gérer mes cookies").
			OnClick(func(ctx app.Context, _ app.Event) {
				ctx.NewActionWithValue(banner.Action, banner.RequestOpen)
			}),
		app.Button().ID("recommencer").Type("button").Text("Recommencer").
			OnClick(func(ctx app.Context, _ app.Event) {
				banner.Browser().SetCookie(preferences.Clear(h.page.Cookie))
				ctx.NewActionWithValue(banner.Action, banner.RequestForget)
			}),
		app.A().Href(CharterPath+h.portal).Text("Lire la charte en page entière"),
		app.A().Href("/portail/"+h.portal).Target("_blank").
			Text("Voir le portail de démonstration (nouvel onglet)"),
	)
}

// frame is around every page of the preview; the banner, if any, comes first in
// it.
func frame(content ...app.UI) app.UI {
	return app.Div().Class("page").Lang("fr").Body(content...)
}

// charterPage is a portal's charter as a page of its own.
type charterPage struct {
	app.Compo
	host    string
	version string
}

func (p *charterPage) Render() app.UI {
	text, _ := charter.Portal(p.host)
	c, err := charter.Parse(text)
	if err != nil {
		c = charter.Standard("https://" + p.host)
	}
	return frame(
		app.Nav().Class("back").Aria("label", "Retour").Body(
			app.A().Href("/").Text("← Aperçu du bandeau"),
		),
		app.Main().ID("contenu").Class("preview").Body(
			banner.CharterPage(c, p.version),
		),
	)
}
