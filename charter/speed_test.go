package charter_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"cookies-preferences/charter"
)

// manyCookies is a charter whose table has n cookies.
func manyCookies(n int) []byte {
	var b strings.Builder
	b.WriteString("Charte cookies\n\nLes cookies « tiers » sont déposés ailleurs.\n\nCookies tiers\n\n" +
		"Nom du prestataire\tService et emplacement\tNom du cookie\tFinalités\tDurée\n")
	for i := range n {
		b.WriteString("Prestataire\tMesure de la fréquentation (toutes les pages)\t_cookie" + strconv.Itoa(i) +
			"\tReconnaître le visiteur <https://prestataire.example/confidentialité>\t13\u00A0mois\n")
	}
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	text, _ := charter.Portal(aude)
	for name, text := range map[string][]byte{"published": text, "500 cookies": manyCookies(500)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := charter.Parse(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Parse takes time in proportion to the text, whatever it repeats. Something
// quadratic would take minutes on the largest charter.
func TestParseIsLinear(t *testing.T) {
	const limit = 5 * time.Second // twenty times what the slowest needs
	for _, repeated := range []string{
		"\t", "\n", "\r", "\r\n", "<", ">", "<>", "<a", "<ab", "< ", "<https://a.example> ", "<https://a.example>\n", "https://a.example\n",
		"-", "--- ", "---\n", "|---|\n", "=\t", " ", "\u00A0", "\uFEFF", "«", "\"", "« ", "é", "é ", "é\n", "A\n", "a\n", "A\n\n", "A.\n", "A:\n",
		"- ", "- a\n", "1. a\n", "a\t", "a\tb\n", "a\tb\n\n", "A\ta\n\nA\n", "\ta\n", "Nom\tDurée\n\n", "Nom\tFinalité\na\tb\nc\n", "a\tb\nc\n",
		"cookies ", "Les cookies tiers ", "Les cookies « tiers » ou\n\n", "les de ou ", "non strictement ", "mesure de l ", "plateforme ", "\u0301", "\u202E",
	} {
		for _, prefix := range []string{"Titre\n\nNom\tFinalité\n", "Titre\n\nLes cookies \""} {
			text := prefix + strings.Repeat(repeated, (charter.MaxSize-len(prefix))/len(repeated))
			start := time.Now()
			c, err := charter.Parse([]byte(text))
			if err == nil {
				c.Text()
			}
			if took := time.Since(start); took > limit {
				t.Errorf("%q repeated behind %q took %v", repeated, prefix, took)
			}
		}
	}
}
