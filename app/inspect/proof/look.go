//go:build !js

package proof

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"github.com/chromedp/cdproto/page"

	"cookies-preferences/app/internal/browser/chromium"
	"cookies-preferences/app/internal/french"
)

// screen is a size that the layers are shown in, in CSS pixels.
type screen struct {
	Name, Title   string
	Width, Height int
}

var (
	desktop = screen{"ordinateur", "Ordinateur", 1280, 800}
	phone   = screen{"telephone", "Téléphone", 390, 844}
)

// layer is a state of the banner as visitors see it.
type layer struct {
	Name, Title, About string
	Text               string    // its words, on the desktop
	Pictures           []picture // on each screen
}

// picture is a picture of a layer.
type picture struct {
	File, Alt string
	Screen    screen
	png       []byte
}

// look shows every layer as a visitor would, and takes its words and its pictures.
func (r *report) look(ctx context.Context, b *chromium.Browser) error {
	t := newTab(ctx, b, r.subject)
	take := func(name, title, about, words string) {
		l := layer{Name: name, Title: french.Spaces(title), About: french.Spaces(about)}
		for _, size := range []screen{desktop, phone} {
			t.resize(size)
			l.Pictures = append(l.Pictures, picture{
				File:   "images/" + name + "-" + size.Name + ".png",
				Alt:    l.Title + ", " + strings.ToLower(size.Title),
				Screen: size,
				png:    t.picture(),
			})
		}
		t.resize(desktop)
		if words != "" {
			l.Text = t.words(words)
			if t.err == nil && l.Text == "\n" {
				t.err = french.Errorf("l’écran « %s » n’a pas de texte", l.Title)
			}
		}
		r.Layers = append(r.Layers, l)
	}
	const dialog = "#cookies-dialog"

	take("bandeau", "Le bandeau",
		"Ce que voit un visiteur qui n’a pas encore choisi.", ".notice")
	t.colors("dark")
	take("bandeau-sombre", "Le bandeau, sur un appareil en mode sombre",
		"Le même bandeau, avec le même texte, quand l’appareil du visiteur est en mode sombre.", "")
	t.colors("light")

	t.click("cookies-read-charter")
	t.wait(opened)
	take("charte", "La charte", "Après « Charte cookies ».", dialog)
	t.click("cookies-close")
	t.wait(closed)

	t.click("cookies-customize")
	t.wait(opened)
	take("preferences", "Les préférences",
		"Après « Personnaliser ». Tout ce qui est facultatif est désactivé au départ.", dialog)
	const folded = `$("#cookies-dialog").querySelectorAll("details:not([open])")`
	eval[any](t, folded+`.forEach((it) => it.querySelector("summary").click())`)
	t.wait(folded + `.length === 0 && !$(".loading")`)
	take("details", "Les préférences, détails ouverts",
		"La définition et les cookies déclarés de chaque catégorie.", dialog)

	t.click("cookies-refuse-all")
	t.wait(chosen)
	take("enregistre", "Le message après le choix", "Ici, après « Tout refuser ».",
		"#cookies-status")
	t.click("manage")
	t.wait(opened)
	take("rouvert", "Les préférences, rouvertes",
		"Après le choix, par le bouton « Gérer mes cookies » de la page.", dialog)
	return t.end("La prise des images")
}

// words are those of an element.
func (t *tab) words(selector string) string {
	words := strings.TrimSpace(eval[string](t, `$("`+selector+`").innerText`)) + "\n"
	// The visually hidden words come on a line of their own.
	return strings.ReplaceAll(words, "\n: ", "\u00a0: ")
}

// picture takes a picture of the window once nothing moves in it: the mouse is away, and two
// pictures in a row are the same.
func (t *tab) picture() (png []byte) {
	t.try(func(ctx context.Context) error { return t.Move(ctx, 1, 1) })
	// Lay the page out afresh: after several steps, Chromium's layout may be off by a pixel.
	eval[any](t, `(({style}) => {
		style.display = "none";
		document.body.offsetHeight;
		style.display = "";
	})(document.documentElement)`)
	t.wait(`document.getAnimations().length === 0`)
	for range 20 {
		last := png
		t.try(func(ctx context.Context) error {
			got, err := chromium.Call(ctx, t.Tab, page.CaptureScreenshot,
				page.CaptureScreenshotParams{})
			png = got.Data
			return err
		})
		if t.err != nil || bytes.Equal(png, last) {
			return png
		}
	}
	t.err = errors.New("la page ne se stabilise pas\u00a0: " +
		"deux images successives diffèrent toujours")
	return nil
}
