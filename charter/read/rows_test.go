package read

import (
	"strings"
	"testing"
)

// TestNextRow: a line with tabs that begins with a cookie's name, or that repeats the header as at
// the top of a printed page, is not the rest of the row above.
func TestNextRow(t *testing.T) {
	const header = "Nom\tFinalité\tDurée\n"
	checkUnderstood(t, "T\n\nCookies tiers\n\n", map[string]string{
		"Nom\tFinalité\tDurée\nzz_a\tlire\nzz_b\t1 an": "T zz_a|||lire, T zz_b|||1 an",
		"Finalité\tNom\tDurée\nlire\tzz_a\nvoir les films\tzz_b": "T zz_a|||lire, " +
			"T zz_b|||voir les films",
		"Finalité\tNom\tDurée\nlire\tzz_a,\nzz_b\t1 an": "T zz_a|||lire|1 an, T zz_b|||lire|1 an",
		"Nom\tFinalité\tDurée\nzz_a\tlire\t1 an\nNom\tFinalité\nzz_b\tvoir": "T zz_a|||lire|1 an, " +
			"T zz_b|||voir",
		"Nom\tFinalité\t\nzz_a\tlire\nNOM\tFINALITÉ\tDURÉE\nzz_b\tvoir\t1 an": "T zz_a|||lire, " +
			"T zz_b|||voir|1 an",
		header + "zz_a\tlire\t1 an\nlang\tUsage du service\tDurée de la session": "T zz_a|||lire|" +
			"1 an, T lang|||Usage du service|Durée de la session",
		header + "zz_a\tlire\t1 an\nidentifiant\tUsage du service\tDurée de la session": "T zz_a" +
			"|||lire|1 an, T identifiant|||Usage du service|Durée de la session",
		header + "zz_a\tlire\t1 an\nnom\tla voir\t1 an":                  "T zz_a|||lire|1 an, T nom|||la voir|1 an",
		"Appellation\tTemps\nzz_a\t1 an\nAppellation\tTemps\nzz_b\t1 an": "T zz_a||||1 an, T zz_b||||1 an",
		header + "zz_a\tlire\t1 an\n\nlang\t\t":                          "T zz_a|||lire|1 an, T lang",
		"Nom\tFinalité\tDurée\t\nzz_a\tlire\n\tvoir\t1 an": "T zz_a|||lire, T |||voir|1 an, " +
			"7 no-name ",
		"Nom\tFinalité\tPays\nzz_a\tlire\nGoogle Analytics\tvoir": "T zz_a|||lire, " +
			"T Google Analytics|||voir, 5 unknown-column Pays",
		"Nom\tFinalité\tPays\nzz_a\tlire\nlangue\tsession": "T zz_a|||lire, T langue|||session, " +
			"5 unknown-column Pays",
	})
}

// TestRestOfRow: the lines below a row that go on with it, and those that don't.
func TestRestOfRow(t *testing.T) {
	const header = "Nom\tFinalité\tDurée\n"
	checkUnderstood(t, "T\n\nCookies tiers\n\n", map[string]string{
		"Nom\tFinalité\tDurée\tService\nzz_a\tlire\nmieux\t1 an\tYou": "T zz_a||You|lire mieux|1 an",
		"Nom\tFinalité\tPays\nzz_a\tlire\nles mots\tFrance": "T zz_a|||lire les mots, " +
			"5 unknown-column Pays",
		"Nom\tFinalité\tPays\nzz_a\tlire\nsession": "T zz_a|||lire session, 5 unknown-column Pays",

		header + "zz_a\tlire\nencore\n\net plus\tsession": "T zz_a|||lire encore et plus|session",
		header + "zz_a\tlire\nun an\nou deux ans":         "T zz_a|||lire|un an ou deux ans",
		header + "zz_a\tlire\t\n1 an\n2 ans\nMots.":       "T zz_a|||lire|1 an 2 ans",
		header + "zz_a\tlire\t\nMots ici\nAutres mots.":   "T zz_a|||lire",
		header + "zz_a\tlire\t\n1. Mots\nSuite\n\nFin.":   "T zz_a|||lire",
		header + "zz_a\tlire\t\nCookies internes\n" + header + "zz_b\tlire\t1 an": "T zz_a|||lire, " +
			"I zz_b|||lire|1 an",
		header + "zz_a\tlire\t1 an\nVoir les cookies tiers.\nzz_b\tvoir\t1 an": "T zz_a|||lire|" +
			"1 an Voir les cookies tiers., T zz_b|||voir|1 an",
		header + "zz_a\tlire\t1 an\nMots\n\nSuite\nzz_b\tvoir\t1 an": "T zz_a|||lire|1 an, " +
			"10 unread-cookie zz_b",
	})
}

// TestLongestCells: a cell with blank lines, a continued row and a quotation have at most 20 lines.
func TestLongestCells(t *testing.T) {
	cut := func(text string) int {
		lines, _ := cutLines(text)
		return len(lines)
	}
	for n, want := range map[int]int{19: 3, 20: 4} {
		quotation := "\"lire" + strings.Repeat("\nmots", n) + "\""
		row := "lire" + strings.Repeat("\n;mots", n)
		for _, cell := range []string{quotation, row} {
			if got := cut("Nom;Finalité\nzz_a;" + cell + "\nzz_b;voir"); got != want {
				t.Errorf("%q becomes %d lines, want %d", cell, got, want)
			}
		}
	}
	const header, last = "Nom\tFinalité\n_a\t\n", "_c\td"
	for n, want := range map[int]bool{20: true, 21: false} {
		got := drawn("T\n\n" + header + strings.Repeat("m\n\n", n) + last)
		if strings.Contains(got, ":_c|d") != want {
			t.Errorf("a cell with %d lines: %s", n, got)
		}
	}
}

// TestLoneCells: a row below a category's name may have nothing but its first cell.
func TestLoneCells(t *testing.T) {
	checkUnderstood(t, "T\n\nListe\n\n", map[string]string{
		"Nom\tDurée\nzz_a\t1 an\nCookies tiers\nlang\t": "U zz_a||||1 an, T lang, " +
			"5 no-category Liste",
		"Nom\tDurée\nCookies tiers\nlang\t\nzz_c\t1 an": "T lang, T zz_c||||1 an",
	})
}

// TestHeaderWithDuration: « Durée (13 mois au plus) », or « Visites en 30 jours », is no duration.
func TestHeaderWithDuration(t *testing.T) {
	checkUnderstood(t, "T\n\nCookies tiers\n\n", map[string]string{
		"Nom\tFinalité\tDurée (13 mois au plus)\nzz_a\tlire\t1 an": "T zz_a|||lire|1 an",
		"Nom\tUtile à\tDurée (13 mois au plus)\nzz_a\tlire\t1 an": "T zz_a||||1 an, " +
			"5 unknown-column Utile à",
		"Page\tNom\tVisite\tDurée\nA\tzz_a\tx\t1 an": "T zz_a||||1 an, 5 unknown-column Page, " +
			"5 unknown-column Visite",
		"Page\tNom\tVisites en 30 jours\tDurée\nA\tzz_a\t12\t1 an": "T zz_a||||1 an, " +
			"5 unknown-column Page, 5 unknown-column Visites en 30 jours",
	})
}

// TestFootnotes: what is said below cookies is not about all of them, nor about those that follow.
func TestFootnotes(t *testing.T) {
	const table = "Nom\tDurée\nzz_a\t1 an\n\n"
	checkUnderstood(t, "T\n\nCookies statistiques\n\n", map[string]string{
		"- zz_a : lire, 6 mois\n- zz_b* : lire, 6 mois\n* Exemptés de consentement.": "" +
			"S zz_a|||lire|6 mois, S zz_b*|||lire|6 mois",
		"- zz_a : lire, 6 mois\n\nIls sont exemptés de consentement.": "S zz_a|||lire|6 mois",
		"Ils sont exemptés de consentement.\n\n- zz_a : lire, 6 mois": "S! zz_a|||lire|6 mois",
		table + "* Exemptés de consentement.\n\n" + table:             "S zz_a||||1 an, S zz_a||||1 an",
		table + "(1) Exemptés de consentement.\n\n" + table:           "S zz_a||||1 an, S zz_a||||1 an",
		table + "¹ Exemptés de consentement.\n\n" + table:             "S zz_a||||1 an, S zz_a||||1 an",
		table + "† Exemptés de consentement.\n\n" + table:             "S zz_a||||1 an, S zz_a||||1 an",
		"Mots.\n\n* Ils sont exemptés de consentement.\n\n" + table:   "S! zz_a||||1 an",
		table + "Ils sont exemptés de consentement.\n\n" + table:      "S zz_a||||1 an, S! zz_a||||1 an",
		table + "* Cookies tiers : ils suivent.\n* Cookies internes : ils aident.\n\n" + table: "" +
			"S zz_a||||1 an, S zz_a||||1 an",
	})
	checkUnderstood(t, "T\n\nListe\n\n", map[string]string{
		"Voici nos cookies statistiques.\n\n- zz_a : lire, 6 mois": "S zz_a|||lire|6 mois",
		"- zz_a : lire, 6 mois\n\nLes cookies tiers suivent vos visites.": "U zz_a|||lire|6 mois, " +
			"5 no-category Liste",
		"- langue : la langue\n\nLes cookies tiers suivent vos visites.\n\n" + table: "T zz_a||||1 an",
	})
}

// TestNamesOfServices: several words between the brackets behind a service are its cookies' names, where
// other names or durations make them sure.
func TestNamesOfServices(t *testing.T) {
	checkUnderstood(t, "T\n\nCookies tiers\n\n", map[string]string{
		"- Facebook (fr, datr) : partager, 3 mois": "T fr|Facebook||partager|3 mois, " +
			"T datr|Facebook||partager|3 mois",
		"- YouTube (YSC, PREF) : voir, 6 mois": "T YSC|YouTube||voir|6 mois, " +
			"T PREF|YouTube||voir|6 mois",
		"- Facebook (fr, datr)\n- Matomo (_pk_id)": "T fr|Facebook, T datr|Facebook, T _pk_id|Matomo",
		"- Matomo (_pk_id, MaTag) : compter":       "T _pk_id|Matomo||compter, T MaTag|Matomo||compter",
		"- Facebook (fr, datr)":                    "0 no-cookie , 5 unknown-item fr, datr",
		"- Facebook (Meta) : voir, 3 mois":         "T |Meta|Facebook|voir|3 mois",
		"- Facebook (partage, boutons) : partager, 3 mois": "T |partage boutons|Facebook|" +
			"partager|3 mois",
		"- Facebook (US, UK) : partager, 3 mois": "T |US UK|Facebook|partager|3 mois",
	})
}

// TestSeveralNames: commas part the names that begin an item; in a cell, or behind « Nom : », they
// may be part of one.
func TestSeveralNames(t *testing.T) {
	checkUnderstood(t, "T\n\nCookies tiers\n\n", map[string]string{
		"- csrf, jeton : lire, 1 an":                    "T csrf|||lire|1 an, T jeton|||lire|1 an",
		"Nom\tFinalité\tDurée\ncsrf, jeton\tlire\t1 an": "T csrf, jeton|||lire|1 an",
		"Nom : Jeton de session, rare\nFinalité : lire\nDurée : 1 an": "T Jeton de session, rare" +
			"|||lire|1 an",
	})
}

// checkUnderstood checks what is read of texts that begin alike.
func checkUnderstood(t *testing.T, start string, texts map[string]string) {
	t.Helper()
	for text, want := range texts {
		if got := understood(start + text); got != want {
			t.Errorf("%q is read as\n%s\nwant\n%s", start+text, got, want)
		}
	}
}
