//go:build !js

package proof

import (
	"context"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

// layer is a state of the banner that visitors meet.
type layer struct {
	Name, Title, About string
	Text               string    // its words, as the desktop shows them
	Same               string    // title of an earlier layer with the same words
	Pictures           []picture // of each screen
}

// picture is a picture of a layer.
type picture struct {
	File, Alt string
	Screen    screen // what it shows of it: higher, when Entire
	Entire    bool   // it goes beyond the screen
	png       []byte
}

// The layers, in the order in which they are visited and told.
func layers() []*layer {
	return []*layer{
		{Name: "bandeau", Title: "Le bandeau", About: "Ce que voit un visiteur qui n’a pas encore choisi."},
		{Name: "bandeau-sombre", Title: "Le bandeau, sur un appareil réglé en sombre", About: "Le même bandeau, quand l’appareil demande des couleurs sombres."},
		{Name: "preferences", Title: "Les préférences", About: "Après «\u00a0Personnaliser\u00a0». Tout ce qui est facultatif est désactivé au départ."},
		{Name: "details", Title: "Les préférences, détails ouverts", About: "Les définitions et les cookies déclarés de chaque catégorie, dépliés."},
		{Name: "charte", Title: "La charte", About: "Après «\u00a0Charte cookies\u00a0»."},
		{Name: "enregistre", Title: "Le message après le choix", About: "Ici après «\u00a0Tout refuser\u00a0»."},
		{Name: "rouvert", Title: "Les préférences, rouverts", About: "Après le choix, avec le bouton «\u00a0Gérer mes cookies\u00a0» de la page."},
	}
}

// look brings every layer up on a screen, as a visitor would, and takes its words
// and its pictures.
func (r *report) look(browser context.Context, size screen) error {
	if r.Layers == nil {
		r.Layers = layers()
	}
	t := newTab(browser, r.subject, size)
	take := func(i int, words string, entire bool) { r.take(t, r.Layers[i], size, words, entire) }
	const notice, dialog, status = `shadow.querySelector(".notice")`, `$("cookies-dialog")`, `$("cookies-status")`

	take(0, notice, false)
	t.colors("dark")
	take(1, notice, false)
	t.colors("light")

	t.click("cookies-customize")
	t.waitDetails()
	take(2, dialog, false)
	t.openDetails()
	take(3, dialog, true)
	t.click("cookies-close")
	t.wait(`!$("cookies-dialog")`)

	t.click("cookies-read-charter")
	t.waitCharter()
	take(4, dialog, true)
	t.click("cookies-close")
	t.wait(`!$("cookies-dialog")`)

	t.click("cookies-refuse")
	t.waitClosed()
	take(5, status, false)
	t.click("manage")
	t.waitDetails()
	take(6, dialog, false)
	return t.end("looking at the layers on " + size.Name)
}

// take keeps a layer's words, those of an element, and its pictures: of the screen,
// and where more is wanted, of a screen as high as the layer.
func (r *report) take(t *tab, l *layer, size screen, element string, entire bool) {
	if size == desktop {
		r.takeWords(t, l, element)
	}
	add := func(suffix string, of screen) {
		l.Pictures = append(l.Pictures, picture{
			File:   "images/" + l.Name + "-" + size.Name + suffix + ".png",
			Alt:    l.Title + ", " + strings.ToLower(size.Title),
			Screen: of,
			Entire: suffix != "",
			png:    t.picture(),
		})
	}
	add("", size)
	if !entire {
		return
	}
	if grown := t.grow(size); grown != size {
		add("-entier", grown)
		t.do(chromedp.EmulateViewport(size.Width, size.Height))
	}
}

// takeWords keeps a layer's words, as the desktop shows them.
func (r *report) takeWords(t *tab, l *layer, element string) {
	words := strings.TrimSpace(eval[string](t, element+`.innerText`)) + "\n"
	l.Text = strings.ReplaceAll(words, "\n: ", "\u00a0: ") // what only screen readers tell, on the line it belongs to
	if t.err == nil && l.Text == "\n" {
		t.err = fmt.Errorf("the layer %s says nothing", l.Name)
	}
	for _, other := range r.Layers {
		if other != l && other.Text == l.Text {
			l.Same = other.Title
		}
	}
}

// openDetails opens what each category has to tell.
func (t *tab) openDetails() {
	const closed = `shadow.querySelectorAll("button.details[aria-expanded=false]")`
	eval[any](t, closed+`.forEach((opener) => opener.click())`)
	t.wait(closed + `.length === 0 && !shadow.querySelector(".loading")`)
}
