package read

import (
	"errors"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// TestRefuse: what is no charter's text is refused, by a code that says what to do.
func TestRefuse(t *testing.T) {
	for text, code := range map[string]charter.Code{
		"":                                     charter.CodeEmpty,
		"\ufeff\n---\n":                        charter.CodeEmpty,
		strings.Repeat("a", charter.MaxSize+1): charter.CodeTooLarge,
		"T" + strings.Repeat("\n", charter.MaxSize): charter.CodeTooLarge,
		"\x89PNG\r\n":                             charter.CodeNotUTF8,
		"\ufeff \t\r\n<!-- menu -->\nCookies":     charter.CodeHTML,
		"<?xml version=\"1.0\"?>Cookies":          charter.CodeHTML,
		"<h1 id=a>Cookies":                        charter.CodeHTML,
		"</div>Cookies":                           charter.CodeHTML,
		"<br/>Cookies":                            charter.CodeHTML,
		"<p>Cookies\n# Titre":                     charter.CodeHTML,
		"Cookies\n\nDes <b>tiers</b >":            charter.CodeHTML,
		"Cookies\n\nDes tiers<BR />\nou non":      charter.CodeHTML,
		"Cookies\n\nn&eacute;cessaires":           charter.CodeHTML,
		"Cookies\n\nd&#39;audience":               charter.CodeHTML,
		"---\ntitle: a\n\nlang: fr\n---\nCookies": charter.CodeMarkdown,
		"---\r\ntitle: a\r\n---\r\nCookies":       charter.CodeMarkdown,
		"# Cookies":                               charter.CodeMarkdown,
		"Cookies\n  ## Tiers\n":                   charter.CodeMarkdown,
		"T\n\nNom | Durée\n--- | :--\na | 1 an":   charter.CodeMarkdown,
		"T\n\n| Nom |\n|-----|\n| a |":            charter.CodeMarkdown,
		"T\n\nVoir [ici](a.html).":                charter.CodeMarkdown,
		"T\n\n**Tiers**":                          charter.CodeMarkdown,
		"T\n\nDes cookies (**tiers**).":           charter.CodeMarkdown,
		"T\n\nDes __cookies tiers__.":             charter.CodeMarkdown,
		"404 Not Found\n\nnginx":                  charter.CodeAbsent,
		"Ville\n\nPage introuvable":               charter.CodeAbsent,
	} {
		_, err := Parse([]byte(text))
		if wrong, ok := errors.AsType[*charter.Error](err); !ok || wrong.Code != code {
			t.Errorf("%.40q: %v, want %s", text, err, code)
		}
	}
	for _, text := range []string{
		"<base64> et <id>", "<https://a.example> est\nle site", "a < b > c & d ; e", "La balise <b>",
		"#cookies\n\nLe n° #3", "---\nTitre\n---\nNote : a\n---\n", "T\n\nNom | Durée\na | b",
		"T\n\nNom | Durée\n----------\na | b", "T\n\n_ga_* et **, [a] (b), __gads", "T\n\n2 ** 3 ** 4",
		"T\n\n__utma, __utmb, __utmc", "T\n\n__Host-a et __Secure-b",
		"Cookies\n\n" + strings.Repeat("Ligne.\n", 3) + "Erreur 404 : la page n’existe pas.",
		"La page introuvable que vous cherchez est peut-être ailleurs",
		"Cookies\n\n" + strings.Repeat("Ligne.\n", 12) + "Fin.\n404",
		"404\n\n" + strings.Repeat("Ligne.\n", 12),
		"404\n\nNom\tDurée\n_a\t1 an\n",
	} {
		if _, err := Parse([]byte(text)); err != nil {
			t.Errorf("%.40q is refused: %v", text, err)
		}
	}
}
