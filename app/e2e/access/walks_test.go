package access

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp/kb"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/banner/preferences"
)

// walkLegend says how to read a recorded walk, to auditors who read no Go.
const walkLegend = `
Légende. Chaque ligne donne la touche pressée, puis ce qui a le focus ensuite, tel que
Chromium le décrit aux lecteurs d’écran : rôle, nom entre «…», état, description.
  Maj+Tab      la touche de tabulation avec Maj, qui revient en arrière
  (rien)       le focus a quitté la page, pour le navigateur : il n’est pas piégé
  (retour)     le focus a fait le tour, et revient à un arrêt déjà noté (le navigateur
               sans fenêtre des tests n’a pas de boutons où il irait d’abord)
  annonce      message lu de lui-même, sans que le focus y soit (role="status")
La page d’essai n’a, après le bandeau, que « Un lien » et « Gérer mes cookies ».
Ce fichier est écrit et comparé par le test TestWalks (app/e2e/access).

`

// recordedWalk writes down what each key does.
type recordedWalk struct {
	*harness.Page
	text  strings.Builder
	taken bool // whether the program takes the dialog over before the walk goes on
}

// part begins a part of the walk.
func (w *recordedWalk) part(title string) { fmt.Fprintf(&w.text, "\n%s\n", title) }

// note writes down what has the focus now.
func (w *recordedWalk) note(key string) {
	w.T.Helper()
	w.line(key, w.AxFocused().French())
}

// line writes down what a key led to, and what was announced meanwhile.
func (w *recordedWalk) line(key, came string) {
	w.T.Helper()
	fmt.Fprintf(&w.text, "  %-11s  %s\n", key, came)
	for _, text := range w.Announced() {
		fmt.Fprintf(&w.text, "  %-11s  annonce : %s\n", "", text)
		if strings.HasPrefix(text, harness.Mute) {
			w.T.Errorf("screen readers may leave out the announcement: %s", text)
		}
	}
}

// through presses Tab, or Shift and Tab, until the focus leaves the page or has
// been everywhere.
func (w *recordedWalk) through(back bool) {
	w.T.Helper()
	key := "Tab"
	if back {
		key = "Maj+Tab"
	}
	seen := make(map[cdp.BackendNodeID]bool)
	for {
		w.TabKey(back)
		n := w.AxFocused()
		if n.Role == "RootWebArea" || seen[n.Element] {
			w.line(key, map[bool]string{false: "(rien)", true: "(retour)"}[seen[n.Element]])
			return
		}
		seen[n.Element] = true
		w.line(key, n.French())
	}
}

// bothWays walks to the end and back.
func (w *recordedWalk) bothWays() {
	w.T.Helper()
	w.part("En avant, jusqu’à sortir de la page")
	w.through(false)
	w.part("En arrière, jusqu’à sortir de la page")
	w.through(true)
}

// choose goes to a button by Tab, writes that down and presses Enter on it.
func (w *recordedWalk) choose(name string) {
	w.T.Helper()
	w.TabTo("button", name)
	w.note("Tab…")
	w.Press(kb.Enter)
	w.part("Entrée sur «\u00a0" + name + "\u00a0»")
}

// escape presses Escape, which gives the focus back to a button.
func (w *recordedWalk) escape(trigger string) {
	w.T.Helper()
	w.Press(kb.Escape)
	w.part("Échap")
	w.AxFocusOn("button", trigger)
	w.note("ensuite")
}

// flip presses the space bar on the focused switch, and waits for the state of a switch,
// which may be another.
func (w *recordedWalk) flip(name string, on bool) {
	w.T.Helper()
	w.Press(" ")
	w.Until("the switch "+name, func() bool {
		n := w.AxFind("switch", name)
		return len(n) == 1 && n[0].Is(accessibility.PropertyNameChecked) == on
	})
	w.note("Espace")
}

// open goes to a button by Tab, and opens the preferences or the charter with it.
func (w *recordedWalk) open(button, title string) {
	w.T.Helper()
	w.choose(button)
	w.AxFocusOn("dialog", title)
	if w.taken {
		w.Wait(harness.Started)
	}
	w.note("ensuite")
}

// openPreferences opens them from the notice, by keys.
func (w *recordedWalk) openPreferences() {
	w.T.Helper()
	w.part("Ouvrir les préférences")
	w.open("Personnaliser", "Gérer mes cookies")
}

// TestWalks compares every keyboard walk through the banner with the one that was read and
// found good (testdata/walks): without the program, and with a dialog that it has taken over.
func TestWalks(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, title, attributes string
		walk                    func(w *recordedWalk)
	}{
		{"notice", "la demande de consentement", "", (*recordedWalk).bothWays},
		{"preferences", "les préférences", "", walkPreferences},
		{"preferences-trackers", "les préférences d’un portail qui déclare Matomo et XiTi",
			`data-trackers="matomo xiti"`, walkTrackers},
		{"charter", "la charte", "", walkCharter},
		{"after-the-choice", "après le choix", "", walkAfterTheChoice},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for _, taken := range []bool{false, true} {
				if taken && test.name == "notice" {
					continue // it never runs the program
				}
				t.Run(map[bool]string{false: "held", true: "taken over"}[taken], func(t *testing.T) {
					t.Parallel()
					p, let := recordedPage(t, test.attributes)
					if taken {
						let()
					}
					w := &recordedWalk{Page: p, taken: taken}
					w.text.WriteString("Parcours au clavier : " + test.title + "\n" + walkLegend)
					test.walk(w)
					checkRecorded(t, "walks/"+test.name+".txt", w.text.String())
				})
			}
		})
	}
}

func walkPreferences(w *recordedWalk) {
	w.openPreferences()
	w.bothWays()
	w.part("Un interrupteur")
	w.TabTo("switch", harness.Switch(preferences.Statistics))
	w.note("Tab…")
	w.flip(harness.Switch(preferences.Statistics), true)
	w.flip(harness.Switch(preferences.Statistics), false)
	w.escape("Personnaliser")
}

func walkTrackers(w *recordedWalk) {
	w.openPreferences()
	w.bothWays()
	w.part("Un traceur, qui autorise aussi sa catégorie")
	w.TabTo("switch", "Matomo")
	w.note("Tab…")
	w.flip(harness.Switch(preferences.Statistics), true)
	w.TabKey(true)
	w.note("Maj+Tab")
}

func walkCharter(w *recordedWalk) {
	w.part("Ouvrir la charte")
	w.open("Charte cookies", "Charte cookies")
	w.bothWays()
	w.escape("Charte cookies")
}

func walkAfterTheChoice(w *recordedWalk) {
	w.part("Refuser")
	w.choose("Tout refuser")
	w.WaitClosed()
	w.Wait(`announcements.length`)
	w.note("ensuite")
	w.bothWays()
	reopen := func() {
		w.part("Rouvrir les préférences")
		w.open("Gérer mes cookies", "Gérer mes cookies")
	}
	reopen()
	w.escape("Gérer mes cookies")
	reopen()
	w.choose("Enregistrer mes choix")
	w.Wait(`announcements.length`)
	w.AxFocusOn("button", "Gérer mes cookies")
	w.note("ensuite")
}
