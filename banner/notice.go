package banner

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// notice is the first thing that a visitor without a choice sees: who asks, what for, what refusing
// does, and three choices of equal weight (CNIL guidelines 2020-091, ¶24-31; formal notices of
// 12/12/2024). It is not modal: the portal stays usable, and everything optional stays refused.
func notice(c Config) app.UI {
	const noticeTitleID = "cookies-notice-title"
	return app.Elem("section").Class("notice").Aria("labelledby", noticeTitleID).Body(
		app.Elem("div").Class("notice-text").Body(
			app.Elem("h2").ID(noticeTitleID).Class("title").Text(noticeTitle),
			app.Elem("p").Text(NoticeWhy(c)),
			app.Elem("p").Body(
				app.Text(noticeRefusal(c)+" "),
				button("cookies-read-charter", textCharter, nil).Class("link").
					Aria("haspopup", "dialog"),
			),
		),
		app.Elem("div").Class("actions").Body(
			button("cookies-accept", textAccept, nil),
			button("cookies-refuse", textRefuse, nil),
			button("cookies-customize", textCustomize, nil).Aria("haspopup", "dialog"),
		),
	)
}

// Placeholder replaces a frame that waits for a choice: it says what content waits, of which maker
// and why, and offers two ways on. Theme is as in [Config]. The loader shows each in a document of
// its own, and puts a picture of the portal's own behind it where the page names one.
func Placeholder(theme, title, maker, why string) app.UI {
	const whyID = "cookies-why"
	return app.Elem("div").Class("cookies placeholder").Lang("fr").Dir("ltr").
		DataSet("theme", theme).DataSet("nosnippet", true).Body(
		app.Elem("div").Class("content").Body(
			app.Elem("h2").Class("title").Text(title),
			app.Elem("p").Class("maker").Text(providedBy(maker)),
			app.Elem("p").ID(whyID).Text(why),
			app.Elem("div").Class("actions").Body(
				button("cookies-allow", textAllow, nil).Aria("describedby", whyID),
				button("cookies-manage", textManage, nil).Class("link").
					Aria("haspopup", "dialog"),
			),
		),
	)
}
