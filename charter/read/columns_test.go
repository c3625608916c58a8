package read

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/blocks"
)

// TestColumns: the first word that means something counts, and the better of two columns.
func TestColumns(t *testing.T) {
	for header, want := range map[string][]meaning{
		"Nom du prestataire;Nom":        {provider, name},
		"Traceur;Nom":                   {noField, name},
		"Nom;Traceur":                   {name, noField},
		"Traceur;Identifiant":           {name, noField},
		"Cookie;Cookie déposé par":      {name, provider},
		"Durée du cookie;Le nom":        {duration, name},
		"Service provider;Purpose":      {provider, purpose},
		"Service;Provider":              {service, provider},
		"Type;Type de données":          {ofKind, noField},
		"Type de données;Nom":           {noField, name},
		"Description;Finalité":          {noField, purpose},
		"Finalité;Description;Usage":    {purpose, noField, noField},
		"Catégorie;Consentement":        {ofKind, asks},
		"Traceur;Nom du traceur":        {noField, name},
		"Traceur;Traceur, nom":          {noField, name},
		"Nom;Nom":                       {name, noField},
		"Durée chez le prestataire;Zut": {duration, noField},
		"Finalité des données;Zut":      {purpose, noField},
		"Données du cookie;Zut":         {noField, noField},
		"Tracker name;Tracker":          {name, noField},
		"Un deux trois quatre cinq six sept huit neuf dix onze douze nom;Durée": {noField, duration},
	} {
		if got := meaningsOf(strings.Split(header, ";")); !slices.Equal(got, want) {
			t.Errorf("%q means %d, want %d", header, got, want)
		}
	}
	for header, want := range map[string][2]bool{
		"Nom;Durée": {true, true}, "Nom;;Durée": {true, true}, "Nom;Zut;Durée": {false, true},
		"Nom;Zut;Mot;Durée": {false, false}, "Nom": {false, false}, "Nom;Zut": {false, false},
		"Nom;La durée pendant laquelle le navigateur de la personne garde ce texte": {false, false},
	} {
		cells := strings.Split(header, ";")
		if got := [2]bool{isHeader(cells), isLikeHeader(cells)}; got != want {
			t.Errorf("%q is a header: %t, want %t", header, got, want)
		}
	}
}

// TestTables: tables about cookies differ from others by their columns and what is above.
func TestTables(t *testing.T) {
	for text, want := range map[string]bool{
		"Liste\n\nCookie\tZut\na b\tx":                  true,
		"Liste\n\nNom\tDurée\n_a\t1 an":                 true,
		"Liste\n\nNom\tFinalité\n_a\tx":                 true,
		"Liste\n\nNom\tPrestataire\n_a\tx":              true,
		"Liste\n\nNom\tService\n_a\tx":                  true,
		"Liste\n\nNom\tCatégorie\n_a\tx":                true,
		"Liste\n\nNom\tFinalité\nDurand\tx\nDupont\tx":  false,
		"Liste\n\nNom\tFinalité\nDurand\tx\n_a\tx":      true,
		"Liste\n\nNom\tFinalité\nle maire\tx":           false,
		"Liste\n\nNom\tFinalité\nA\tx\nB\tx":            true,
		"Cookies\n\nNom\tDurée\nDurand\t1 an":           true,
		"Traceurs tiers\n\nNom\tDurée\nDurand\t1 an":    true,
		"Mesure d’audience\n\nNom\tDurée\nDurand\t1 an": true,
		"Cookies\n\nMots.\n\nNom\tDurée\nDurand\t1 an":  true,
		"Audience\n\nMots.\n\nNom\tDurée\nDurand\t1 an": true,
		"Liste\n\nMots.\n\nNom\tDurée\nDurand\t1 an":    false,
		"Cookies\n\nNom\tFinalité\nDurand\tx":           false,
		"Cookies\n\nNom\tZut\n_a\tx":                    false,
		"Cookies\n\nPrestataire\tFinalité\nVisio\tx":    true,
		"Cookies\n\nService\tDurée\nVisio\t1 an":        true,
		"Cookies\n\nPrestataire\tService\nVisio\tx":     false,
		"Cookies\n\nService\tDurée\n\t1 an":             false,
		"Cookies\n\nFinalité\tDurée\nx\t1 an":           false,
		"Liste\n\nPrestataire\tFinalité\nVisio\tx":      false,
	} {
		c, err := Parse([]byte("T\n\n" + text))
		if got := len(c.Cookies) > 0; got != want || err != nil {
			t.Errorf("%q is about cookies: %t, %v", text, got, err)
		}
	}
}

// TestUnknownHeaders: the cells tell the names and the durations where the header does not, or a
// warning tells the table.
func TestUnknownHeaders(t *testing.T) {
	for text, want := range map[string]string{
		"Cookies tiers\n\nAppellation\tFinalité\nlang\tx\nNID\ty\nBouton\tz":            "lang, NID, Bouton",
		"Nos cookies\n\nAppellation\tUtile à\tTemps\nlang\tx\t1 an\nNID\ty\t":           "4 unread-table",
		"Nos cookies\n\nAppellation\tUtile à\tTemps\nlang\tx\t1 an\nNID\ty\t\nb1a\tz\t": "4 unread-table",
		"Nos cookies\n\nAppellation\tTemps\nlang\t1 an\nNID\t2 ans\nb1a\tx":             "lang 1 an, NID 2 ans, b1a x",
		"Nos cookies\n\nAppellation\tUtile à\nzz_a\tx":                                  "zz_a",
		"Liste\n\nAppellation\tTemps\nzz_a\t1 an":                                       "zz_a 1 an",
		"Liste\n\nAppellation\tUtile à\nzz_a\tx":                                        "5 unread-cookie",
		"Liste\n\nAppellation\tTemps\nlangue\t1 an":                                     "",
		"Cookies tiers\n\nSolution\tObjectif\nMatomo\tCompter":                          "4 unread-table",
		"Cookies tiers\n\nSolution\tTemps\nMatomo\t1 an":                                "4 unread-table",
		"Cookies tiers\n\nSolution\tType\nMatomo\tx":                                    "4 unread-table",
		"Cookies tiers\n\nNom\tDurée\nanalytics-token\t\n_b\t1 an":                      "analytics-token, _b 1 an",
		"Les cookies\n\nNavigateur\tMenu\nFirefox\tOptions":                             "",
		"Liste\n\nSolution\tObjectif\nMatomo\tCompter":                                  "",
	} {
		c, err := Parse([]byte("T\n\n" + text))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, cookie := range c.Cookies {
			got = append(got, strings.TrimSpace(cookie.Name+" "+cookie.Duration))
		}
		for _, w := range c.Warnings {
			if w.Kind == WarnTable || w.Kind == WarnUnread {
				got = append(got, strconv.Itoa(w.Line-1)+" "+string(w.Kind))
			}
			if w.Kind == WarnColumn && w.Text != "Utile à" {
				t.Errorf("%q: %+v", text, w)
			}
		}
		if got := strings.Join(got, ", "); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestCutTables: where tables without tabs begin and end, and what continues a row.
func TestCutTables(t *testing.T) {
	checkUnderstood(t, "T\n\nCookies tiers\n\n", map[string]string{
		"Nom ;\tFinalité\nzz_a ; lire":                                   "0 no-cookie , 6 unread-cookie zz_a",
		"Nom ; Finalité\nzz_a ; lire\nzz_b\tvoir ; dire":                 "T zz_a|||lire, T zz_b|||voir ; dire",
		"Nom ;  Finalité ;  Durée\nzz_a ; lire longuement ; 1 an\nMots.": "T zz_a|||lire longuement|1 an",
		"Accueil | Contact\nzz_a | zz_b": "0 no-cookie , 6 unread-cookie zz_a, " +
			"6 unread-cookie zz_b",

		"Finalité;Nom;Durée\nlire;zz_a;1 an\nvoir;;2 ans": "T zz_a|||lire|1 an, T |||voir|2 ans, " +
			"7 no-name ",
		"Finalité;Durée;Nom\nlire;1 an;zz_a\n;ou 2 ans": "T zz_a|||lire|1 an ou 2 ans",
		"Nom;Finalité\n;lire\nzz_a;voir":                "T |||lire, T zz_a|||voir, 6 no-name ",
		"Nom;Finalité\nzz_a;lire\n;voir\n;dire":         "T zz_a|||lire voir dire",

		"Nom\nFinalité\nzz_a\nUsage, service\nMots, encore.": "T zz_a|||Usage, service",
		"Nom\n---\nFinalité\nzz_a\nlire":                     "T zz_a|||lire",
		"Nom\n\nFinalité\n\nzz_a\n\nlire\n\nzz_b\n\nNom\tDurée\nzz_c\t1 an": "T zz_a|||lire, " +
			"T zz_b, T zz_c||||1 an",
		"Nom\nPartenaire\nzz_a\nMeta":                        "T zz_a|Meta",
		"Nom : zz_a\nFinalité : lire\nzz_b\nFinalité : voir": "T zz_a|||lire, T zz_b|||voir",
	})
	if got := understood("T\n\nCookies tiers, finalité, durée\nzz_a : lire"); got != "T zz_a|||lire" {
		t.Error(got)
	}
}

// TestHeadless: a table without a header is read by its cells.
func TestHeadless(t *testing.T) {
	for text, want := range map[string]string{
		"zz_a\tx\t1 an\nzz_b\ty\t1 an\nlang\tz\t":                              "zz_a 4 1 an, zz_b 4 1 an, lang 4 ",
		"Nécessaires\tzz_a, zz_b\t1 an\nTiers\tzz_c\t\nZut\tlang\t":            "zz_a 1 , zz_b 1 , zz_c 4 , lang 0 ",
		"Nécessaires\tlang\t13 mois\nTiers\tzz_c\t2 ans\nTiers\tzz_d\tSession": "lang 1 13 mois, zz_c 4 2 ans, zz_d 4 Session",
		"lang\tx\t2 ans\nNID\ty\t1 an":                                         "lang 4 2 ans, NID 4 1 an",
		"Nom\tDurée\nzz_a\t1 an":                                               "zz_a 4 1 an",
		"zz_a\tx\nzz_b\ty":                                                     "",
	} {
		c, err := Parse([]byte("T\n\nCookies tiers\n\n" + text))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, cookie := range c.Cookies {
			got = append(got, cookie.Name+" "+strconv.Itoa(int(cookie.Kind))+" "+cookie.Duration)
		}
		again, err := Parse(c.Text)
		if got := strings.Join(got, ", "); got != want || err != nil ||
			len(again.Cookies) != len(c.Cookies) {
			t.Errorf("%q: %s, want %s; %v in\n%s", text, got, want, err, c.Text)
		}
		if c, _ := Parse([]byte("T\n\nListe\n\nLieu\tDate\nzz_a\thier\n")); len(c.Cookies) > 0 {
			t.Errorf("%+v", c.Cookies)
		}
	}
}

// TestTurned: a table may have a cookie in each column.
func TestTurned(t *testing.T) {
	for text, want := range map[string]string{
		"Nom\t_pk_id\tlang\nFinalité\tcompte\tlangue\nDurée\t13 mois\t1 an": "_pk_id compte 13 mois, lang langue 1 an",
		"Nom\t_pk_id\nFinalité\tcompte\nPays\tFrance\nDurée\t1 an":          "_pk_id compte 1 an",
		"\t_pk_id\tlang\nFinalité\tcompte\tlangue":                          "_pk_id compte , lang langue ",
		"Nom\t_pk_id\nPays\tFrance\nDurée\t1 an":                            "",
		"Nom\tlang\n_pk_id\tx\nfinalité\ty":                                 "",
		"Nom\tdurée\nFinalité\t1 an\nUsage\t2 ans":                          "Finalité  1 an, Usage  2 ans",
		"Nom\tservice\nprovider\tMeta\npurpose\tvoir":                       "provider  , purpose  ",
		"Nom\tzz_a" + strings.Repeat("\nFinalité\tlire", blocks.MaxColumns): "",
	} {
		c, err := Parse([]byte("T\n\nCookies tiers\n\n" + text))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, cookie := range c.Cookies {
			got = append(got, cookie.Name+" "+cookie.Purpose+" "+cookie.Duration)
		}
		if got := strings.Join(got, ", "); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestSecondColumnWithoutHeader: only the first one of categories counts, and the other is kept.
func TestSecondColumnWithoutHeader(t *testing.T) {
	c, err := Parse([]byte("T\n\nNos cookies\n\n\t\tNom\tDurée\nTiers\tStatistiques\tzz_a\t1 an"))
	if err != nil || len(c.Cookies) != 1 || c.Cookies[0].Kind != charter.ThirdParty ||
		!strings.Contains(string(c.Text), "Statistiques") {
		t.Errorf("%+v, %v, read as\n%s", c.Cookies, err, c.Text)
	}
}
