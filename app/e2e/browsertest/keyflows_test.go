package browsertest

import (
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/banner/preferences"
)

// visitor is someone who uses the banner by one means alone.
type visitor interface {
	use(role, name string) // activates a control
	leave()                // goes back without choosing
}

// byKeys presses Tab until the control has the focus, and then a key.
type byKeys struct{ *page }

func (v byKeys) use(role, name string) {
	v.t.Helper()
	v.tabTo(role, name)
	if role == "switch" {
		v.press(" ")
	} else {
		v.press(kb.Enter)
	}
}

func (v byKeys) leave() { v.t.Helper(); v.press(kb.Escape) }

// byTree finds the control in the accessibility tree and activates it there, as
// screen readers, voice control and switch access do.
type byTree struct{ *page }

func (v byTree) use(role, name string) { v.t.Helper(); v.axPress(v.axWait(role, name)) }
func (v byTree) leave()                { v.t.Helper(); v.use("button", "Fermer") }

// journey is a flow under way: the page, the visitor, and since when.
type journey struct {
	*page
	visitor
	since time.Time
}

// inPreferences waits until the preferences are there.
func (v journey) inPreferences() {
	v.t.Helper()
	v.until("the preferences", func() bool { return len(v.axFind("dialog", "Gérer mes cookies")) == 1 })
	v.axFocusOn("heading", "Gérer mes cookies")
}

// chosen waits until the banner has gone, and holds the raw cookie to a choice.
func (v journey) chosen(names ...preferences.Name) {
	v.t.Helper()
	v.until("no banner", func() bool { return len(v.axFind("dialog", "")) == 0 && len(v.axFind("button", "Tout refuser")) == 0 })
	v.wait(`cookiesPreferences.get()`)
	checkCookie(v.t, v.page, choice(v.t, names...), v.since)
}

// shows waits until the switches tell a state to assistive technology.
func (v journey) shows(statistics, internal, thirdParty bool) {
	v.t.Helper()
	for name, want := range map[string]bool{"Nécessaires": true, "Statistiques": statistics, "Internes": internal, "Tiers": thirdParty} {
		v.until("the switch "+name, func() bool {
			n := v.axFind("switch", name)
			return len(n) == 1 && n[0].is(accessibility.PropertyNameChecked) == want
		})
	}
}

// flows are what visitors do.
var flows = map[string]func(journey){
	"accept all": func(v journey) {
		v.use("button", "Tout accepter")
		v.chosen(preferences.Statistics, preferences.Internal, preferences.ThirdParty)
	},
	"refuse all": func(v journey) {
		v.use("button", "Tout refuser")
		v.chosen()
	},
	"save a mix": func(v journey) {
		v.use("button", "Personnaliser")
		v.inPreferences()
		v.shows(false, false, false)
		v.use("switch", "Statistiques")
		v.use("switch", "Tiers")
		v.shows(true, false, true)
		v.use("button", "Enregistrer mes choix")
		v.chosen(preferences.Statistics, preferences.ThirdParty)
	},
	"leave without choosing": func(v journey) {
		v.use("button", "Personnaliser")
		v.inPreferences()
		v.use("switch", "Internes")
		v.shows(false, true, false)
		v.leave()
		v.axFocusOn("button", "Personnaliser")
		if v.cookie() != nil {
			v.t.Error("leaving wrote the cookie")
		}
	},
	"reopen": func(v journey) {
		v.use("button", "Tout accepter")
		v.chosen(preferences.Statistics, preferences.Internal, preferences.ThirdParty)
		v.use("button", "Gérer mes cookies")
		v.inPreferences()
		v.shows(true, true, true)
		v.leave()
		v.axFocusOn("button", "Gérer mes cookies")
		v.chosen(preferences.Statistics, preferences.Internal, preferences.ThirdParty)
	},
	"change of mind": func(v journey) {
		v.use("button", "Tout refuser")
		v.chosen()
		v.use("button", "Gérer mes cookies")
		v.inPreferences()
		v.shows(false, false, false)
		v.use("switch", "Internes")
		v.use("button", "Enregistrer mes choix")
		v.axFocusOn("button", "Gérer mes cookies")
		v.chosen(preferences.Internal)
		v.use("button", "Gérer mes cookies")
		v.inPreferences()
		v.shows(false, true, false)
		v.use("button", "Tout refuser")
		v.axFocusOn("button", "Gérer mes cookies")
		v.chosen()
	},
}

// TestFlowsByKeys goes through every flow with Tab, Enter, the space bar and Esc
// alone (RGAA 7.3): no script moves the focus.
func TestFlowsByKeys(t *testing.T) {
	t.Parallel()
	testFlows(t, func(p *page) visitor { return byKeys{p} })
}

// TestFlowsByTree goes through every flow by roles and names alone, as assistive
// technology finds and activates controls (RGAA 7.1).
func TestFlowsByTree(t *testing.T) {
	t.Parallel()
	testFlows(t, func(p *page) visitor { return byTree{p} })
}

func testFlows(t *testing.T, means func(*page) visitor) {
	for name, flow := range flows {
		t.Run(name, func(t *testing.T) {
			p := openListening(t, `data-portal="`+aude+`"`)
			p.waitNotice()
			flow(journey{p, means(p), time.Now()})
		})
	}
}

// TestHandOverByKeys: the program takes the notice over under the fingers of who
// is in it: the focus stays on the same element, and its name; Tab goes on from
// there, and what is pressed counts.
func TestHandOverByKeys(t *testing.T) {
	t.Parallel()
	for name, then := range map[string]func(journey){
		"save a mix": func(v journey) {
			v.press(kb.Enter)
			v.inPreferences()
			v.use("switch", "Internes")
			v.use("button", "Enregistrer mes choix")
			v.chosen(preferences.Internal)
		},
		"refuse, a step back": func(v journey) {
			v.tabKey(true)
			v.axFocusOn("button", "Tout refuser")
			v.press(" ")
			v.chosen()
		},
		"on to the page": func(v journey) {
			v.tabKey(false)
			v.axFocusOn("button", "Charte cookies")
			v.tabKey(false)
			v.axFocusOn("link", "Un lien")
		},
	} {
		t.Run(name, func(t *testing.T) {
			src, let := heldProgram(t)
			p := newPage(t)
			p.open(serveText(t, "/portail", "text/html", heldPage(src, "")))
			p.waitNotice()
			p.tabTo("button", "Personnaliser") // which has the program fetched
			before := p.axFocused()
			let()
			p.wait(started)
			if after := p.axFocused(); after.element != before.element || after.french() != before.french() {
				t.Errorf("the focus was on %s, and is on %s", before.french(), after.french())
			}
			then(journey{p, byKeys{p}, time.Now()})
		})
	}
}
