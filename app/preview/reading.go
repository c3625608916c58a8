package preview

import (
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// reading is what a portal reads from the cookie. The zero reading is a browser
// without one.
type reading struct {
	raw     string // the cookie's value as it stands; empty when there is none
	choice  preferences.Preferences
	chosen  bool
	expires time.Time
}

// readCookie reads the cookie as a portal whose charter is at a version does.
func readCookie(host banner.Host, version string) reading {
	values := preferences.Values(host.Cookies())
	r := reading{raw: strings.Join(values, "; ")}
	r.choice, r.chosen = preferences.Choose(values, host.Now())
	r.chosen = r.chosen && r.choice.Fits(version)
	if r.chosen {
		r.expires = r.choice.Time().Add(preferences.Lifetime)
	}
	return r
}

func (r reading) view() app.UI {
	return app.Section().Class("reading").Aria("labelledby", "lecture").Body(
		app.H2().ID("lecture").Text("Ce que le portail lit"),
		app.If(!r.chosen, func() app.UI {
			return app.P().Text("Aucun choix enregistré\u00a0: tout ce qui est facultatif est refusé.")
		}).Else(r.decoded),
		app.H3().Text("Le cookie tel quel"),
		app.Pre().ID("brut").TabIndex(0).Text(r.rawText()),
	)
}

// decoded is the choice, name by name, in the cookie's order.
func (r reading) decoded() app.UI {
	names := append([]preferences.Name{preferences.Functional}, preferences.Categories[:]...)
	names = append(names, preferences.Trackers[:]...)
	return app.Div().Body(
		app.Dl().Class("decoded").Body(
			app.Range(names).Slice(func(i int) app.UI { return verdict(names[i], r.choice.Allows(names[i])) }),
		),
		app.P().Text("Choix du "+frenchTime(r.choice.Time())+", gardé jusqu’au "+banner.FrenchDate(r.expires)+"."),
		app.If(r.choice.Charter != "", func() app.UI {
			return app.P().Body(app.Text("Version de la charte\u00a0: "), app.Code().Text(r.choice.Charter))
		}),
	)
}

func verdict(n preferences.Name, allowed bool) app.UI {
	class, text := "refused", "refusé"
	if allowed {
		class, text = "allowed", "autorisé"
	}
	return app.Div().Class(class).Body(
		app.Dt().Body(app.Code().Text(string(n))),
		app.Dd().Text(text),
	)
}

func (r reading) rawText() string {
	if r.raw == "" {
		return "(aucun)"
	}
	return preferences.CookieName + "=" + r.raw
}

// frenchTime writes a day and a time: « 1er mars 2026 à 9 h 05 ».
func frenchTime(t time.Time) string {
	return banner.FrenchDate(t) + " à " + strconv.Itoa(t.Hour()) + "\u00a0h\u00a0" + t.Format("04")
}
