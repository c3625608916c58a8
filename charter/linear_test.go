package charter_test

import (
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// TestLongParseIsLinear parses the largest charters of one repeated text. A quadratic step would
// exceed go test's -timeout.
func TestLongParseIsLinear(t *testing.T) {
	for _, repeated := range []string{
		"\t", "\n", "<", "<ab", "<https://a.example> ", "https://a.example\n", "---\n", "|---|\n",
		"\u00A0", "\uFEFF", "«", "\"", "é", "é\n", "A\n", "A\n\n", "A.\n", "A:\n", "- a\n",
		"1. a\n",
		"a\t", "a\tb\n", "a\tb\n\n", "A\ta\n\nA\n", "Nom\tDurée\n\n", "Nom\tFinalité\na\tb\nc\n",
		"Les cookies « tiers » ou\n\n", "les de ou ", "non strictement ", "mesure de l ",
		"plateforme ", "\u0301", "\u202E",
	} {
		for _, prefix := range []string{"Titre\n\nNom\tFinalité\n", "Titre\n\nLes cookies \""} {
			count := (charter.MaxSize - len(prefix)) / len(repeated)
			text := prefix + strings.Repeat(repeated, count)
			if c, err := charter.Parse([]byte(text)); err == nil {
				c.Cookies(charter.Unknown)
			}
		}
	}
}
