package read

import "testing"

// TestOrdinaryNames: a word that may be anything is a cookie's name among others and durations, or
// below a category's name.
func TestOrdinaryNames(t *testing.T) {
	for text, want := range map[string]string{
		"Liste\n\n- zz_a : compter\n- langue : la langue": "U zz_a|||compter, 5 no-category Liste",
		"Liste\n\n- langue : la langue, 6 mois\n- zz_a : lire, 6 mois\n- Deux mots encore": "U zz_a" +
			"|||lire|6 mois, 5 unknown-item langue, 5 no-category Liste",
		"Liste\n\n- YouTube : voir, 6 mois\n- zz_a : lire, 6 mois": "U YouTube|||voir|6 mois, " +
			"U zz_a|||lire|6 mois, 5 no-category Liste",
		"Cookies tiers\n\n- zz_a : lire\n- langue : la langue": "T zz_a|||lire, T langue|||la langue",
		"Cookies tiers\n\n- langue : la langue, 6 mois\nMots.\n- theme : le choix, 6 mois": "" +
			"0 no-cookie , 5 unknown-item langue, 7 unknown-item theme",
		"Les cookies se refusent par les menus suivants :\n- Mozilla Firefox : le menu": "0 no-cookie ",
		"Cookies fonctionnels\n\nIls demandent votre consentement.\n\n- langue : la langue\n\n" +
			"Nom\tDurée\nzz_a\t1 an": "I zz_a||||1 an, 7 unknown-item langue",
	} {
		if got := understood("T\n\n" + text); got != want {
			t.Errorf("%q is read as\n%s\nwant\n%s", text, got, want)
		}
	}
}
