package charter_test

import (
	"errors"
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
		{"one for each category, with and without blank lines",
			"Cookies nécessaires\n\nNom\tFinalité\na\tun\n\n" +
				"Cookies tiers\nNom\tFinalité\nb\tdeux\nc\ttrois\n" +
				"Cookies internes :\nNom\tFinalité\nd\tquatre",
			[]string{"| Cookies nécessaires: Nom, Finalité / a, un",
				"| Cookies tiers: Nom, Finalité / b, deux / c, trois",
				"| Cookies internes :: Nom, Finalité / d, quatre"}},
		{"below a paragraph", "Voici la liste.\n\nNom\tFinalité\na\tun",
			[]string{"Voici la liste.", "| : Nom, Finalité / a, un"}},
		{"below an address", "Titre\n<https://a.example>\nNom\tFinalité\na\tun",
			[]string{"# Titre", "@ https://a.example", "| : Nom, Finalité / a, un"}},
		{"below a heading and a caption", "Titre\nLégende\nNom\tFinalité\na\tun",
			[]string{"# Titre", "| Légende: Nom, Finalité / a, un"}},
		{"right below one another",
			"Nom\tFinalité\na\tun\n\nNom\tFinalité\nb\tdeux\n\nService\tNom\tDurée\nx\tc\t1 an",
			[]string{"| : Nom, Finalité / a, un", "| : Nom, Finalité / b, deux",
				"| : Service, Nom, Durée / x, c, 1 an"}},
		{"header alone", "Cookies tiers\nNom\tFinalité\n\nAucun.",
			[]string{"| Cookies tiers: Nom, Finalité", "Aucun."}},
		{"empty cells",
			header + "\n\tAgenda\t_id\tTrier\nODS\t\t_id\tTrier\n\t\t\tTrier\nODS\t\t\t\n",
			[]string{"| : Prestataire, Service, Nom du cookie, Finalité / , Agenda, _id, Trier" +
				" / ODS, , _id, Trier / , , , Trier / ODS, , , "}},
		{"tabs at the end", "Nom\tFinalité\t\t\na\tun\t\nb\tdeux\t\t\t\t\n",
			[]string{"| : Nom, Finalité / a, un / b, deux"}},
		{"cell over several lines",
			"Nom\tFinalité\na\tSe souvenir\nde la langue\ndu visiteur\nb\tdeux",
			[]string{"| : Nom, Finalité / a, Se souvenir de la langue du visiteur / b, deux"}},
		{"short rows", "Nom\tFinalité\tDurée\tPays\na\tun\nb\tdeux\t1 an\nc\ttrois\t\tFrance",
			[]string{"| : Nom, Finalité, Durée, Pays / a, un, ,  / b, deux, 1 an,  / c, trois, , " +
				"France"}},
		{"text below", "Nom\tFinalité\na\tun\nTexte.\n",
			[]string{"| : Nom, Finalité / a, un", "Texte."}},
		{"list with a tab below", "Nom\tFinalité\na\tun\n\n•\tdeux\n",
			[]string{"| : Nom, Finalité / a, un", "• deux"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := outline(parse(t, "T\n\n"+test.text))[1:]
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// TestFields: fields are found by the words of the header, in any order of columns.
func TestFields(t *testing.T) {
	tests := []struct {
		name, header, row string
		want              charter.Cookie
	}{
		{"published order",
			"Nom du prestataire\tService et emplacement\tNom du cookies\tFinalités", "p\ts\tn\tf",
			charter.Cookie{Provider: "p", Service: "s", Name: "n", Purpose: "f"}},
		{"other order, with a duration",
			"NOM DU COOKIE\tDURÉE DE VIE\tFINALITÉ DU COOKIE\tNOM DU SERVICE\tPRESTATAIRE",
			"n\td\tf\ts\tp",
			charter.Cookie{Provider: "p", Service: "s", Name: "n", Purpose: "f", Duration: "d"}},
		{"capitals without accents", "COOKIE\tDUREE\tFINALITE", "n\td\tf",
			charter.Cookie{Name: "n", Purpose: "f", Duration: "d"}},
		{"other words", "Cookie\tÉditeur\tObjectif\tDélai d'expiration", "n\tp\tf\td",
			charter.Cookie{Provider: "p", Name: "n", Purpose: "f", Duration: "d"}},
		{"unknown columns", "Nom\tType de cookie\tDomaine\tFinalité", "n\tt\tx\tf",
			charter.Cookie{Name: "n", Purpose: "f"}},
		{"first of two alike", "Nom\tFinalité\tFinalité secondaire", "n\tf\tg",
			charter.Cookie{Name: "n", Purpose: "f"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := parse(t, "T\n\n"+test.header+"\n"+test.row)
			test.want.Cells = strings.Split(test.row, "\t")
			got := c.Introduction[0].Table.Cookies
			if !reflect.DeepEqual(got, []charter.Cookie{test.want}) {
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
		{"", publishedCaption, charter.Necessary},
		{"", "COOKIES NECESSAIRES", charter.Necessary},
		{"", "Cookies statistiques", charter.Statistics},
		{"", "Cookies de mesure d’audience", charter.Statistics},
		{"", "Cookies « internes »", charter.Internal},
		{"", "Cookies first-party", charter.Internal},
		{"", "Cookies tiers", charter.ThirdParty},
		{"", "Third-party cookies", charter.ThirdParty},
		{"", "Cookies non nécessaires", charter.Unknown},
		{"", "Not strictly necessary cookies", charter.Unknown},
		{"", "Cookies nécessaires et statistiques", charter.Unknown},
		{"", "Cookies nécessaires, tiers", charter.Unknown},
		{"", "Cookies nécessaires et internes", charter.Unknown},
		{"", "Cookies nécessaires internes", charter.Necessary},
		{"", "Le fonctionnement du portail", charter.Unknown},
		{"Cookies statistiques", "Liste des cookies", charter.Statistics},
		{"Cookies statistiques", "Cookies tiers", charter.ThirdParty},
		{"Cookies statistiques", "", charter.Statistics},
	}
	for _, test := range tests {
		c := parse(t, "T\n\n"+test.heading+"\n\nVoici les cookies.\n\n"+test.caption+
			"\n\nNom\tFinalité\na\tb")
		blocks := c.Introduction
		if test.heading != "" {
			blocks = c.Sections[0].Blocks
		}
		table := blocks[len(blocks)-1].Table
		if table.Kind != test.want || table.Caption != test.caption {
			t.Errorf("%q below %q is a table of kind %d, want %d",
				table.Caption, test.heading, table.Kind, test.want)
		}
	}
}

func TestBadRows(t *testing.T) {
	const header = "Titre\r\n\r\nPrestataire\tService\tNom\tFinalité\r\n---\t---\r\n\r\n"
	wide := "T\n\nNom" + strings.Repeat("\tx", 16) + "\na\tb"
	tests := []struct {
		name, text string
		want       charter.Error
		says       string
	}{
		{"a cell too few", header + "ODS\tAgenda\t_id\tTrier\r\nODS\tAgenda\t_id",
			charter.Error{Line: 7, Cells: 3, Columns: 4, Header: 3},
			"3 cells, and 4 were expected, as in the header on line 3"},
		{"a cell too many", header + "\r\nODS\tAgenda\t_id\tTrier\t1 an",
			charter.Error{Line: 7, Cells: 5, Columns: 4, Header: 3}, "5 cells, and 4 were"},
		{"short of the purpose", "T\nNom\tDurée\tFinalité\na\t1 an",
			charter.Error{Line: 3, Cells: 2, Columns: 3, Header: 2}, "2 cells, and 3 were"},
		{"too wide", wide, charter.Error{Line: 3, Cells: 17, Columns: 16},
			"17 columns, and at most 16 were"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := charter.Parse([]byte(test.text))
			var e *charter.Error
			if !errors.As(err, &e) || !strings.Contains(e.Message, test.says) {
				t.Fatalf("got %v, want %q", err, test.says)
			}
			test.want.Code, test.want.Message = charter.CodeColumns, e.Message
			if *e != test.want {
				t.Errorf("got %+v, want %+v", *e, test.want)
			}
		})
	}
}
