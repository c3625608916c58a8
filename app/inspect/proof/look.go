//go:build !js

package proof

import (
	"context"
	"fmt"
	"strings"

	"cookies-preferences/app/internal/browser/chromium"
)

// layer is a state of the banner as visitors see it.
type layer struct {
	Name, Title, About string
	Text               string    // its words, on the desktop
	Same               string    // title of an earlier layer with the same words
	Pictures           []picture // of each screen
}

// picture is a picture of a layer.
type picture struct {
	File, Alt string
	Screen    screen // its size; higher than a screen when Entire
	Entire    bool   // shows all of a layer that scrolls
	png       []byte
}

// The layers, in the order of the visit.
func layers() []*layer {
	return []*layer{
		{Name: "bandeau", Title: "Le bandeau",
			About: "Ce que voit un visiteur qui n’a pas encore choisi."},
		{Name: "bandeau-sombre", Title: "Le bandeau, sur un appareil en mode sombre",
			About: "Le même bandeau, quand l’appareil du visiteur est en mode sombre."},
		{Name: "preferences", Title: "Les préférences",
			About: "Après «\u00a0Personnaliser\u00a0». Tout ce qui est facultatif est " +
				"désactivé au départ."},
		{Name: "details", Title: "Les préférences, détails ouverts",
			About: "La définition et les cookies déclarés de chaque catégorie."},
		{Name: "charte", Title: "La charte", About: "Après «\u00a0Charte cookies\u00a0»."},
		{Name: "enregistre", Title: "Le message après le choix",
			About: "Ici, après «\u00a0Tout refuser\u00a0»."},
		{Name: "rouvert", Title: "Les préférences, rouvertes",
			About: "Après le choix, par le bouton «\u00a0Gérer mes cookies\u00a0» de la page."},
	}
}

// look shows every layer on a screen, as a visitor would, and takes its words and its
// pictures.
func (r *report) look(ctx context.Context, b *chromium.Browser, size screen) error {
	if r.Layers == nil {
		r.Layers = layers()
	}
	t := newTab(ctx, b, r.subject, size)
	take := func(i int, words string, entire bool) {
		r.take(t, r.Layers[i], size, words, entire)
	}
	const notice, dialog = `shadow.querySelector(".notice")`, `$("cookies-dialog")`

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
	take(5, `$("cookies-status")`, false)
	t.click("manage")
	t.waitDetails()
	take(6, dialog, false)
	return t.end("La prise des images, format " + strings.ToLower(size.Title))
}

// take adds a layer's words, those of an element, and its pictures: one of the screen and,
// if the entire layer is wanted, one of a screen as high as the layer.
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
		t.resize(size)
	}
}

// takeWords adds a layer's words, as the desktop shows them.
func (r *report) takeWords(t *tab, l *layer, element string) {
	words := strings.TrimSpace(eval[string](t, element+`.innerText`)) + "\n"
	// A screen reader's words come on a line of their own.
	l.Text = strings.ReplaceAll(words, "\n: ", "\u00a0: ")
	if t.err == nil && l.Text == "\n" {
		t.err = fmt.Errorf("l’écran «\u00a0%s\u00a0» n’a pas de texte", l.Title)
	}
	for _, other := range r.Layers {
		if other != l && other.Text == l.Text {
			l.Same = other.Title
		}
	}
}

// openDetails opens the details of each category.
func (t *tab) openDetails() {
	const closed = `shadow.querySelectorAll("button.details[aria-expanded=false]")`
	eval[any](t, closed+`.forEach((opener) => opener.click())`)
	t.wait(closed + `.length === 0 && !shadow.querySelector(".loading")`)
}
