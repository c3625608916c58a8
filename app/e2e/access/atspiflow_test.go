package access

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"

	"cookies-preferences/app/e2e/harness"
)

// atspiFlowLegend says how to read a flow, to auditors who read no Go.
const atspiFlowLegend = `
Légende. Sous chaque touche pressée, ce que le navigateur signale alors aux lecteurs d’écran par
AT-SPI, sous Linux.
  focus        l’élément qui a le focus
  état         un élément a changé d’état
  annonce      le texte d’une zone de message, qui vient de changer
  (avec sa zone)  la zone n’était pas là, et vient avec son texte : tous les lecteurs d’écran ne
               le disent pas
Ce fichier est écrit et comparé par les tests TestLongAtspi… (app/e2e/access).

`

// atspiFlow writes down what a browser tells assistive technology after each key.
type atspiFlow struct {
	*harness.Page
	atspi *atspi
	text  strings.Builder
}

// press presses keys, waits until the browser has told something, and writes down all it has told.
func (f *atspiFlow) press(title, keys, awaited string) {
	f.T.Helper()
	f.Press(keys)
	f.wait(awaited)
	fmt.Fprintf(&f.text, "\n%s\n", title)
	for _, line := range told(f.atspi.take()) {
		fmt.Fprintf(&f.text, "    %s\n", line)
	}
}

// skipTo moves the focus to an element, and writes nothing down.
func (f *atspiFlow) skipTo(id, name string) {
	f.T.Helper()
	harness.Eval[any](f.Page, fmt.Sprintf(`$(%q).focus()`, id))
	f.wait(name)
	f.atspi.take()
}

// wait waits until the browser has told something, and the page is at rest.
func (f *atspiFlow) wait(awaited string) {
	f.T.Helper()
	f.Until("the event "+awaited, func() bool {
		return slices.ContainsFunc(told(f.atspi.peek()), func(line string) bool {
			return strings.Contains(line, awaited)
		})
	})
	f.atspi.settled(f.Page)
}

// The beginnings of the lines about messages.
const (
	announced  = "annonce : "
	withRegion = "annonce (avec sa zone) : "
)

// told are events, each once, in French: the focus first, then the states, then the messages.
func told(events []atspiEvent) (lines []string) {
	for _, e := range events {
		if line := e.french(); line != "" && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	// A message that also comes as a change is one that screen readers have.
	lines = slices.DeleteFunc(lines, func(line string) bool {
		words, added := strings.CutPrefix(line, withRegion)
		return added && slices.Contains(lines, announced+words)
	})
	slices.SortStableFunc(lines, func(a, b string) int { return order(a) - order(b) })
	return lines
}

// order is the place of a line among those that came with it.
func order(line string) int {
	return slices.IndexFunc([]string{"focus", "état", "annonce"}, func(kind string) bool {
		return strings.HasPrefix(line, kind)
	})
}

// french describes the event as an auditor would; "" if it is about no element of the page.
func (e atspiEvent) french() string {
	node := e.Node
	kind, state, _ := strings.Cut(e.Event, ":")
	switch {
	case e.Region != nil:
		words := harness.OneLine(e.Region.words())
		switch {
		case words == "":
			return ""
		case kind == "region-added":
			return withRegion + words
		}
		return announced + words
	case node.role() == "RootWebArea" || node.Role == "invalid" || len(node.Attributes) == 0:
		return "" // it has gone, or is the browser's own
	case state == "focused" && !e.On:
		return ""
	case state == "focused":
		// The dialog is modal once it was painted: before this event, or after it.
		node.States = slices.DeleteFunc(slices.Clone(node.States), func(s string) bool {
			return s == "modal"
		})
		return "focus : " + node.axTree().root.French()
	case kind == "state-changed":
		node.States = slices.DeleteFunc(slices.Clone(node.States), func(s string) bool {
			return s == state
		})
		if e.On {
			node.States = append(node.States, state)
		}
		return "état : " + node.axTree().root.French()
	}
	return ""
}

// words is the text in an element.
func (n *atspiNode) words() (words string) {
	if n.role() == "StaticText" {
		return n.Name
	}
	for _, child := range n.content() {
		words += child.words()
	}
	return words
}

// walkAtspi compares what a browser tells assistive technology in a flow with what was read and
// found good.
func (a *atspi) walkAtspi(t *testing.T) {
	f := &atspiFlow{Page: harness.NewPageIn(t, a.browser), atspi: a}
	if a.engine == harness.Chromium { // it has a window of its own, too
		harness.Call(f.Page, cdppage.BringToFront, cdp.Empty{})
	}
	f.Wait(`document.hasFocus()`)
	showRecorded(f.Page, "")
	f.text.WriteString("Par AT-SPI, dans " + string(a.engine) +
		"\u00a0: choisir dans les préférences\n" + atspiFlowLegend)
	a.settled(f.Page)
	a.take()
	buttons := []string{"Charte cookies", "Tout accepter", "Tout refuser", "Personnaliser"}
	for _, name := range buttons {
		f.press("Tab", "\t", name)
	}
	f.press("Entrée", "\r", "focus : boîte de dialogue")
	f.press("Tab", "\t", "Fermer")
	f.press("Tab", "\t", "Détails")
	f.press("Tab", "\t", "Mesure d’audience")
	f.press("Espace", " ", ", activé")
	f.press("Espace", " ", ", désactivé")
	f.press("Tab", "\t", "Détails")
	f.press("Entrée", "\r", "déplié")
	for range 2 {
		f.press("Tab", "\t", "focus")
	}
	f.skipTo("cookies-save", "Enregistrer mes choix")
	f.press("Entrée, sur «\u00a0Enregistrer mes choix\u00a0»", "\r", "enregistrés")
	checkRecorded(t, "atspi/"+strings.ToLower(string(a.engine))+"-flow.txt", f.text.String())
}
