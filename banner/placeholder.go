package banner

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Placeholder stands in for a frame that waits for a choice: whose content it is,
// why it waits, and two ways on. The loader shows each in a document of its own.
func Placeholder(theme, site, why string) app.UI {
	const whyID = "cookies-why"
	return app.Div().Class("cookies placeholder").Lang("fr").Dir("ltr").DataSet("theme", theme).Body(
		app.H2().Class("title").Text(placeholderTitle(site)),
		app.P().ID(whyID).Text(why),
		app.Div().Class("actions").Body(
			button("cookies-allow", textAllow, nil).Aria("describedby", whyID),
			button("cookies-manage", textManage, nil).Class("link").Aria("haspopup", "dialog"),
		),
	)
}
