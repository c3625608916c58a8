package banner

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// notice is what a visitor without a choice sees first: who asks, what for, what
// refusing does, and three choices of equal weight (CNIL guidelines 2020-091,
// ¶24-31; formal notices of 12/12/2024). It is not modal: the portal stays usable,
// and everything optional stays refused meanwhile.
func notice(c Config, h Handlers) app.UI {
	const noticeTitleID = "cookies-notice-title"
	return app.Section().Class("notice").Aria("labelledby", noticeTitleID).Body(
		app.Div().Class("notice-text").Body(
			app.H2().ID(noticeTitleID).Class("title").Text(noticeTitle(c.Portal)),
			app.P().Text(noticeWhy(c)),
			app.P().Text(noticeRefusal),
		),
		app.Div().Class("actions").Body(
			button("cookies-accept", textAccept, h.Accept),
			button("cookies-refuse", textRefuse, h.Refuse),
			button("cookies-customize", textCustomize, h.OpenPreferences).Aria("haspopup", "dialog"),
		),
		app.P().Class("notice-charter").Body(
			button("cookies-read-charter", textCharter, h.OpenCharter).Class("link").
				Aria("haspopup", "dialog"),
		),
	)
}
