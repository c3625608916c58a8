package read

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"cookies-preferences/charter"
	"cookies-preferences/charter/internal/blocks"
)

// TestRefuse: what is no charter's text is refused, by a code that says what to do.
func TestRefuse(t *testing.T) {
	for text, code := range map[string]charter.Code{
		"":                                        charter.CodeEmpty,
		"\ufeff\n---\n":                           charter.CodeEmpty,
		strings.Repeat("a", charter.MaxSize+1):    charter.CodeTooLarge,
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
		"Cookies\n\n" + strings.Repeat("Ligne.\n", 3) + "Erreur 404 : la page n’existe pas.",
		"La page introuvable que vous cherchez est peut-être ailleurs",
		"Cookies\n\n" + strings.Repeat("Ligne.\n", 12) + "Fin.\n404",
		"404\n\nNom\tDurée\n_a\t1 an\n",
	} {
		_, err := Parse([]byte(text))
		wrong, _ := errors.AsType[*charter.Error](err)
		if wrong != nil && wrong.Code != charter.CodeNoTitle {
			t.Errorf("%.40q is refused: %v", text, err)
		}
	}
}

// TestLines is the first step: a table's rows are cut into cells, whatever stands between them.
func TestLines(t *testing.T) {
	row := [][]string{{"Nom", "Finalité"}, {"_ga", "Compter ; trier"}}
	for name, text := range map[string]string{
		"tabs":       "Nom\tFinalité\n_ga\tCompter ; trier",
		"semicolons": "Nom;Finalité\n_ga;\"Compter ; trier\"",
		"commas":     "Nom,Finalité\n_ga,Compter ; trier",
		"bars":       "| Nom | Finalité |\n| _ga | Compter ; trier |",
		"spaces":     "Nom    Finalité\n---    --------\n_ga    Compter ; trier",
		"two lines":  "Nom;Finalité\n_ga;\"Compter ;\ntrier\"",
		"stacked":    "Nom\nFinalité\n_ga\nCompter ; trier",
		"a hanging":  "Nom    Finalité\n_ga    Compter ;\n       trier",
	} {
		lines, err := cutLines(text)
		if err != nil {
			t.Fatal(err)
		}
		var got [][]string
		for _, l := range lines {
			got = append(got, l.Cells)
		}
		if !reflect.DeepEqual(got, row) {
			t.Errorf("%s: got %q", name, got)
		}
	}
	for _, text := range []string{
		"Un nom ; une finalité ; une durée.\nUne phrase ; une autre.", "Nom, finalité\n\na, b",
		"Nom\nFinalité\n\n_ga\nCompter", "Nom\nFinalité\nUne phrase\nCompter", "Nom\n_ga",
		"Durée\nFinalité\n_ga\nCompter", "Nom\nFinalité\n_ga",
	} {
		lines, _ := cutLines(text)
		if lines[0].Cells != nil {
			t.Errorf("%q is cut into %q", text, lines[0].Cells)
		}
	}
}

// TestBlocks is the second step: lines become headings, paragraphs, items, leads and tables.
func TestBlocks(t *testing.T) {
	lines, err := cutLines("Un titre\n\nUne phrase.\nUne liste :\n- un\n- deux\n\nMis à jour le " +
		"3 mai 2026\n\n_pk_id : compter, 13 mois\n\nDurée : 1 an\n\n<https://a.example>\n\nNom\tDurée\na\t\n1 an")
	if err != nil {
		t.Fatal(err)
	}
	parts, err := blockReader.Read(lines)
	if err != nil {
		t.Fatal(err)
	}
	var roles []blocks.Role
	for _, p := range parts {
		roles = append(roles, p.Role)
	}
	want := []blocks.Role{blocks.Heading, blocks.Paragraph, blocks.Lead, blocks.Item, blocks.Item,
		blocks.Paragraph, blocks.Paragraph, blocks.Paragraph, blocks.Address, blocks.Table}
	if !reflect.DeepEqual(roles, want) {
		t.Errorf("got %v, want %v", roles, want)
	}
	if rows := parts[len(parts)-1].Table.rows; rows[0].cells[1] != "1 an" || rows[0].line != 17 {
		t.Errorf("rows = %v", rows)
	}
}

// TestNames is the third step's heart: the category that a heading names.
func TestNames(t *testing.T) {
	for text, want := range map[string]naming{
		"Cookies internes strictement nécessaires":   {kind: charter.Necessary},
		"Cookies internes et nécessaires":            {mixed: true},
		"Cookies techniques et fonctionnels":         {kind: charter.Necessary},
		"Cookies fonctionnels":                       {kind: charter.Necessary, functional: true},
		"Cookies fonctionnels et statistiques":       {mixed: true},
		"Cookies internes ou first-party":            {kind: charter.Internal},
		"Cookies internes et tiers":                  {mixed: true},
		"Cookies publicitaires / réseaux sociaux":    {kind: charter.ThirdParty},
		"Cookies analytiques internes":               {kind: charter.Statistics},
		"Cookies non essentiels":                     {},
		"Not strictly necessary cookies":             {},
		"Autres cookies":                             {},
		"Cookies tiers, soumis à votre accord":       {kind: charter.ThirdParty, consent: consentAsked},
		"Traceurs soumis à votre consentement":       {consent: consentAsked},
		"Traceurs exemptés de consentement":          {kind: charter.Necessary, consent: consentExempt},
		"Traceurs qui ne sont pas exemptés":          {consent: consentAsked},
		"Cookies nécessaires, soumis à autorisation": {consent: consentAsked},
		"Liste des cookies":                          {silent: true},
	} {
		if got := nameOf(words(text)); got != want {
			t.Errorf("%q is %+v, want %+v", text, got, want)
		}
	}
}

func TestConsent(t *testing.T) {
	for text, want := range map[string]consent{
		"Ils sont exemptés de consentement":                            consentExempt,
		"Ils ne requièrent pas de consentement":                        consentExempt,
		"Le consentement n’est pas nécessaire":                         consentExempt,
		"They do not require your consent":                             consentExempt,
		"No consent is needed":                                         consentExempt,
		"Ils sont posés sans votre accord":                             consentExempt,
		"No requieren su consentimiento":                               consentExempt,
		"Ils ne sont pas posés sans votre accord":                      consentAsked,
		"Votre consentement est nécessaire":                            consentAsked,
		"Ils ne sont pas indispensables et sont soumis à votre accord": consentAsked,
		"Le portail attend votre accord":                               consentAsked,
		"Ils ne sont pas dispensés de consentement":                    consentAsked,
		"Si vous donnez votre consentement":                            consentUnsaid,
		"Certains cookies sont exemptés de consentement":               consentUnsaid,
		"Ils comptent les visites":                                     consentUnsaid,
	} {
		if got := consentOf(words(text)); got != want {
			t.Errorf("%q says %d, want %d", text, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"Mise à jour : 2025-11-17":                  "2025-11-17",
		"Mise à jour le 17/11/2025":                 "2025-11-17",
		"Mise à jour le 7.1.26":                     "2026-01-07",
		"Dernière mise à jour le 1er février 2026":  "2026-02-01",
		"Last updated on November 3rd, 2025":        "2025-11-03",
		"Last updated: 11/17/2025":                  "2025-11-17",
		"Última actualización: 15 de enero de 2026": "2026-01-15",
		"Mise à jour : novembre 2025":               "2025-11",
		"Mise à jour le 45/11/2025":                 "",
		"Le cookie est mis à jour tous les jours":   "",
		"Le 17/11/2025":                             "",
	} {
		if got := updateOf(words(text)); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestDurations(t *testing.T) {
	for _, text := range []string{"13 mois", "Session", "le temps de la visite", "1 an et 1 mois",
		"12 mois au maximum", "24h", "jusqu’à la fermeture du navigateur", "2 years", "30 minutos"} {
		if !isDuration(text) {
			t.Errorf("%q is no duration", text)
		}
	}
	for _, text := range []string{"garde la langue", "12", "le", "compte les visites par jour"} {
		if isDuration(text) {
			t.Errorf("%q is a duration", text)
		}
	}
	for text, want := range map[string]bool{"13 mois": false, "1 an et 1 mois": false, "14 mois": true,
		"400 jours": true, "2 ans": true, "Session": false, "30 minutes": false} {
		if got := days(text) > maxMeasurement; got != want {
			t.Errorf("%q: too long is %t", text, got)
		}
	}
}

func TestItems(t *testing.T) {
	for text, want := range map[string]charter.Cookie{
		"- _pk_id (Matomo, 13 mois) : compte": {Name: "_pk_id", Provider: "Matomo", Duration: "13 mois",
			Purpose: "compte"},
		"« PHPSESSID » – garde la connexion, session": {Name: "PHPSESSID", Purpose: "garde la connexion",
			Duration: "session"},
		"_pk_id, _pk_ses = comptent (13 mois)": {Name: "_pk_id, _pk_ses", Purpose: "comptent",
			Duration: "13 mois"},
		"- csrftoken": {Name: "csrftoken"},
	} {
		if got, ok := readItem(text); !ok || !reflect.DeepEqual(got.Cookie.Cookie, want) || !got.certain {
			t.Errorf("%q is read as %+v, %t", text, got, ok)
		}
	}
	for _, text := range []string{"le nom du site ;", "Authentification : garde la connexion",
		"cookies nécessaires : sans eux", "_pk_id :", "demander : oui ou non ?x y z"} {
		if got, ok := readItem(text); ok && got.certain {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

// TestWords: each word of the vocabulary means what testdata/words.txt says.
func TestWords(t *testing.T) {
	data, err := os.ReadFile("testdata/words.txt")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]charter.Kind{"necessary": charter.Necessary, "functional": charter.Necessary,
		"own":        charter.Internal,
		"statistics": charter.Statistics, "internal": charter.Internal, "third party": charter.ThirdParty}
	columns := map[string]meaning{"column name": name, "column provider": provider,
		"column service": service, "column purpose": purpose, "column duration": duration,
		"column category": ofKind, "column consent": asks}
	senses := map[string]sense{"ofOther": ofOther, "aCookie": aCookie,
		"aDefiner": aDefiner, "aLink": aLink, "anAnd": anAnd, "aNegation": aNegation,
		"aWithout": aWithout, "aDoubt": aDoubt, "aRest": aRest, "aConsent": aConsent,
		"anExemption": anExemption, "aDemand": aDemand, "aNeed": aNeed, "aComfort": aComfort,
		"aDay": aDay, "aWeek": aWeek, "aMonth": aMonth, "aYear": aYear, "aMoment": aMoment,
		"aSpan": aSpan, "anUpdate": anUpdate, "aHome": aHome, "aLeftover": aLeftover,
		"anAbsence": anAbsence, "aYes": aYes, "aNo": aNo}
	for line := range strings.Lines(string(data)) {
		meant, list, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "What") {
			continue
		}
		for phrase := range strings.SplitSeq(list, ", ") {
			given := words(phrase)
			kind, isKind := kinds[meant]
			column, isColumn := columns[meant]
			s, isSense := senses[meant]
			found, n := senseAt(given, s)
			m, _ := meaningOf(phrase)
			switch {
			case isKind && nameOf(given).kind != kind,
				isColumn && m != column,
				isSense && (found == 0 || n != len(given)),
				!isKind && !isColumn && !isSense:
				t.Errorf("%q does not mean %s", phrase, meant)
			}
		}
	}
}

// TestUsualWords: the words that tables are written in mean what they should, to both readers.
func TestUsualWords(t *testing.T) {
	for _, l := range languages {
		usual := usualWords(l.code)
		for m, header := range usual.columns {
			if got, _ := meaningOf(header); got != meaning(m) {
				t.Errorf("%q heads a column of meaning %d, want %d", header, got, m)
			}
		}
		if m, _ := meaningOf(usual.details); m != noField {
			t.Errorf("%q heads a column of meaning %d", usual.details, m)
		}
		text := "T\n\n" + strings.Join(usual.columns[name:], "\t")
		for kind, cell := range usual.kinds {
			if got := nameOf(words(cell)).kind; got != charter.Kind(kind) {
				t.Errorf("%q is of kind %d, want %d", cell, got, kind)
			}
			text += "\nn\tp\ts\tf\td\t" + cell
		}
		c, err := charter.Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range c.Declared() {
			want := charter.Cookie{Kind: charter.Kind(i), Cells: got.Cells, Name: "n", Provider: "p",
				Service: "s", Purpose: "f", Duration: "d"}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: got %+v, want %+v", l.code, got, want)
			}
		}
		if len(c.Declared()) != len(usual.kinds) {
			t.Errorf("%s: %d cookies", l.code, len(c.Declared()))
		}
	}
}
