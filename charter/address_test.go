package charter_test

import (
	"errors"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// The platform's address stands on the heading's line or on a line below it.
func TestPlatform(t *testing.T) {
	const heading = "A quoi servent les cookies sur la plateforme"
	const address = "https://data.example"
	tests := []struct{ name, text, want string }{
		{"on the heading's line", heading + " <" + address + ">", address},
		{"bare on the heading's line", heading + " " + address, address},
		{"on the next line", heading + "\n<" + address + ">", address},
		{"bare on the next line", heading + "\n" + address, address},
		{"behind a blank line", heading + "\n\n<" + address + ">", address},
		{"behind blank lines, bare", heading + "\n\n\n\n" + address, address},
		{"behind a colon", heading + " : <" + address + ">", address},
		{"behind a colon, bare", heading + " : " + address, address},
		{"behind a colon, on the next line", heading + " :\n<" + address + ">", address},
		{"before a question mark", heading + " <" + address + "> ?", address},
		{"in a paragraph", "Le portail <" + address + "> utilise des cookies.", address},
		{"after another address", "Voir aussi\n\n<https://www.cnil.fr>\n\n" + heading + " <" + address + ">", address},
		{"before another address", heading + "\n<" + address + ">\n<https://www.cnil.fr>", address},
		{"unnamed", "Qui sommes-nous\n\n<" + address + ">", address},
		{"with a port and a path", heading + " <http://localhost:8080/explore/?q=a%20b#top>", "http://localhost:8080/explore/?q=a%20b#top"},
		{"in capitals", heading + " <HTTPS://Data.Example>", "HTTPS://Data.Example"},
		{"with accents", heading + " <https://données.example/été>", "https://données.example/été"},
		{"of somebody else, in a paragraph", "Consultez le site de la CNIL <https://www.cnil.fr>.", ""},
		{"none", heading, ""},
		{"of mail", "Le portail répond à <contact@data.example>.", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := parse(t, "Charte cookies\n\n"+test.text+"\n").Platform; got != test.want {
				t.Errorf("Platform = %q, want %q", got, test.want)
			}
		})
	}
}

// Angle brackets that hold no address are text.
func TestAngleBrackets(t *testing.T) {
	for _, text := range []string{
		"Une durée < 13 mois et > 1 jour.",
		"Écrire à <dpo@data.example> pour toute question.",
		"<Conseil départemental>",
		"<<< Les cookies >>>",
		"Le nom est <nom>, la note <3: rien.",
		"a <b: c",
		"<",
		">",
		"fin <",
		"javascript:alert(1)",
		"Voir https://data.example.",
		"https://data.example.",
	} {
		c := parse(t, "Titre\n\n"+text)
		got := strings.Join(append(paragraphs(c.Introduction), headings(c)...), "|")
		if got != text || c.Platform != "" {
			t.Errorf("%q is read as %q, platform %q", text, got, c.Platform)
		}
	}
}

// Addresses in running text and in cells lose their brackets only.
func TestAddressesInText(t *testing.T) {
	c := parse(t, "Titre\n\nVoir <https://a.example>, (<http://b.example/x>) et<https://c.example>.\n\n"+
		"Cookies tiers\nNom\tFinalité\n_ga\tMesure <https://d.example/?a=1&b=2>\n")
	if got, want := c.Introduction[0].Paragraph, "Voir https://a.example, (http://b.example/x) ethttps://c.example."; got != want {
		t.Errorf("paragraph = %q, want %q", got, want)
	}
	if got, want := c.Tables()[0].Cookies[0].Purpose, "Mesure https://d.example/?a=1&b=2"; got != want {
		t.Errorf("purpose = %q, want %q", got, want)
	}
}

func TestBadAddresses(t *testing.T) {
	long := strings.Repeat("é", 100_000)
	for _, line := range []string{
		"<ftp://data.example>",
		"<javascript:alert(1)>",
		"<JavaScript:alert(1)>",
		"<java\u200Bscript:alert(1)>",
		"<data:text/html,x>",
		"<mailto:dpo@data.example>",
		"<file:///etc/passwd>",
		"<https:data.example>",
		"<https:/data.example>",
		"<https//data.example>",
		"<www.data.example>",
		"<//data.example>",
		"<https://>",
		"<https:///chemin>",
		"<https://?q>",
		"<https://:443>",
		"<https://data.example:>",
		"<https://data.example:0>",
		"<https://data.example:65536>",
		"<https://data.example:80:80>",
		"<https://data.example:+80>",
		"<https://user@data.example>",
		"<https://user:secret@data.example>",
		"<https://data.example@evil.example>",
		"<https://data.example\\@evil.example>",
		"<https:\\\\data.example>",
		"<https://data example>",
		"<https://data.example/un chemin>",
		"<https://data.example/un\u00A0chemin>",
		"<https://data.example/\tx>",
		"<https://data..example>",
		"<https://.example>",
		"<https://data.example.>",
		"<https://-data.example>",
		"<https://data-.example>",
		"<https://data_.example>",
		"<https://%64ata.example>",
		"<https://[::1]>",
		"<https://" + strings.Repeat("a", 64) + ".example>",
		"<https://" + strings.Repeat("a.", 127) + "example>",
		"<https://data.example/%zz>",
		"<https://data.example/%4>",
		"<https://data.example/\"onclick=>",
		"<https://data.example/<b>",
		"<https://data.example/`>",
		"<https://data.example/\u00AD>",
		"<https://data.example",
		"Voir <https://data.example et la suite",
		"Voir <ftp://data.example> au besoin.",
		"Nom\t<ftp://data.example>\tFinalité",
		"ftp://data.example",
		"javascript://data.example/%0Aalert(1",
		"https://",
		"https://user@data.example",
		"<https://" + long + " >",
		"<" + strings.Repeat("x", 1000) + "://" + long + ">",
	} {
		_, err := charter.Parse([]byte("Titre\n\n" + line + "\n"))
		var e *charter.Error
		if !errors.As(err, &e) || e.Code != charter.CodeAddress || e.Line != 3 {
			t.Errorf("%.60q: got %v, want a bad address on line 3", line, err)
		} else if len(e.Message) > 400 {
			t.Errorf("%.60q: the message has %d octets", line, len(e.Message))
		}
	}
}
