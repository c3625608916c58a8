package workshop

import (
	"strings"
	"time"

	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// Reading is what a portal learns from a page's cookies.
type Reading struct {
	Raw    string // the cookie's value as it stands; "" if there is none
	Choice preferences.Preferences
	Chosen bool // Raw is a choice, and has not expired
	Fits   bool // it was made for the current version of the charter
}

// Read reads cookies, as document.cookie has them, for a page whose charter has a version.
func Read(cookies, version string, now time.Time) (r Reading) {
	values := preferences.Values(cookies)
	r.Raw = strings.Join(values, "; ")
	r.Choice, r.Chosen = preferences.Choose(values, now)
	r.Fits = r.Chosen && r.Choice.Fits(version)
	return r
}

// Allows reports whether something is allowed.
func (r Reading) Allows(n preferences.Name) bool { return r.Fits && r.Choice.Allows(n) }

const allRefused = "les cookies facultatifs restent refusés."

// Summary says in French whether the cookie is a valid choice.
func (r Reading) Summary() string {
	switch {
	case r.Raw == "":
		return "Aucun choix enregistré\u00a0: " + allRefused
	case !r.Chosen:
		return "Le cookie n’est pas valable (expiré ou illisible)\u00a0: " + allRefused
	case !r.Fits:
		return "Le choix porte sur une autre version de la charte\u00a0: il n’est plus valable, " +
			"le bandeau s’affiche de nouveau."
	}
	made := r.Choice.Time()
	return "Choix du " + banner.FrenchDate(made) +
		", conservé jusqu’au " + banner.FrenchDate(made.Add(preferences.Lifetime)) + "."
}
