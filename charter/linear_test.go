package charter_test

import (
	"strings"
	"testing"
	"time"

	"cookies-preferences/charter"
)

// TestLongParseIsLinear: the time to parse the largest charter is bounded, whatever it repeats. A
// quadratic step would take minutes.
func TestLongParseIsLinear(t *testing.T) {
	const limit = 5 * time.Second // twenty times more than the slowest needs
	for _, repeated := range []string{
		"\t", "\n", "<", "<ab", "<https://a.example> ", "https://a.example\n", "---\n", "|---|\n",
		"\u00A0", "\uFEFF", "«", "\"", "é", "é\n", "A\n", "A\n\n", "A.\n", "A:\n", "- a\n", "1. a\n",
		"a\t", "a\tb\n", "a\tb\n\n", "A\ta\n\nA\n", "Nom\tDurée\n\n", "Nom\tFinalité\na\tb\nc\n",
		"Les cookies « tiers » ou\n\n", "les de ou ", "non strictement ", "mesure de l ",
		"plateforme ", "\u0301", "\u202E",
	} {
		for _, prefix := range []string{"Titre\n\nNom\tFinalité\n", "Titre\n\nLes cookies \""} {
			count := (charter.MaxSize - len(prefix)) / len(repeated)
			text := prefix + strings.Repeat(repeated, count)
			start := time.Now()
			if c, err := charter.Parse([]byte(text)); err == nil {
				c.Cookies(charter.Unknown)
			}
			if took := time.Since(start); took > limit {
				t.Errorf("%q repeated after %q took %v", repeated, prefix, took)
			}
		}
	}
}
