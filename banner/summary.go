package banner

import (
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
)

// summary shows returning visitors the choice in force, since when and until when
// (GDPR 7(3); CNIL recommendation 2020-092, ¶39).
func summary(s State) app.UI {
	chosen := s.Chosen.Time()
	return app.Div().Class("box").Body(
		app.P().Body(
			app.Strong().Text("Votre choix du "+FrenchDate(chosen)),
			app.Text(", gardé jusqu’au "+FrenchDate(chosen.Add(preferences.Lifetime))+"."),
		),
		verdict("Autorisé", s, true),
		verdict("Refusé", s, false),
	)
}

// verdict lists the names with a switch that the choice in force allows or refuses.
func verdict(word string, s State, allowed bool) app.UI {
	var list []string
	for _, n := range optional() {
		if s.Config.shows(n) && s.Chosen.Allows(n) == allowed {
			list = append(list, labels[n].name)
		}
	}
	return app.If(len(list) > 0, func() app.UI {
		return app.P().Text(word + "\u00a0: " + strings.Join(list, ", ") + ".")
	})
}

var months = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
	"septembre", "octobre", "novembre", "décembre"}

// FrenchDate formats a day in French: « 1er mars 2026 ».
func FrenchDate(t time.Time) string {
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		day = "1er"
	}
	return day + "\u00a0" + months[t.Month()-1] + " " + strconv.Itoa(t.Year())
}
