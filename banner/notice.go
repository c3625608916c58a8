package banner

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Notice is what a visitor who has not chosen sees first: who asks, what for,
// what refusing does, and three choices that weigh the same (CNIL guidelines
// 2020-091, ¶24-31; formal notices of 12/12/2024). It is not modal: the portal
// stays usable, and everything optional stays refused meanwhile.
func Notice(c Config, h Handlers) app.UI {
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

// status is where the visitor is told what became of an act (RGAA 7.5).
func status(m Message) app.UI {
	var text string
	switch m {
	case MessageSaved:
		text = textSaved
	case MessageReload:
		text = textReload
	case MessageNotRecorded:
		text = textNotRecorded
	}
	return app.Div().ID(statusID).Class("status").Role("status").TabIndex(-1).Body(
		app.If(text != "", func() app.UI { return app.P().Text(text) }),
	)
}
