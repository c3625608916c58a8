package charter_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

func TestTables(t *testing.T) {
	const header = "Prestataire\tService\tNom du cookie\tFinalité"
	tests := []struct {
		name, text string
		want       []string
	}{
		{"one for each category, with and without blanks",
			"T\n\nCookies nécessaires\n\nNom\tFinalité\na\tun\n\nCookies tiers\nNom\tFinalité\nb\tdeux\nc\ttrois\nCookies internes :\nNom\tFinalité\nd\tquatre",
			[]string{"T", "| Cookies nécessaires: Nom, Finalité / a, un", "| Cookies tiers: Nom, Finalité / b, deux / c, trois",
				"| Cookies internes :: Nom, Finalité / d, quatre"}},
		{"below a paragraph", "T\n\nVoici la liste.\n\nNom\tFinalité\na\tun", []string{"T", "Voici la liste.", "| : Nom, Finalité / a, un"}},
		{"below an address", "T\n\nTitre\n<https://a.example>\nNom\tFinalité\na\tun",
			[]string{"T", "# Titre", "@ https://a.example", "| : Nom, Finalité / a, un"}},
		{"below a heading with an address", "T\n\nTitre <https://a.example>\nNom\tFinalité\na\tun",
			[]string{"T", "# Titre https://a.example", "| : Nom, Finalité / a, un"}},
		{"below a heading and a caption", "T\n\nTitre\nLégende\nNom\tFinalité\na\tun", []string{"T", "# Titre", "| Légende: Nom, Finalité / a, un"}},
		{"right below one another", "T\n\nNom\tFinalité\na\tun\n\nNom\tFinalité\nb\tdeux\n\nService\tNom\tDurée\nx\tc\t1 an",
			[]string{"T", "| : Nom, Finalité / a, un", "| : Nom, Finalité / b, deux", "| : Service, Nom, Durée / x, c, 1 an"}},
		{"same unknown header again", "T\n\nOne\tTwo\na\tb\n\nOne\tTwo\nc\td", []string{"T", "| : One, Two / a, b", "| : One, Two / c, d"}},
		{"header alone", "T\n\nCookies tiers\nNom\tFinalité\n\nAucun.", []string{"T", "| Cookies tiers: Nom, Finalité", "Aucun."}},
		{"ruled header alone", "T\n\nOne\tTwo\n---\t---\n\nNone.", []string{"T", "| : One, Two", "None."}},
		{"empty cells", "T\n\n" + header + "\n\tAgenda\t_id\tTrier\nODS\t\t_id\tTrier\nODS\tAgenda\t_id\t\n\t\t\tTrier\nODS\t\t\t\n",
			[]string{"T", "| : Prestataire, Service, Nom du cookie, Finalité / , Agenda, _id, Trier / ODS, , _id, Trier" +
				" / ODS, Agenda, _id,  / , , , Trier / ODS, , , "}},
		{"tabs at the end", "T\n\nNom\tFinalité\t\t\na\tun\t\nb\tdeux\t\t\t\t\n", []string{"T", "| : Nom, Finalité / a, un / b, deux"}},
		{"cell over two lines", "T\n\nNom\tFinalité\na\tSe souvenir\nde la langue\ndu visiteur\nb\tdeux",
			[]string{"T", "| : Nom, Finalité / a, Se souvenir de la langue du visiteur / b, deux"}},
		{"short rows", "T\n\nNom\tFinalité\tDurée\tPays\na\tun\nb\tdeux\t1 an\nc\ttrois\t\tFrance",
			[]string{"T", "| : Nom, Finalité, Durée, Pays / a, un, ,  / b, deux, 1 an,  / c, trois, , France"}},
		{"dashes in cells", "T\n\nNom\tFinalité\n-\t-\n—\t—\n", []string{"T", "| : Nom, Finalité / -, - / —, —"}},
		{"list below", "T\n\nNom\tFinalité\na\tun\n\n•\tdeux\n", []string{"T", "| : Nom, Finalité / a, un", "• deux"}},
		{"text below", "T\n\nNom\tFinalité\na\tun\nTexte.\n", []string{"T", "| : Nom, Finalité / a, un", "Texte."}},
		{"list and address right below", "T\n\nNom\tFinalité\na\tun\n- deux\n- trois\n\nNom\tFinalité\na\tun\nhttps://a.example",
			[]string{"T", "| : Nom, Finalité / a, un", "- deux", "- trois", "| : Nom, Finalité / a, un", "@ https://a.example"}},
		{"caption that ends a list", "T\n\nListe :\nUn\nDeux\nNom\tFinalité\na\tun", []string{"T", "Liste :", "Un", "Deux", "| : Nom, Finalité / a, un"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := outline(parse(t, test.text)); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// Fields are found by the words of the header, in any order of columns.
func TestFields(t *testing.T) {
	tests := []struct {
		name, header, row string
		want              charter.Cookie
	}{
		{"published order", "Nom du prestataire\tService et emplacement\tNom du cookies\tFinalités", "p\ts\tn\tf",
			charter.Cookie{Provider: "p", Service: "s", Name: "n", Purpose: "f"}},
		{"other order, with a duration", "NOM DU COOKIE\tDURÉE DE VIE\tFINALITÉ DU COOKIE\tNOM DU SERVICE\tPRESTATAIRE", "n\td\tf\ts\tp",
			charter.Cookie{Provider: "p", Service: "s", Name: "n", Purpose: "f", Duration: "d"}},
		{"capitals without accents", "COOKIE\tDUREE\tFINALITE", "n\td\tf", charter.Cookie{Name: "n", Purpose: "f", Duration: "d"}},
		{"other words", "Cookie\tÉditeur\tObjectif\tDélai d'expiration", "n\tp\tf\td",
			charter.Cookie{Provider: "p", Name: "n", Purpose: "f", Duration: "d"}},
		{"decomposed accents", "Nom\tFinalite\u0301\tDure\u0301e", "n\tf\td", charter.Cookie{Name: "n", Purpose: "f", Duration: "d"}},
		{"unknown columns", "Nom\tType de cookie\tDomaine\tFinalité", "n\tt\tx\tf", charter.Cookie{Name: "n", Purpose: "f"}},
		{"first of two alike", "Nom\tFinalité\tFinalité secondaire", "n\tf\tg", charter.Cookie{Name: "n", Purpose: "f"}},
		{"no known column", "One\tTwo", "a\tb", charter.Cookie{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := parse(t, "T\n\n"+test.header+"\n"+test.row)
			test.want.Cells = strings.Split(test.row, "\t")
			if got := c.Tables()[0].Cookies; !reflect.DeepEqual(got, []charter.Cookie{test.want}) {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestTableKind(t *testing.T) {
	tests := []struct {
		heading, caption string
		want             charter.Kind
	}{
		{"", "Cookies nécessaires au bon fonctionnement de la plateforme / cookies fonctionnels", charter.Necessary},
		{"", "COOKIES NÉCESSAIRES", charter.Necessary},
		{"", "COOKIES NECESSAIRES", charter.Necessary},
		{"", "Cookies fonctionnels", charter.Necessary},
		{"", "Cookies statistiques", charter.Statistics},
		{"", "Cookies de mesure d’audience", charter.Statistics},
		{"", "Mesure de l'audience", charter.Statistics},
		{"", "Cookies d'audience :", charter.Statistics},
		{"", "Cookies « internes »", charter.Internal},
		{"", "Cookies first-party", charter.Internal},
		{"", "Cookies tiers", charter.ThirdParty},
		{"", "Cookies de tierce partie", charter.ThirdParty},
		{"", "Third-party cookies", charter.ThirdParty},
		{"", "Cookies non nécessaires", charter.Unknown},
		{"", "Cookies non strictement nécessaires", charter.Unknown},
		{"", "Cookies non nécessaires, dits statistiques", charter.Statistics},
		{"", "Le fonctionnement du portail", charter.Unknown},
		{"", "Cookies de la plateforme", charter.Unknown},
		{"Cookies statistiques", "Liste des cookies", charter.Statistics},
		{"Cookies statistiques", "Cookies tiers", charter.ThirdParty},
		{"Cookies statistiques", "", charter.Statistics},
		{"Les cookies du portail", "", charter.Unknown},
	}
	for _, test := range tests {
		text := "T\n\n" + test.heading + "\n\nVoici les cookies.\n\n" + test.caption + "\n\nNom\tFinalité\na\tb"
		table := parse(t, text).Tables()[0]
		if table.Kind != test.want || table.Caption != test.caption {
			t.Errorf("%q below %q is a table of kind %d, want %d", table.Caption, test.heading, table.Kind, test.want)
		}
	}
}

func TestBadRows(t *testing.T) {
	const header = "Titre\r\n\r\nPrestataire\tService\tNom\tFinalité\r\n---\t---\r\n\r\n"
	tests := []struct {
		name, text string
		line       int
		says       []string
		counts     string
	}{
		{"a cell too few", header + "ODS\tAgenda\t_id\tTrier\r\nODS\tAgenda\t_id", 7, []string{"3 cells", "4 were expected", "line 3"}, "3 cells, 4"},
		{"a cell too many", header + "\r\nODS\tAgenda\t_id\tTrier\t1 an", 7, []string{"5 cells", "4 were expected", "line 3"}, "5 cells, 4"},
		{"short of the purpose", "T\nNom\tDurée\tFinalité\na\t1 an", 3, []string{"2 cells", "3 were expected"}, "2 cells, 3"},
		{"short where no column is known", "T\nOne\tTwo\tThree\na\tb", 3, []string{"2 cells", "3 were expected"}, "2 cells, 3"},
		{"too wide", "T\n\nNom" + strings.Repeat("\tx", 16) + "\na\tb", 3, []string{"17 columns", "16 were expected"}, "17 cells, 16"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := charter.Parse([]byte(test.text))
			var e *charter.Error
			if !errors.As(err, &e) || e.Code != charter.CodeColumns || e.Line != test.line {
				t.Fatalf("got %v, want wrong columns on line %d", err, test.line)
			}
			for _, want := range test.says {
				if !strings.Contains(e.Message, want) {
					t.Errorf("%q does not say %q", e.Message, want)
				}
			}
			if want := fmt.Sprintf("%d cells, %d", e.Cells, e.Columns); want != test.counts {
				t.Errorf("%s, want %s", want, test.counts)
			}
			if e.Header > 0 != (test.name != "too wide") || e.Header >= e.Line {
				t.Errorf("the header is on line %d, the row on line %d", e.Header, e.Line)
			}
		})
	}
}
