package read

import (
	"testing"
)

func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"Mise à jour : 2025-11-17":                    "2025-11-17",
		"Mise à jour le 17/11/2025":                   "2025-11-17",
		"Mise à jour le 7.1.26":                       "2026-01-07",
		"Dernière mise à jour le 1er février 2026":    "2026-02-01",
		"Last updated on November 3rd, 2025":          "2025-11-03",
		"Last updated: 11/17/2025":                    "2025-11-17",
		"Última actualización: 15 de enero de 2026":   "2026-01-15",
		"Mise à jour : novembre 2025":                 "2025-11",
		"Mise à jour le 45/11/2025":                   "",
		"Le cookie est mis à jour tous les jours":     "",
		"Le 17/11/2025":                               "",
		"Last updated: May 2nd, 2026":                 "2026-05-02",
		"Last updated: May 1st, 2026":                 "2026-05-01",
		"Last updated: 4th of May 2026":               "2026-05-04",
		"Última actualización: 3 de enero del 2026":   "2026-01-03",
		"Ultimo aggiornamento: 1o marzo 2026":         "2026-03-01",
		"Mise à jour : 2026":                          "",
		"Mise à jour le 0 mai 2026":                   "2026-05",
		"Mise à jour le 3 mai":                        "",
		"Mise à jour le 3x mai 2026":                  "2026-05",
		"Mise à jour le 3 mai 1789":                   "",
		"Mise à jour le 3 mai 2789":                   "",
		"Mise à jour le 3/13/2026":                    "2026-03-13",
		"Mise à jour le 13/13/2026":                   "",
		"Mise à jour le 3 mai mai 2026":               "2026-05",
		"Mise à jour de la page, en mai 2026":         "2026-05",
		"Mise à jour le 3 mai 2026 à 10 h":            "2026-05-03",
		"Mise à jour le 03/05/2026 10:30":             "2026-05-03",
		"Mise à jour le 00/05/2026":                   "",
		"Mise à jour : mai 2026 99999999999999999999": "2026-05",
		"Mise à jour le 3/5":                          "",
		"Mise à jour le 3/15":                         "",
		"Mise à jour le 2026-05":                      "",
		"Mise à jour le 3, 4 mai":                     "",
		"Mise à jour le 3, 15 mai":                    "",
		"Mise à jour : 2026, 3 mai":                   "",
	} {
		if got := updateOf(words(text)); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestDurations(t *testing.T) {
	for _, text := range []string{"13 mois", "Session", "le temps de la visite", "1 an et 1 mois",
		"12 mois au maximum", "24h", "jusqu’à la fermeture du navigateur", "2 years", "30 minutos"} {
		if !isDuration(text) {
			t.Errorf("%q is no duration", text)
		}
	}
	for _, text := range []string{"garde la langue", "12", "le", "compte les visites par jour"} {
		if isDuration(text) {
			t.Errorf("%q is a duration", text)
		}
	}
	for text, want := range map[string]bool{"13 mois": false, "1 an et 1 mois": false, "14 mois": true,
		"400 jours": true, "2 ans": true, "Session": false, "30 minutes": false, "60 semaines": true,
		"12 mois pour les uns, 12 mois pour les autres": false, "400j": true,
		"mois": false, "13 fois mois": false, "1 an et 2 mois": true, "12 mois, 2 fois 2 mois": false,
		"500 minutes": false, "12 mois (année civile)": false,
		"12mois (année civile)": false, "1 an, session, 1 an": false} {
		if got := days(text) > maxMeasurement; got != want {
			t.Errorf("%q: too long is %t", text, got)
		}
	}
}
