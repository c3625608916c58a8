package charter_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// TestPlatform: the platform's address is on its heading's line or below it.
func TestPlatform(t *testing.T) {
	const heading = "A quoi servent les cookies sur la plateforme"
	const address = "https://data.example"
	const long = "http://localhost:8080/explore/?q=a%20b#top"
	tests := []struct{ name, text, want string }{
		{"on the heading's line", heading + " <" + address + ">", address},
		{"bare on the heading's line", heading + " " + address, address},
		{"on the next line", heading + "\n<" + address + ">", address},
		{"after a colon, on the next line", heading + " :\n<" + address + ">", address},
		{"in a paragraph", "Le portail <" + address + "> utilise des cookies.", address},
		{"after another address",
			"Voir aussi\n\n<https://www.cnil.fr>\n\n" + heading + " <" + address + ">", address},
		{"unnamed", "Qui sommes-nous\n\n<" + address + ">", address},
		{"with a port and a path", heading + " <" + long + ">", long},
		{"with accents", heading + " <https://données.example/été>", "https://données.example/été"},
		{"another site's, in a paragraph", "Consultez <https://www.cnil.fr>.", ""},
		{"none", heading, ""},
		{"of mail", "Le portail répond à <contact@data.example>.", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := parse(t, "Charte cookies\n\n"+test.text+"\n").Platform
			if got != test.want {
				t.Errorf("Platform = %q, want %q", got, test.want)
			}
		})
	}
}

// TestAngleBrackets: angle brackets without an address are text.
func TestAngleBrackets(t *testing.T) {
	for _, text := range []string{
		"Une durée < 13 mois et > 1 jour.",
		"Écrire à <dpo@data.example> pour toute question.",
		"javascript:alert(1).",
		"Voir https://data.example.",
	} {
		c := parse(t, "Titre\n\n"+text)
		if got := outline(c); !slices.Equal(got, []string{"Titre", text}) || c.Platform != "" {
			t.Errorf("%q is read as %q, platform %q", text, got, c.Platform)
		}
	}
}

// TestAddressesInText: addresses in running text and in cells only lose their brackets.
func TestAddressesInText(t *testing.T) {
	got := outline(parse(t, "Titre\n\nVoir <https://a.example>, (<http://b.example/x>)."+
		"\n\nCookies tiers\nNom\tFinalité\n_ga\tMesure <https://d.example/?a=1&b=2>\n"))
	want := []string{"Titre", "Voir https://a.example, (http://b.example/x).",
		"| Cookies tiers: Nom, Finalité / _ga, Mesure https://d.example/?a=1&b=2"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBadAddresses(t *testing.T) {
	long := strings.Repeat("é", 100_000)
	for _, line := range []string{
		"<ftp://data.example>",
		"<JavaScript:alert(1)>",
		"<java\u200Bscript:alert(1)>",
		"<www.data.example>",
		"<https:///chemin>",
		"<https://data.example:65536>",
		"<https://user:secret@data.example>",
		"<https://data.example\\@evil.example>",
		"<https://data.example/un chemin>",
		"<https://data..example>",
		"<https://data.example/\"onclick=>",
		"<https://data.example",
		"Voir <ftp://data.example> au besoin.",
		"Nom\t<ftp://data.example>\tFinalité",
		"ftp://data.example",
		"https://",
		"<" + strings.Repeat("x", 1000) + "://" + long + ">",
	} {
		_, err := charter.Parse([]byte("Titre\n\n" + line + "\n"))
		var e *charter.Error
		if !errors.As(err, &e) || e.Code != charter.CodeAddress || e.Line != 3 {
			t.Errorf("%.60q: got %v, want a bad address on line 3", line, err)
		} else if len(e.Message) > 250 || strings.ContainsAny(e.Message, "\u200B\u00AD") {
			t.Errorf("%.60q: the message is %q", line, e.Message)
		}
	}
}

// TestAddressAt: an address ends before the punctuation of its sentence. One in doubt is none.
func TestAddressAt(t *testing.T) {
	for text, want := range map[string]string{
		"https://a.example":              "https://a.example",
		"http://a.example/b?c=d#e. Voir": "http://a.example/b?c=d#e",
		"https://a.example).":            "https://a.example",
		"https://a.example\u00a0; et":    "https://a.example",
		"https://a.example/b_(c) ":       "",
		"https://":                       "",
		"https://x@a.example":            "",
		"httpd":                          "",
		"ftp://a.example":                "",
		" https://a.example":             "",
		"":                               "",
	} {
		if got := charter.AddressAt(text); got != want {
			t.Errorf("AddressAt(%q) = %q, want %q", text, got, want)
		}
	}
}
