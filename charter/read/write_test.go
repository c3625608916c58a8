package read

import (
	"errors"
	"strings"
	"testing"

	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/blocks"
)

// TestWritten: what is written for visitors has the title first, no leftovers of a page, and the
// tables in the usual form; all other lines stay.
func TestWritten(t *testing.T) {
	for text, want := range map[string]string{
		"Imprimer\nMis à jour le 3 mai 2026\n\n\nCookies\n\nCookies tiers\n\n\n" +
			"Traceur;Type;;Consentement\n_a;HTTP;x;Oui\n_b;Pixel;;Non\nMots.\n": "Cookies\n\n" +
			"Mis à jour le 3 mai 2026\n\nCookies tiers\n\n" +
			"Nom du cookie\tCatégorie\tType\tPrécisions\tConsentement\n" +
			"_a\tTiers\tHTTP\tx\tOui\n_b\tTiers\tPixel\t\tNon\n\nMots.\n",
		"Cookies\n\nCookies tiers\nDurée;Nom;Service\n1 an;_a;": "Cookies\n\nCookies tiers\n\n" +
			"Durée\tNom du cookie\tService\tCatégorie\n1 an\t_a\t\tTiers\n",
		"Cookies\n\nCookies tiers\nService;But\nVisio;Appels\n": "Cookies\n\nCookies tiers\n\n" +
			"Service\tFinalité\tCatégorie\nVisio\tAppels\tTiers\n",
		"Cookies\n\n- _aa : un\n- _bb : deux\n\nMots.\n\n- _cc : trois": "Cookies\n\n" +
			"Nom du cookie\tFinalité\tCatégorie\n_aa\tun\tNon précisée\n_bb\tdeux\tNon précisée\n\n" +
			"Mots.\n\nNom du cookie\tFinalité\tCatégorie\n_cc\ttrois\tNon précisée\n",
		"Cookies\n\nNom;But;Type\n_a;x;Tiers\n\nLieu;Ville\nici;non\n\nRôle;Service\nx;z": "Cookies\n\n" +
			"Nom du cookie\tFinalité\tCatégorie\n_a\tx\tTiers\n\nLieu;Ville\nici;non\n\n" +
			"Rôle\tService\nx\tz\n",
		"Cookies\n\nNom\tType\tBut\n_a\tInterne\tMesure d’audience\n_b\tTiers\tPublicité": "" +
			"Cookies\n\nNom du cookie\tFinalité\tCatégorie\tPrécisions\n" +
			"_a\tMesure d’audience\tStatistiques\tInterne\n_b\tPublicité\tTiers\tTiers\n",
		"Cookies\n\nNom du cookie\tCatégorie\tRemarque\n_a\tTiers\t1 an": "Cookies\n\n" +
			"Nom du cookie\tDurée\tCatégorie\n_a\t1 an\tTiers\n",
		"Cookies\n\nNom du cookie\tCatégorie\tDienste\n_a\tTiers\tMatomo": "Cookies\n\n" +
			"Nom du cookie\tService\tCatégorie\n_a\tMatomo\tTiers\n",
		"Cookies\n\nNom du cookie\tCatégorie\tOutil\n_a\tTiers\tMatomo": "Cookies\n\n" +
			"Nom du cookie\tFournisseur\tCatégorie\n_a\tMatomo\tTiers\n",
	} {
		c, err := Parse([]byte(text))
		if err != nil || string(c.Text) != want {
			t.Errorf("got\n%s\n%v\nwant\n%s", c.Text, err, want)
		}
	}
	const text = "Cookies\n\nNom\tDurée\n_a\t1 an\n"
	for _, n := range []int{-1, 1} {
		if placed, err := Place([]byte(text), n, 1); err != nil || string(placed) !=
			"Cookies\n\nNom du cookie\tDurée\tCatégorie\n_a\t1 an\tNon précisée\n" {
			t.Errorf("with no cookie %d: %s, %v", n, placed, err)
		}
	}
	for _, text := range []string{"# Cookies", "T\n\nNom\tDurée\na\tb\tc", "T\n\n\x00"} {
		if _, err := Place([]byte(text), 0, 1); err == nil {
			t.Errorf("%q is placed", text)
		}
	}
}

// TestTooWide: a table that is written with one column more may be too wide to be read.
func TestTooWide(t *testing.T) {
	row := "zz_a" + strings.Repeat("\tx", blocks.MaxColumns-1)
	text := "Imprimer\nCookies\n\nNom" + strings.Repeat("\tMot", blocks.MaxColumns-2) + "\tDurée\n" + row
	_, err := Parse([]byte(text))
	if wrong, ok := errors.AsType[*charter.Error](err); !ok || wrong.Code != charter.CodeColumns {
		t.Errorf("got %v", err)
	}
}
