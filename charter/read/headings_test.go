package read

import (
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// TestListHeadings: a list belongs to the heading right above it, with or without blank lines, and
// with the names of services between.
func TestListHeadings(t *testing.T) {
	const necessary = "Cookies nécessaires\n- sid_a : garde la connexion, 1 jour\n"
	for text, want := range map[string]string{
		necessary + "Cookies statistiques\n- _pk_id : visites, 13 mois":                          "NS",
		necessary + "Cookies statistiques\nIls comptent.\n- _pk_id : visites, 13 mois":           "NS",
		necessary + "Cookies statistiques\nMatomo\n- _pk_id : visites, 13 mois":                  "NS",
		necessary + "Cookies statistiques\n_pk_id : visites, 13 mois\n_pk_ses : visites, 1 jour": "NSS",
		"Cookies nécessaires\nsid_a : choix, 1 jour\nCookies tiers\n_fbp : vues, 1 jour":         "NT",
		"Ils servent au site\nCookies statistiques\n- _pk_id : visites, 13 mois":                 "S",
		"Cookies tiers\nYouTube\n- YSC_a : vues, 1 an\nFacebook\n- _fbp : pub, 3 mois\n" +
			"- fr : pub, 3 mois\nCookies statistiques\nMatomo\n- _pk_id : visites, 13 mois": "TTTS",
		"Cookies tiers\n\nYouTube\n\n- YSC_a : vues, 1 an\n\nFacebook\n\n- _fbp : pub, 3 mois": "TT",
		"Cookies tiers\n\nMots.\n\nYouTube\n\nNom\tDurée\nYSC_a\t1 an\n\nMots.\n\nFacebook\n\n" +
			"- _fbp : pub, 3 mois": "TT",

		// Nothing is necessary for standing below another service's heading.
		"Cookies nécessaires\n\nVille\n\n- sid_a : x, 1 an\n\nFacebook\n\n- _fbp : pub, 3 mois": "NU",
		"Cookies tiers\n\nYouTube\n\n- YSC_a : x, 1 an\n\nContact\n\nMots.\n\n- _fbp : x, 1 an": "TU",
		"Cookies tiers\n\nYouTube\n\n- YSC_a : x, 1 an\n\nNos cookies\n\n- _fbp : x, 1 an":      "TU",
		"Cookies tiers\n\nYouTube\n\n- YSC_a : x, 1 an\n\n1. Plans\n\n- _fbp : x, 1 an":         "TU",
		"Cookies tiers\n\nMots.\n\nYouTube\n\n- YSC_a : x, 1 an":                                "T",
		"Cookies nécessaires\n\nMots.\n\nYouTube\n\n- YSC_a : x, 1 an":                          "U",

		// Other lines right above a list are no headings, and a heading apart stays one.
		"Cookies nécessaires\n\nMots,\nContact\n- sid_b : x, 1 an":                "N",
		"Cookies nécessaires\n\nMots,\nDeux mots\nContact\n- sid_b : x, 1 an":     "N",
		necessary + "\nMots sans fin\n\nContact\n- sid_b : x, 1 an":               "NU",
		"Cookies tiers\n\nNom\tDurée\nYSC_a\t1 an\nContact\n- _fbp : pub, 3 mois": "TU",

		// The rest of an item is no heading.
		necessary + "connexion aux statistiques\n- sid_b : choix, 1 an": "NN",
		"Cookies nécessaires\n- sid_a : garde la connexion ouverte, et pour longtemps, au site\n" +
			"Bassin et Vallée\n- sid_b : choix, 1 an": "NN",
	} {
		c, err := Parse([]byte("T\n\n" + text))
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, cookie := range c.Cookies {
			got.WriteByte("UNSIT"[cookie.Kind])
		}
		if got.String() != want {
			t.Errorf("%q: %s, want %s", text, got.String(), want)
		}
		if _, err := charter.Parse(c.Text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestPartLists: which lines without a blank one above are set apart.
func TestPartLists(t *testing.T) {
	const long = "garder la connexion ouverte pour longtemps au site de la Ville"
	for text, want := range map[string]string{
		"Cookies tiers\nYouTube\n- zz_a : lire":                                "YouTube",
		"Mots\nCookies tiers\nYouTube\n- zz_a : lire":                          "Cookies tiers, YouTube",
		"Mots\nYouTube\nBouton\n- zz_a : lire":                                 "",
		"Cookies tiers.\nYouTube\n- zz_a : lire":                               "",
		"Cookies tiers\nYouTube\nmots":                                         "",
		"Mots\nCookies tiers\nLe film":                                         "",
		"- zz_b : lire\nCookies tiers\nLe film":                                "Cookies tiers",
		"- zz_b : lire\nYouTube\nmots":                                         "",
		"- zz_b : lire\nYouTube\n- zz_a : lire":                                "YouTube",
		"2) lire un film\nYouTube\n- zz_a : lire":                              "YouTube",
		"- zz_b : " + long + "\nYouTube\n- zz_a : lire":                        "",
		"- zz_b : " + long + ".\nYouTube\n- zz_a : lire":                       "YouTube",
		"Mots\nCookies tiers\n\n- zz_a : lire":                                 "- zz_a : lire",
		"Mots\nCookies tiers\nzz_a : lire\t1 an":                               "",
		"Mots\nCookies tiers\tx\n- zz_a : lire":                                "",
		"- zz_b : lire\t1 an\nYouTube\n- zz_a : lire":                          "",
		"- zz_b : lire\nZZ_C 6 mois\n- zz_a : lire":                            "",
		"- zz_b : lire\nUne phrase.\n- zz_a : lire":                            "",
		"Mots\nCookies sociaux\nUne phrase.\nCookies tiers\n- zz_a : lire":     "Cookies tiers",
		"Mots\nCookies sociaux\nUne phrase.\nCookies tiers\nVille\nzz_a, 1 an": "Cookies tiers, Ville",
	} {
		lines, err := cutLines(text)
		var got []string
		for _, l := range lines[1:] {
			if l.Gap {
				got = append(got, l.Text)
			}
		}
		if got := strings.Join(got, ", "); err != nil || got != want {
			t.Errorf("%q: %q are apart, want %q; %v", text, got, want, err)
		}
	}
}
