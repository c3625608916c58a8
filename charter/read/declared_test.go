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
