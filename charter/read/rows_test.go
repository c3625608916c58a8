package read

import "testing"

// TestNextRow: a line with tabs that begins with a cookie's name, or that repeats the header as at
// the top of a printed page, is not the rest of the row above.
func TestNextRow(t *testing.T) {
	checkUnderstood(t, "T\n\nCookies tiers\n\n", map[string]string{
		"Nom\tFinalité\tDurée\nzz_a\tlire\nzz_b\t1 an": "T zz_a|||lire, T zz_b|||1 an",
		"Finalité\tNom\tDurée\nlire\tzz_a\nvoir les films\tzz_b": "T zz_a|||lire, " +
			"T zz_b|||voir les films",
		"Finalité\tNom\tDurée\nlire\tzz_a,\nzz_b\t1 an": "T zz_a|||lire|1 an, T zz_b|||lire|1 an",
		"Nom\tFinalité\tDurée\nzz_a\tlire\t1 an\nNom\tFinalité\nzz_b\tvoir": "T zz_a|||lire|1 an, " +
			"T zz_b|||voir",
		"Nom\tFinalité\t\nzz_a\tlire\nNOM\tFINALITÉ\tDURÉE\nzz_b\tvoir\t1 an": "T zz_a|||lire, " +
			"T zz_b|||voir|1 an",
	})
}

// TestLoneCells: a row below a category's name may have nothing but its first cell.
func TestLoneCells(t *testing.T) {
	checkUnderstood(t, "T\n\nListe\n\n", map[string]string{
		"Nom\tDurée\nzz_a\t1 an\nCookies tiers\nlang\t": "U zz_a||||1 an, T lang, " +
			"5 no-category Liste",
		"Nom\tDurée\nCookies tiers\nlang\t\nzz_c\t1 an": "T lang, T zz_c||||1 an",
	})
}

// TestHeaderWithDuration: « Durée (13 mois au plus) » is no cookie's duration.
func TestHeaderWithDuration(t *testing.T) {
	checkUnderstood(t, "T\n\nCookies tiers\n\n", map[string]string{
		"Nom\tFinalité\tDurée (13 mois au plus)\nzz_a\tlire\t1 an": "T zz_a|||lire|1 an",
		"Nom\tUtile à\tDurée (13 mois au plus)\nzz_a\tlire\t1 an": "T zz_a||||1 an, " +
			"5 unknown-column Utile à",
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
