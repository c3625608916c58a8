package read

import "testing"

// TestMarkedKinds: a column whose header has the word « catégorie » may have nothing but marks.
func TestMarkedKinds(t *testing.T) {
	for text, want := range map[string]string{
		"Nom\tCatégorie nécessaire\tDurée\nzz_a\tX\t1 an":                "N zz_a||||1 an",
		"Nom\tCatégorie nécessaire\tType\tDurée\nzz_a\tnon\tTiers\t1 an": "T zz_a||||1 an",
		"Nom\tCatégorie nécessaire\tType\tDurée\nzz_a\tX\tTiers\t1 an":   "T zz_a||||1 an",
	} {
		if got := understood("T\n\nListe\n\n" + text); got != want {
			t.Errorf("%q is read as %s, want %s", text, got, want)
		}
	}
}

// TestMeantColumns: of two columns that may be the names or the durations, the one whose header says so
// counts; a header may have the words of a duration, and an empty column is none of categories.
func TestMeantColumns(t *testing.T) {
	for text, want := range map[string]string{
		"Cookies tiers\n\nSolution\tNom\tDurée\nzz_a\tNID\t1 an\nzz_b\tIDE\t2 ans": "T NID||||1 an, " +
			"T IDE||||2 ans, 5 unknown-column Solution",
		"Cookies tiers\n\nNom\tDurée\tRemarque\nzz_a\t1 an\t2 ans": "T zz_a||||1 an, " +
			"5 unknown-column Remarque",
		"Cookies tiers\n\nNom\tFinalité\tSession\nzz_a\tlire\tOui": "T zz_a|||lire, " +
			"5 unknown-column Session",
		"Cookies tiers\n\nNom\tFinalité\tValable 13 mois après dépôt\nzz_a\tlire\tOui": "" +
			"T zz_a|||lire, 5 unknown-column Valable 13 mois après dépôt",
		"Bureaux\n\nNom\t\tVille\nAnnexe1\t\tParis\nAnnexe2\t\tLyon": "0 no-cookie ",
		"Cookies nécessaires\n\nSolution\tFinalité\nAuthToken\tlire\nUserToken\tvoir": "" +
			"N AuthToken|||lire, N UserToken|||voir",
		"Liste\n\nNom\tCe cookie est-il nécessaire ?\tDurée\nzz_a\t\t1 an\nzz_b\tX\t1 an": "" +
			"U zz_a||||1 an, U zz_b||||1 an, 5 unknown-column Ce cookie est-il nécessaire ?, " +
			"5 no-category Liste",
		"Liste\n\nFinalité\tNom\tDurée\nCookies tiers\t\t\nlire\tzz_a\t1 an": "T zz_a|||lire|1 an",
		"Traceurs exemptés\n\nMots.\n\nMatomo\n\nNom\tFinalité\tDurée\n_pk_id\tPublicité\t1 an": "" +
			"T! _pk_id|||Publicité|1 an",
		"Cookies\n\nMots.\n\nTableau :\nNom\tDurée\nzz_a\t1 an": "U zz_a||||1 an, " +
			"8 no-category Tableau :",
	} {
		if got := understood("T\n\n" + text); got != want {
			t.Errorf("%q is read as\n%s\nwant\n%s", text, got, want)
		}
	}
}
