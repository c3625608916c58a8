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
	Pictures           []picture // of each screen
}

// picture is a picture of a layer.
type picture struct {
	File, Alt string
	Screen    screen
	png       []byte
}

// layers returns the banner's layers, in the order of the visit.
func layers() []*layer {
	return []*layer{
		{Name: "bandeau", Title: "Le bandeau",
			About: "Ce que voit un visiteur qui n’a pas encore choisi."},
		{Name: "bandeau-sombre", Title: "Le bandeau, sur un appareil en mode sombre",
			About: "Le même bandeau, avec le même texte, quand l’appareil du visiteur est " +
				"en mode sombre."},
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
	take := func(i int, words string) {
		l := r.Layers[i]
		if size == desktop && words != "" {
			t.takeWords(l, words)
		}
		l.Pictures = append(l.Pictures, picture{
			File:   "images/" + l.Name + "-" + size.Name + ".png",
			Alt:    l.Title + ", " + strings.ToLower(size.Title),
			Screen: size,
			png:    t.picture(),
		})
	}
	const notice, dialog = `shadow.querySelector(".notice")`, `$("cookies-dialog")`

	take(0, notice)
	t.colors("dark")
	take(1, "")
	t.colors("light")

	// The charter comes first, so that the details open without waiting for it: a wait shifts
	// their picture by a pixel.
	t.click("cookies-read-charter")
	t.waitCharter()
	take(4, dialog)
	t.click("cookies-close")
	t.wait(`!$("cookies-dialog")`)

	t.click("cookies-customize")
	t.waitDetails()
	take(2, dialog)
	t.openDetails()
	take(3, dialog)
	t.click("cookies-close")
	t.wait(`!$("cookies-dialog")`)

	t.click("cookies-refuse")
	t.waitClosed()
	take(5, `$("cookies-status")`)
	t.click("manage")
	t.waitDetails()
	take(6, dialog)
	return t.end("La prise des images, format " + strings.ToLower(size.Title))
}

// takeWords takes a layer's words, those of an element.
func (t *tab) takeWords(l *layer, element string) {
	words := strings.TrimSpace(eval[string](t, element+`.innerText`)) + "\n"
	// The visually hidden words come on a line of their own.
	l.Text = strings.ReplaceAll(words, "\n: ", "\u00a0: ")
	if t.err == nil && l.Text == "\n" {
		t.err = fmt.Errorf("l’écran «\u00a0%s\u00a0» n’a pas de texte", l.Title)
	}
}

// openDetails opens the details of each category.
func (t *tab) openDetails() {
	const closed = `shadow.querySelectorAll("button.details[aria-expanded=false]")`
	eval[any](t, closed+`.forEach((trigger) => trigger.click())`)
	t.wait(closed + `.length === 0 && !shadow.querySelector(".loading")`)
}
