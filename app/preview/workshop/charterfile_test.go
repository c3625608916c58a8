package workshop

import "testing"

// TestCharterFile: the file to install has the charter in the form that the banner reads.
func TestCharterFile(t *testing.T) {
	for text, want := range map[string]string{
		"Charte\n\nUne phrase.\n": "\ufeffCharte\n\nUne phrase.\n",
		"Charte\n\nCookies tiers :\n- _ga : compter, 1 an\n": "\ufeffCharte\n\nCookies tiers :\n\n" +
			"Nom du cookie\tFinalité\tDurée\tCatégorie\n_ga\tcompter\t1 an\tTiers\n",
		"<p>HTML": "\ufeff<p>HTML", // the page says what is wrong with it
	} {
		if got := string(Settings{Charter: text}.charterFile()); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
