package read

import (
	"slices"
	"testing"
)

// TestTitlesAndButtons: a button below the first cookie, or a sentence above one, makes no title.
func TestTitlesAndButtons(t *testing.T) {
	for text, want := range map[string]string{
		"Cookies\n\n- zz_a : lire, 6 mois\n\nTout refuser\n\nMots.": "Cookies, " +
			"U zz_a|||lire|6 mois, 3 no-category , 5 left-out Tout refuser",
		"Nous utilisons des cookies.\nTout accepter\nCookies tiers\n\n- zz_a : lire, 6 mois": "" +
			"Cookies tiers, U zz_a|||lire|6 mois, 2 left-out Tout accepter, 5 no-category ",
		"T\n\nBouton\tRôle\nTout accepter\t\nRefuser\tdire non": "0 no-cookie ",
	} {
		if got := understood(text); got != want {
			t.Errorf("%q is read as %s, want %s", text, got, want)
		}
	}
	lines, err := cutLines("Mots.\n\nRefuser\nTout accepter\n- un\n- deux\nRefuser\nTrois\nquatre")
	if err != nil {
		t.Fatal(err)
	}
	var gaps []bool
	for _, l := range new(opening).cutButtons(lines) {
		gaps = append(gaps, l.Gap)
	}
	if want := []bool{true, true, false, true, false}; !slices.Equal(gaps, want) {
		t.Errorf("the gaps are %t, want %t", gaps, want)
	}
}
