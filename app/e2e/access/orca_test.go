package access

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"

	"cookies-preferences/app/e2e/harness"
)

// orcaLegend says how to read what Orca says, to auditors who read no Go.
const orcaLegend = `
Légende. Sous chaque touche pressée, ce que le lecteur d’écran Orca dit alors, mot pour mot, une
ligne par prise de parole.
  Lecture      toute la page, quand on demande à Orca de la lire depuis le haut
  (retour)     une boîte de dialogue se ferme. Ce qu’Orca 43 dit alors n’est pas noté, car il
               varie : où l’on revient, ou rien, si ce qui avait le focus a quitté l’arbre avant
               qu’il ne le regarde
  (saut)       Tab, autant de fois qu’il faut pour venir au bouton nommé
Orca redit aussi chaque touche, et dit s’il passe en « Mode focus » ou en « Mode navigation » ou
s’il sort d’une région : ce n’est pas noté. À l’ouverture d’une boîte de dialogue, il en dit le
titre, puis tout le texte d’un trait. Il parle français, sans voix ; personne ne l’a écouté.
Ce fichier est écrit et comparé par le test TestLongOrca (app/e2e/access).

`

// orcaWalk writes down what Orca says after each key.
type orcaWalk struct {
	*harness.Page
	orca  *orca
	let   func() // lets what the page's server holds back come
	text  strings.Builder
	marks int
}

// countKeys counts the keys that have reached the page, in its frames too.
const countKeys = `addEventListener("keyup", () => { top.keysUp = (top.keysUp ?? 0) + 1; }, true);`

// taken returns what Orca has said, once it has said some words and the page is at rest.
func (w *orcaWalk) taken(words string) []string {
	w.T.Helper()
	w.orca.waitSpoken(words)
	w.Settle()
	w.marks++
	mark := fmt.Sprintf("Portail %d", w.marks)
	harness.Eval[any](w.Page, fmt.Sprintf(`(document.title = %q, null)`, mark))
	w.orca.waitTitle(mark)
	return w.orca.take()
}

// write writes down what Orca has said.
func (w *orcaWalk) write(title string, said ...string) {
	fmt.Fprintf(&w.text, "\n%s\n", title)
	for _, words := range said {
		fmt.Fprintf(&w.text, "    %s\n", words)
	}
}

// key presses a key, and waits until the page has had it.
func (w *orcaWalk) key(key string) {
	w.T.Helper()
	before := harness.Eval[int](w.Page, `window.keysUp ?? 0`)
	w.orca.key(key)
	w.Wait(fmt.Sprintf(`window.keysUp > %d`, before))
}

// press presses a key, which the reader of the record knows by a title, until Orca has said some
// words.
func (w *orcaWalk) press(key, title, words string) {
	w.T.Helper()
	w.key(key)
	w.write(title, w.taken(words)...)
}

// tab presses Tab, and waits for the name of what has the focus then.
func (w *orcaWalk) tab() {
	w.T.Helper()
	w.key("Tab")
	w.write("Tab", w.taken(w.AxFocused().Name)...)
}

// skipTo presses Tab until such a control has the focus, and writes down that alone.
func (w *orcaWalk) skipTo(role, name string) {
	w.T.Helper()
	for range 30 {
		w.key("Tab")
		n := w.AxFocused()
		said := w.taken(n.Name)
		if n.Role == role && n.Name == name {
			w.write("(saut)", said...)
			return
		}
	}
	w.T.Fatalf("Tab does not come to the %s %q", role, name)
}

// open opens the preferences or the charter, with the button that has the focus.
func (w *orcaWalk) open(title string) {
	w.T.Helper()
	w.key("Return")
	w.AxFocusOn("dialog", title)
	w.write("Entrée", w.taken(title)...)
}

// leave leaves them, and the focus goes to a button. What Orca says then is not written down: it
// depends on what has left the tree by the time Orca looks.
func (w *orcaWalk) leave(trigger string) {
	w.T.Helper()
	w.key("Escape")
	w.AxFocusOn("button", trigger)
	w.orca.waitLocus(trigger)
	w.taken("")
	w.write("Échap (retour à «\u00a0" + trigger + "\u00a0»)")
}

// read has Orca read all that there is from its top, with Orca's own keys. What it says by itself
// while the page loads depends on how fast that is.
func (w *orcaWalk) read(first, last string) {
	w.T.Helper()
	w.orca.key("ctrl+Home")
	w.write("Ctrl+Début", w.taken(first)...)
	w.orca.key("KP_Add")
	w.write("Lecture", w.taken(last)...)
}

// TestLongOrca compares what the screen reader Orca says in each flow with what was read and
// found good (testdata/orca). With the program, it says the same as without.
func TestLongOrca(t *testing.T) {
	for _, test := range []struct {
		name, record, title string
		page                func(t *testing.T) (address string, let func())
		walk                func(w *orcaWalk)
	}{
		{"notice", "notice", "la demande de consentement", orcaPage, orcaNotice},
		{"preferences", "preferences", "les préférences", orcaPage, orcaPreferences},
		{"preferences taken over", "preferences", "les préférences", orcaPage, orcaTakenOver},
		{"charter", "charter", "la charte", orcaPage, orcaCharter},
		{"placeholder", "placeholder", "un contenu qui attend le consentement", orcaVideo,
			func(w *orcaWalk) { w.read(aboutCookies, "Gérer mes cookies") }},
		{"messages", "messages", "les messages après un choix", orcaMeasured, orcaMessages},
		{"slow", "slow", "des préférences qui tardent", orcaSlow, orcaWaits},
		{"failure", "failure", "des préférences qui ne viennent pas", orcaFailure, orcaUnavailable},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := startOrca(t) // it remembers where it was in the page before
			p := harness.NewPageIn(t, o.browser)
			harness.Record(p)
			p.Preload(countKeys)
			harness.Call(p, cdppage.BringToFront, cdp.Empty{})
			p.Wait(`document.hasFocus()`)
			address, let := test.page(t)
			w := &orcaWalk{Page: p, orca: o, let: let}
			w.text.WriteString("Avec le lecteur d’écran Orca : " + test.title + "\n" + orcaLegend)
			o.take()
			harness.ShowNotice(p, address)
			o.waitSpoken("terminé.")
			w.taken("Gérer mes cookies")
			test.walk(w)
			checkRecorded(t, "orca/"+test.record+".txt", w.text.String())
		})
	}
}

// aboutCookies is the notice's title.
const aboutCookies = "À propos des cookies sur ce portail"

// orcaServe serves a page with the build at src.
func orcaServe(t *testing.T, src, page string) string {
	page = strings.Replace(page, "/banner/banner.js", src, 1)
	return harness.ServeText(t, "/portail", "text/html", page)
}

// orcaPage serves a bare portal page, whose program is held back.
func orcaPage(t *testing.T) (string, func()) {
	src, let := harness.HeldProgram(t)
	return orcaServe(t, src, harness.PortalPage(harness.ForAude)), let
}

// orcaSlow serves such a page, whose preferences are held back.
func orcaSlow(t *testing.T) (string, func()) {
	src, let := harness.Held(t, "dialog-")
	return orcaServe(t, src, harness.PortalPage(harness.ForAude)), let
}

// orcaFailure serves such a page, whose preferences can't be had.
func orcaFailure(t *testing.T) (string, func()) {
	src := harness.ServeBuild(t, func(name string, w http.ResponseWriter, _ *http.Request) bool {
		if strings.HasPrefix(name, "dialog-") {
			http.Error(w, "unavailable", http.StatusServiceUnavailable)
			return false
		}
		return true
	})
	return orcaServe(t, src, harness.PortalPage(harness.ForAude)), nil
}

// orcaVideo serves a page with a video that waits for consent.
func orcaVideo(t *testing.T) (string, func()) {
	src, let := harness.HeldProgram(t)
	page := harness.PortalPage(harness.ForAude)
	page = strings.Replace(page, `<main id="first">`, `<main id="first"><h1>Une vidéo</h1>`+
		`<iframe title="Vidéo" data-cookies="third_party" width="560" height="315" `+
		`data-src="https://video.test/"></iframe>`, 1)
	return orcaServe(t, src, page), let
}

// orcaMeasured serves a page with a script that a refusal can't stop once it runs.
func orcaMeasured(t *testing.T) (string, func()) {
	src, let := harness.HeldProgram(t)
	page := strings.Replace(harness.PortalPage(harness.ForAude), "</main>",
		`<script type="text/plain" data-cookies="matomo">window.ran = true</script></main>`, 1)
	return orcaServe(t, src, page), let
}

func orcaNotice(w *orcaWalk) {
	w.read(aboutCookies, "Gérer mes cookies")
	for range 5 {
		w.tab()
	}
}

func orcaPreferences(w *orcaWalk) { walkWithOrca(w, func() {}) }

func orcaTakenOver(w *orcaWalk) {
	w.let()
	walkWithOrca(w, func() { w.Wait(harness.Started) })
}

// walkWithOrca goes through the preferences, once they are as opened says.
func walkWithOrca(w *orcaWalk, opened func()) {
	w.skipTo("button", "Personnaliser")
	w.open("Gérer mes cookies")
	opened()
	for range 3 {
		w.tab()
	}
	w.press("space", "Espace", "activé")
	w.press("space", "Espace", "désactivé")
	w.press("space", "Espace", "activé")
	w.tab()
	w.press("Return", "Entrée", "étendu")
	w.skipTo("button", "Enregistrer mes choix")
	w.press("Return", "Entrée", "enregistrés")
	w.tab()
	w.tab()
	w.open("Gérer mes cookies")
	w.leave("Gérer mes cookies")
}

func orcaCharter(w *orcaWalk) {
	w.skipTo("button", "Charte cookies")
	w.open("Charte cookies")
	w.read("Charte cookies", "Version")
	w.tab()
	w.leave("Charte cookies")
}

func orcaMessages(w *orcaWalk) {
	w.skipTo("button", "Tout accepter")
	w.press("Return", "Entrée", "enregistrés")
	w.Wait(`window.ran`)
	w.tab()
	w.tab()
	w.open("Gérer mes cookies")
	w.skipTo("button", "Tout refuser")
	w.press("Return", "Entrée", "Rechargez")
}

func orcaWaits(w *orcaWalk) {
	w.skipTo("button", "Personnaliser")
	w.press("Return", "Entrée", "Chargement")
	w.let()
	w.AxFocusOn("dialog", "Gérer mes cookies")
	w.write("(elles viennent)", w.taken("Gérer mes cookies")...)
}

func orcaUnavailable(w *orcaWalk) {
	w.Expect("503")
	w.skipTo("button", "Personnaliser")
	w.press("Return", "Entrée", "pas pu être chargées")
	w.tab()
}
