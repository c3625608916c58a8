package charter_test

import (
	"slices"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// TestPurposes: a portal may say itself what a category is for, and the line stays in the document.
func TestPurposes(t *testing.T) {
	purpose := func(k charter.Kind, label, sentence string) []charter.Purpose {
		return []charter.Purpose{{Kind: k, Label: label, Sentence: sentence}}
	}
	for line, want := range map[string][]charter.Purpose{
		"Finalité des cookies « statistiques » : fréquentation du portail. Ils comptent les visites.": purpose(
			charter.Statistics, "Fréquentation du portail", "Ils comptent les visites."),
		"Finalité des cookies «\u00a0statistiques\u00a0»\u00a0: fréquentation.": purpose(
			charter.Statistics, "Fréquentation", ""),
		"Finalité des cookies internes : écoute. Un. Deux.": purpose(
			charter.Internal, "Écoute", "Un. Deux."),
		"Finalité des cookies tiers : vidéos et cartes": purpose( // a heading
			charter.ThirdParty, "Vidéos et cartes", ""),
		"FINALITÉS des cookies nécessaires: Connexion.": purpose(charter.Necessary, "Connexion", ""),
		"Finalité des cookies tiers : " + strings.Repeat("é", 60) + ".": purpose(
			charter.ThirdParty, "É"+strings.Repeat("é", 59), ""),
		"Finalité des cookies tiers : " + strings.Repeat("é", 61) + ".": nil,
		"Finalité des cookies tiers : .":                                nil,
		"Finalité des cookies tiers.":                                   nil,
		"Finalité des cookies internes et tiers : tout.":                nil,
		"Finalité des cookies : tout.":                                  nil,
		"Finalité : tout.":                                              nil,
		"Les cookies tiers ont pour finalité : tout.":                   nil,
		": tout.": nil,
	} {
		c, err := charter.Parse([]byte("Charte cookies\n\nIntroduction.\n\n" + line + "\n\nFin."))
		if err != nil || !slices.Equal(c.Purposes, want) {
			t.Errorf("%s: %+v %v, want %+v", line, c.Purposes, err, want)
		}
	}
	c, _ := charter.Parse([]byte("Charte cookies\n\nFinalité des cookies tiers : vidéos.\n\n" +
		"Finalité des cookies tiers : cartes."))
	if want := purpose(charter.ThirdParty, "Vidéos", ""); !slices.Equal(c.Purposes, want) {
		t.Errorf("of two purposes, %+v counts, want the first", c.Purposes)
	}
	if len(c.Introduction) != 2 {
		t.Errorf("the document has lost one: %+v", c.Introduction)
	}
}
