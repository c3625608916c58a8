//go:build !js

package proof

import (
	"fmt"
	"strings"
	"time"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

var days = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}

// frenchTime writes a moment as « dimanche 22 novembre 2026 à 9 h 03 min 07 s (temps
// universel) ».
func frenchTime(t time.Time) string {
	t = t.UTC()
	return fmt.Sprintf("%s %s à %d\u00a0h\u00a0%02d\u00a0min\u00a0%02d\u00a0s (temps\u00a0universel)",
		days[t.Weekday()], banner.FrenchDate(t), t.Hour(), t.Minute(), t.Second())
}

// frenchNames lists categories and trackers.
func frenchNames(list []string) string {
	var texts []string
	for _, name := range list {
		texts = append(texts, banner.Label(preferences.Name(name)))
	}
	return strings.Join(texts, ", ")
}

// meaning is an attribute of the tag, and its effect.
type meaning struct{ Name, Value string }

// Meanings describes the effect of each attribute, whether it is there or not.
func (s subject) Meanings() []meaning {
	say := func(name, value, set, unset string) meaning {
		if value == "" {
			return meaning{name, unset}
		}
		return meaning{name, set}
	}
	version := "Version «\u00a0" + s.Version + "\u00a0»\u00a0: le début de l’empreinte SHA-256 du texte " +
		"de la charte. Si la charte change, la question est posée de nouveau."
	if s.Version == "" {
		version = "Aucune version\u00a0: si la charte change, " +
			"la question n’est pas posée de nouveau."
	}
	theme := map[string]string{"light": "Toujours clair.", "dark": "Toujours sombre."}[s.Theme]
	if theme == "" {
		theme = "Clair ou sombre, selon le réglage de l’appareil du visiteur."
	}
	load := "Le programme des préférences est téléchargé quand le visiteur en a besoin."
	if s.Load == "idle" {
		load = "Le programme des préférences est téléchargé dès que la page est au repos, " +
			"sans attendre le visiteur."
	}
	return []meaning{
		{"src", "Adresse du script\u00a0: " + s.Script},
		{"data-portal", "Le portail, nommé dans le titre du bandeau\u00a0: " + s.Portal + "."},
		say("data-charter", s.Charter, "Charte publiée à l’adresse "+s.Charter+".", s.charterWords()),
		say("data-version", s.Tag.Version, "Version «\u00a0"+s.Version+"\u00a0»\u00a0: "+
			"sous une autre version, la question est posée de nouveau.", version),
		say("data-trackers", strings.Join(s.Trackers, ""),
			"Outils de mesure que le visiteur règle un par un\u00a0: "+frenchNames(s.Trackers)+". "+
				"Activer la catégorie «\u00a0Statistiques\u00a0» les active tous, "+
				"activer l’un d’eux active la catégorie. Les autres sont toujours refusés.",
			"Aucun outil de mesure déclaré\u00a0: tous suivent le choix fait pour «\u00a0Statistiques\u00a0»."),
		say("data-categories", strings.Join(s.Categories, ""),
			"Catégories facultatives proposées\u00a0: "+frenchNames(s.Categories)+
				". Les autres sont toujours refusées.",
			"Les trois catégories facultatives sont proposées\u00a0: "+frenchNames(tag.Categories)+"."),
		say("data-integrations", strings.Join(s.Integrations, ""),
			"Le choix est aussi transmis à\u00a0: "+strings.Join(s.Integrations, ", ")+".",
			"Le choix n’est transmis à aucun autre script."),
		say("data-domain", s.Domain, "Le cookie vaut pour tous les sites de "+s.Domain+".",
			"Le cookie vaut pour "+s.Portal+" seulement."),
		{"data-theme", theme},
		{"data-load", load},
	}
}

// charterWords describes the charter that is shown when the tag names none.
func (s subject) charterWords() string {
	if s.Version != "" && s.Tag.Version == "" {
		return "Charte de " + s.Portal + ", fournie avec le bandeau."
	}
	return "Charte fournie avec le bandeau (celle du portail si elle est connue, " +
		"sinon la charte type d’Opendatasoft)."
}
