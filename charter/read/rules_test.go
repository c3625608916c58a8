package read

import (
	"fmt"
	"strings"
	"testing"
)

// TestRules: each of these texts is read in another way if one rule is missing.
func TestRules(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"T\n\nMots\nListe\nCookies nécessaires\n\nNom : zz_a", "U zz_a, 7 no-category Mots"},
		{"T\n\nVous l’acceptez :\nYouTube\nzz_a : lire, 6 mois",
			"U zz_a|||lire|6 mois, 5 no-category Vous l’acceptez :"},
		{"T\n\nCookies tiers\n\nPrestataire;Nom\nzz_a\nzz_b", "T zz_a, T zz_b"},
		{"T\n\nCookies tiers\n\nzz_a\tLire un film\tAilleurs\t1 an\nzz_b\tx\t\t",
			"0 no-cookie , 5 unread-cookie zz_a, 6 unread-cookie zz_b"},
		{"T\n\nListe\n\na_b\tNécessaire\tInterne\nc_d\tStatistiques\tTiers", "N a_b, S c_d"},
		{"T\n\nCookies tiers\n\nSolution\tObjectif\n_a\tb\nDeux mots\tc\n_c\td",
			"0 no-cookie , 5 unread-table Solution, Objectif"},
		{"T\n\nListe\n\n- langue : la langue, 6 mois\n- zz_b : compter\n\nMots.\n\nMots.",
			"U langue|||la langue|6 mois, U zz_b|||compter, 5 no-category Liste"},
		{"T\n\nCookies tiers\n\n- langue : la langue, 6 mois\nMots.\n- réglage : le " +
			"choix, 6 mois",
			"0 no-cookie , 5 unknown-item langue"},
		{"T\n\nCookies tiers\n\nErreur : pas de page.", "0 no-cookie , 5 unknown-item Erreur"},
		{"T\n\nCookies tiers\n\n• Exemple : lire un film", "T ||Exemple|lire un film"},
		{"T\n\nCookies nécessaires\n\nFinalité : retenir le choix\n\nMots.",
			"0 no-cookie , 5 unknown-item Finalité : retenir le choix"},
		{"T\n\nCookies nécessaires\n\nDurée : 1 an\n\nMots.",
			"0 no-cookie , 5 unknown-item Durée : 1 an"},
		{"T\n\nCookies nécessaires\n\n- tarteaucitron\nDurée : 1 an\nMots.",
			"0 no-cookie , 5 unknown-item tarteaucitron"},
		{"T\n\nCookies tiers\n\n- zz_b pour lire, choisir",
			"0 no-cookie , 5 unread-cookie zz_b"},
		{"T\n\nCookies tiers\n\n; (_pk_id)", "0 no-cookie , 5 unread-cookie _pk_id"},
		{"T\n\nCookies tiers\n\n: (_pk_id)", "0 no-cookie , 5 unread-cookie _pk_id"},
		{"T\n\nCookies nécessaires\n\nÉtang (2 ans)", "0 no-cookie "},
		{"Naam\tDoel\tBewaartermijn\nMenu\nCookies",
			"Charte cookies, 0 no-cookie , 1 no-title "},
		{"Cookies en usage\nImprimer\nListe\n\nCookies tiers\n\n- zz_a : lire, 6 mois",
			"Liste, T zz_a|||lire|6 mois, 2 left-out Imprimer"},
		{"Nous posons des cookies essentiels :\nAccueil\nCharte",
			"Charte, 0 no-cookie , 2 left-out Accueil"},
		{"cookies tiers\nAccueil\nCharte", "Charte, 0 no-cookie , 2 left-out Accueil"},
		{"1) Charte\n\nMots.", "Charte cookies, 0 no-cookie , 1 no-title "},
		{"T\n\nCookies tiers\n- Compteur : lire, 6 mois\nNom\tDurée\nzz_a\t1 an",
			"T ||Compteur|lire|6 mois, T zz_a||||1 an"},
		{"T\n\nLes cookies nécessaires aident. Ils sont exemptés de votre accord.\n\nNom\t" +
			"Durée\nzz_a\t1 an\n\nNom\tFinalité\nzz_b\tlire",
			"N! zz_a||||1 an, U zz_b|||lire, 8 no-category "},
		{"T\n\n3. Cookies nécessaires\nCookies\nzz_a : lire, 6 mois",
			"U zz_a|||lire|6 mois, 5 no-category Cookies"},
		{"T\n\nLes cookies nécessaires aident le site.\n\nLes cookies nécessaires sont " +
			"ici.\n\nNom\tDurée\nzz_a\t1 an",
			"N zz_a||||1 an"},
		{"T\n\nNom\tzz_é\tzz_b\nFinalité\tlire\tcompter\nDurée\t1 an\t2 ans",
			"0 no-cookie , 3 unread-cookie zz_b"},
		{"T\n\n\tzz_a\tlang\nFinalité\tlire\tlangue\nDurée\t1 an\t2 ans",
			"U zz_a|||lire|1 an, U lang|||langue|2 ans, 3 no-category "},
		{"T\n\nCookies tiers\n\nNom\tFinalité\tDurée\nzz_a\tlire\t1 an\n\nMots zz_b ici.\n" +
			"\nEncore zz_c.",
			"T zz_a|||lire|1 an, 8 unread-cookie zz_b, 10 unread-cookie zz_c"},
		{"T\n\nVoir la Cookie-Richtlinie et Cookie.s ici.", "0 no-cookie "},
		{"T\n\nCookies tiers\n\nNom\tType\tNature\tDurée\nzz_a\tHTTP\tPixel\t1 an",
			"T zz_a||||1 an"},
		{"T\n\nListe\n\nNom\tType\tNature\tDurée\nzz_a\tInterne\tTiers\t1 an",
			"I zz_a||||1 an"},
		{"T\n\nCookies statistiques\nCookies tiers\nNom\tDurée\nzz_a\t1 an", "T zz_a||||1 an"},
		{"T\n\nVoici :\nCookies tiers\nNom\tDurée\nzz_a\t1 an", "T zz_a||||1 an"},
		{"T\n\nDes mots.\nd’audience\n\nzz_a : lire, 6 mois",
			"U zz_a|||lire|6 mois, 6 no-category "},
		{"T\n\nCookies tiers https://a.example\n\nMots.\n\nzz_a : lire, 6 mois",
			"T zz_a|||lire|6 mois"},
		{"T\n\nMots,\nCookies tiers https://a.example\n\nzz_a : lire, 6 mois",
			"T zz_a|||lire|6 mois"},
		{":\n_pk_id", "Charte cookies, U _pk_id, 1 no-title , 2 no-category "},
		{"T\n\nCookies nécessaires exemptés\n\nNom\tDurée\n_pk_id\t1 an", "N! _pk_id||||1 an"},
		{"T\n\nTraceurs exemptés\n\nNom\tType\tDurée\n_pk_id\tNécessaire\t1 an\n_ga\t" +
			"Tiers\t1 an",
			"N! _pk_id||||1 an, T! _ga||||1 an"},
		{"T\n\nListe\n\nNom\tConsentement\tDurée\nzz_a\tOui, toujours\t1 an\nzz_b\tNon\t1 " +
			"an\nzz_c\tHTTP\t1 an",
			"U zz_a||||1 an, U! zz_b||||1 an, U zz_c||||1 an, 5 no-category Liste"},
		{"T\n\nListe\n\nNom\tFinalité\tTiers\tDurée\nzz_a\tlire\tX\t1 an\nzz_b\tlire\t" +
			"non\t1 an",
			"T zz_a|||lire|1 an, U zz_b|||lire|1 an, 5 no-category Liste"},
		{"T\n\nListe\n\nNom\tFinalité\tTiers\tDurée\nzz_a\tlire\tnon\t1 an\nzz_b\tlire\t" +
			"non\t1 an",
			"U zz_a|non||lire|1 an, U zz_b|non||lire|1 an, 5 no-category Liste"},
		{"T\n\nListe\n\nNom\tCatégorie\tDurée\nzz_a\tInternes et tiers\t1 an",
			"U zz_a||||1 an, 6 no-category zz_a"},
		{"T\n\nListe\n\nNom\tType\tFamille\tDurée\nzz_a\tTiers\tInterne et tiers\t1 an",
			"U zz_a||||1 an, 6 no-category zz_a"},
		{"T\n\nListe\n\nNom\tFinalité\nDu-rand\tlire\nDu-pont\tlire",
			"U Du-rand|||lire, U Du-pont|||lire, 5 no-category Liste"},
		{"T\n\nListe\n\n\tNom\tDurée\nVoici les tiers\tzz_a\t1 an\nVoilà des tiers\tzz_b\t" +
			"1 an",
			"U zz_a||||1 an, U zz_b||||1 an, 5 no-category Liste"},
		{"T\n\nCookies tiers\n\nFinalité    Nom    Durée\nlire        zz_a   1 an\n       " +
			"     zz_b   2 ans",
			"T zz_a|||lire|1 an, T zz_b||||2 ans"},
		{"T\n\nCookies tiers\n\nFinalité    Service    Durée\nlire        Matomo     1 " +
			"an\n            YouTube    2 ans",
			"T ||Matomo|lire|1 an, T ||YouTube||2 ans, 5 no-name-column Finalité, Service, " +
				"Durée"},
		{"T\n\nCookies tiers\n\nNom; Finalité\nzz_a; \"lire ; voir\"\nzz_b;\"un " +
			"\"\"mot\"\" ; deux\"",
			"T zz_a|||lire ; voir, T zz_b|||un \"mot\" ; deux"},
		{"T\n\nCookies tiers\n\nNom\n\nFinalité\n\nNID\n\nLire", "T NID|||Lire"},
		{"T\n\nCookies non nécessaires et tiers, et internes\n\nzz_a : lire, 6 mois",
			"U zz_a|||lire|6 mois, 5 mixed-caption Cookies non nécessaires et tiers, et " +
				"internes"},
		{"T\n\nLes cookies fonctionnels attendent votre accord.\n\nCookies statistiques\n" +
			"\nLes cookies internes fonctionnels sont exemptés de votre accord.\n\nNom\t" +
			"Durée\nzz_a\t1 an",
			"N! zz_a||||1 an"},
		{"T\n\nCookies tiers\n\nNom      Finalité              Durée\nzz_a     " +
			"<https://a.example>   1 an\nzz_b     lire                  2 ans",
			"T zz_a|||https://a.example|1 an, T zz_b|||lire|2 ans"},
		{"T\n\nCookies tiers\n\nNom\u00a0\u00a0Finalité\u00a0\u00a0Durée\n" +
			"zz_a\u00a0lire\u00a0\u00a0\u00a0\u00a0\u00a0\u00a01 an",
			"T zz_a|||lire|1 an"},
		{"T\n\nCookies tiers\n\n   Nom     Durée\nzz_a       1 an\nzz_b       2 ans",
			"T zz_a||||1 an, T zz_b||||2 ans"},
		{"T\n\nCookies tiers\n\nNom\n\nFinalité\n\nCookieConsent\n\nLire",
			"T CookieConsent|||Lire"},
		{"T\n\nCookies tiers\n\nNom\nFinalité\nYouTube\nMots", "T YouTube|||Mots"},
		{"T\n\nCookies tiers\n\nNom\nFinalité\nzz_a\nFinalité", "T zz_a|||Finalité"},
		{"T\n\nCookies tiers\n\ndurée\nservice\n1 an\nMatomo", "0 no-cookie "},
		{"T\n\nCookies tiers\n\nNom\tFinalité\tDurée\n\tlire\t1 an",
			"T |||lire|1 an, 6 no-name "},
		{"T\n\nCookies tiers, soumis à votre accord\n\nMots.\n\nTraceurs internes " +
			"exemptés\n\nNom\tDurée\nzz_a\t1 an",
			"I! zz_a||||1 an"},
		{"T\n\nListe\n\nNom\tExempté de consentement\tDurée\nzz_a\tOui\t1 an\nzz_b\tNon\t" +
			"1 an\nzz_c\tOui, toujours\t1 an\nzz_d\tNon, jamais\t1 an",
			"U! zz_a||||1 an, U zz_b||||1 an, U zz_c||||1 an, U zz_d||||1 an, 5 no-category " +
				"Liste"},
		{"T\n\nCookies tiers\n\nzz_a\tNom\t1 an\nzz_b\tlire\t1 an",
			"T zz_a||||1 an, T zz_b||||1 an"},
		{"T\n\nCookies tiers\n\nzz_a\tzz_b\t1 an\nzz_c\tzz_d\t2 ans",
			"T zz_a||||1 an, T zz_c||||2 ans"},
		{"T\n\nListe\n\nNom\tType\tNature\tDurée\nzz_a\tInterne\tNécessaire\t1 an",
			"N zz_a||||1 an"},
		{"T\n\nListe\n\nNom\tType\tNature\tDurée\nzz_a\tInterne\tStatistiques\t1 an",
			"S zz_a||||1 an"},
		{"T\n\nListe\n\nNom\tType\tNature\tDurée\nzz_a\tHTTP\tTiers\t1 an", "T zz_a||||1 an"},
		{"T\n\nLes cookies statistiques sont exemptés de consentement.\n\nCookies " +
			"statistiques\n\nNom\tDurée\nzz_a\t1 an",
			"S! zz_a||||1 an"},
		{"T\n\nLes cookies tiers suivent vos visites.\n\n- zz_a : lire, 6 mois\n\nNom\t" +
			"Durée\nzz_b\t1 an",
			"T zz_a|||lire|6 mois, U zz_b||||1 an, 7 no-category "},
		{"T\n\nCookies tiers\n\n- zz_a (lire : compter, 6 mois",
			"0 no-cookie , 5 unread-cookie zz_a"},
		{"T\n\nCookies tiers\n\n- Matomo (_pk_id) compte les visites",
			"T _pk_id|Matomo||compte les visites"},
		{"T\n\nCookies tiers\n\n- Le service de mesure de la ville voisine (_pk_id) : " +
			"compte",
			"0 no-cookie , 5 unread-cookie _pk_id"},
		{"T\n\nCookies tiers\n\n- (_pk_id) : compte", "0 no-cookie , 5 unread-cookie _pk_id"},
		{"T\n\nCookies tiers\n\nNID\nFinalité : lire\nDurée : 1 an\n\nYouTube\nFinalité : " +
			"voir\nDurée : 2 ans",
			"T NID|||lire|1 an"},
		{"T\n\nCookies tiers\n\nNom\tFinalité\tDurée\nzz_a\tlire\t\nMots\nLa suite\n\nFin.",
			"T zz_a|||lire|Mots La suite"},
		{"T\n\nCookies tiers\n\nZut\tzz_a\tzz_b\nFinalité\tlire\tvoir\nDurée\t1 an\t2 ans",
			"0 no-cookie , 5 unread-cookie zz_a, 5 unread-cookie zz_b"},
		{"T\n\nCookies tiers\n\nNom\tzz_a\tzz_b\nNom\tlire\tvoir\nCookie\tA\tB",
			"0 no-cookie , 5 unread-cookie zz_a, 5 unread-cookie zz_b"},
		{"T\n\nCookies tiers\n\nService\tMatomo zz_b\nzz_x\ty\n\nNom\tService\tDurée\n" +
			"zz_a\tou zz_b\t1 an\n\nVoir zz_b.",
			"T zz_a||ou zz_b||1 an, 6 unread-cookie zz_x"},
		{"T\n\nCookies nécessaires\n\nSolution\tType\nMot1mot\tx",
			"0 no-cookie , 5 unread-table Solution, Type"},
		{"T\n\nCookies nécessaires\n\n- chrome : réglages",
			"0 no-cookie , 5 unknown-item chrome"},
		{"Mise à jour en 2026\nListe\nCookies", "Liste, 0 no-cookie "},
		{"T\n\nListe\n\nLes cookies nécessaires aident le site. Les cookies partagent.\n\n" +
			"Nom\tFinalité\tDurée\nzz_a\tlire\t1 an",
			"N zz_a|||lire|1 an"},
		{"T\n\n1. Définition\n\nUn texte.\n\n2. Cookies de mesure\n\nLes cookies\n\nNom\t" +
			"Finalité\tDurée\nzz_a\tlire\t6 mois",
			"S zz_a|||lire|6 mois"},
		{"T\n\nCookies tiers\n\nNom\tFinalité\tDurée\nAnalytiques\nzz_a\tVille\tlire\t13 " +
			"mois",
			"0 no-cookie , 7 unread-cookie zz_a"},
		{"T\n\nCookies tiers\n\nNom\tFinalité\tDurée\nMesure d’audience,\nzz_a\tlire\t1 an",
			"0 no-cookie , 7 unread-cookie zz_a"},
	} {
		if got := understood(c.text); got != c.want {
			t.Errorf("%q is read as\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}

// understood draws what is read of a text: its title unless that is "T", its cookies, and the
// warnings but for those of missing fields.
func understood(text string) string {
	c, err := Parse([]byte(text))
	if err != nil {
		return err.Error()
	}
	var list []string
	if c.Title != "T" {
		list = append(list, c.Title)
	}
	for _, cookie := range c.Cookies {
		one := string("UNSIT"[cookie.Kind])
		if cookie.Exempt {
			one += "!"
		}
		list = append(list, one+" "+strings.TrimRight(strings.Join([]string{cookie.Name,
			cookie.Provider, cookie.Service, cookie.Purpose, cookie.Duration}, "|"), "|"))
	}
	for _, w := range c.Warnings {
		if !isOfMissing(w) {
			list = append(list, fmt.Sprintf("%d %s %s", w.Line, w.Kind, w.Text))
		}
	}
	return strings.Join(list, ", ")
}
