package harness

import (
	"time"

	"github.com/chromedp/cdproto/accessibility"

	"cookies-preferences/banner/preferences"
)

// Visitor uses the banner by one means alone.
type Visitor interface {
	Use(role, name string) // activates a control
	Leave()                // closes the preferences without choosing
}

// ByTree uses the accessibility tree, as screen readers, voice control and switch access do.
type ByTree struct{ *Page }

// Use activates a control.
func (v ByTree) Use(role, name string) { v.T.Helper(); v.axPress(v.AxWait(role, name)) }

// Leave closes the preferences.
func (v ByTree) Leave() { v.T.Helper(); v.Use("button", "Fermer") }

// Journey is a visit: its page, the visitor's means, and when it began.
type Journey struct {
	*Page
	Visitor
	Since time.Time
}

// InPreferences waits until the preferences are open.
func (v Journey) InPreferences() {
	v.T.Helper()
	v.Until("preferences", func() bool { return len(v.AxFind("dialog", "Gérer mes cookies")) == 1 })
	v.AxFocusOn("dialog", "Gérer mes cookies")
}

// Chosen waits until the banner has gone, and checks the cookie.
func (v Journey) Chosen(names ...preferences.Name) {
	v.T.Helper()
	v.Until("no banner", func() bool {
		return len(v.AxFind("dialog", "")) == 0 && len(v.AxFind("button", "Tout refuser")) == 0
	})
	v.Wait(`cookiesPreferences.get()`)
	CheckCookie(v.Page, Choice(v.T, names...), v.Since)
}

// Switch is the name of a switch in the preferences: what it is for and, for a category, the
// charters' name of its cookies.
func Switch(n preferences.Name) string {
	if n.CharterName() == "" {
		return n.Label()
	}
	return n.Label() + " ·\u00a0" + n.CharterName()
}

// Shows waits until assistive technology gets these states of the switches.
func (v Journey) Shows(statistics, internal, thirdParty bool) {
	v.T.Helper()
	for name, want := range map[string]bool{
		Switch(preferences.Functional): true,
		Switch(preferences.Statistics): statistics,
		Switch(preferences.Internal):   internal,
		Switch(preferences.ThirdParty): thirdParty,
	} {
		v.Until("the switch "+name, func() bool {
			n := v.AxFind("switch", name)
			return len(n) == 1 && n[0].Is(accessibility.PropertyNameChecked) == want
		})
	}
}

// Journeys are what visitors do with the banner.
var Journeys = map[string]func(Journey){
	"save a mix": func(v Journey) {
		v.Use("button", "Personnaliser")
		v.InPreferences()
		v.Shows(false, false, false)
		v.Use("switch", Switch(preferences.Statistics))
		v.Use("switch", Switch(preferences.ThirdParty))
		v.Shows(true, false, true)
		v.Use("button", "Enregistrer mes choix")
		v.Chosen(preferences.Statistics, preferences.ThirdParty)
	},
	"leave without choosing": func(v Journey) {
		v.Use("button", "Personnaliser")
		v.InPreferences()
		v.Use("switch", Switch(preferences.Internal))
		v.Shows(false, true, false)
		v.Leave()
		v.AxFocusOn("button", "Personnaliser")
		if v.Cookie() != nil {
			v.T.Error("leaving wrote the cookie")
		}
	},
	"reopen": func(v Journey) {
		v.Use("button", "Tout accepter")
		v.Chosen(preferences.Statistics, preferences.Internal, preferences.ThirdParty)
		v.Use("button", "Gérer mes cookies")
		v.InPreferences()
		v.Shows(true, true, true)
		v.Leave()
		v.AxFocusOn("button", "Gérer mes cookies")
		v.Chosen(preferences.Statistics, preferences.Internal, preferences.ThirdParty)
	},
	"change of mind": func(v Journey) {
		v.Use("button", "Tout refuser")
		v.Chosen()
		v.Use("button", "Gérer mes cookies")
		v.InPreferences()
		v.Shows(false, false, false)
		v.Use("switch", Switch(preferences.Internal))
		v.Use("button", "Enregistrer mes choix")
		v.AxFocusOn("button", "Gérer mes cookies")
		v.Chosen(preferences.Internal)
		v.Use("button", "Gérer mes cookies")
		v.InPreferences()
		v.Shows(false, true, false)
		v.Use("button", "Tout refuser")
		v.AxFocusOn("button", "Gérer mes cookies")
		v.Chosen()
	},
}
