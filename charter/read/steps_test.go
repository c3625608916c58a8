package read

import (
	"errors"
	"fmt"
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

// TestRows: a table's cells, whatever lines they take, and what ends it.
func TestRows(t *testing.T) {
	const header, want = "Nom\tFinalité\tDurée\n", "[Nom|Finalité|Durée]"
	for _, c := range []struct{ text, parts string }{
		{"Nom\tDurée", "[Nom|Durée]"},
		{"Un\tdeux\n---\t---\nmots", "[Un|deux], mots"},
		{"Un\tdeux\nmots", "Un deux mots"},
		{"Un\tdeux\na\tb", "[Un|deux] 2:a|b"},
		{"Nom\tDurée\n_a\t\n_b\t1 an", "[Nom|Durée] 2:_a| 3:_b|1 an"},
		{"Nom\tDurée\t\t\n_a\t1 an\tx\t", "[Nom|Durée|] 2:_a|1 an|x"},
		{"Nom\t\tFinalité\n_a\tx\ty", "[Nom||Finalité] 2:_a|x|y"},
		{"Type\tNom\nTiers\t_a\n\t_b", "[Type|Nom] 2:Tiers|_a 3:|_b"},
		{strings.Repeat("a\t", 16) + "b\nc\td", "line 1: The table has 17 columns"},
		{"Nom\tDurée\na\tb\tc", "line 2: The row has 3 cells, and 2 were expected"},
		{"Nom\tFinalité\n_a\tb\nc\t", "[Nom|Finalité] 2:_a|b 3:c|"},

		{"Nom\tDurée\n_a\t1 an\nNom\tDurée\n_b\t1 an",
			"[Nom|Durée] 2:_a|1 an, [Nom|Durée] 4:_b|1 an"},
		{"Nom\tDurée\n_a\t1 an\n\nNom\tFinalité\n_b\tcompter",
			"[Nom|Durée] 2:_a|1 an, [Nom|Finalité] 5:_b|compter"},
		{"Nom\tDurée\n_a\t1 an\n\n-\tune liste\n-\tdeux",
			"[Nom|Durée] 2:_a|1 an, - une liste, - deux"},
		{"Nom\tDurée\n_a\t1 an\n-\tune liste", "[Nom|Durée] 2:_a|1 an 3:-|une liste"},

		{header + "_a", want + ", _a"},
		{header + "_a\tb\n_c\td\t1 an", want + " 2:_a|b| 3:_c|d|1 an"},
		{header + "_a\tb\n\n_c\td\t1 an\tx", "line 4: The row has 4 cells"},
		{header + "_a\tb\ncompte les visites\t1 an\n_c\td\t1 an",
			want + " 2:_a|b compte les visites|1 an 4:_c|d|1 an"},
		{header + "_a\tb les\nvisites\n1 an\n_c\td\t1 an",
			want + " 2:_a|b les visites|1 an 5:_c|d|1 an"},
		{header + "_a\tb\n\t1 an\n_c\td\t1 an", want + " 2:_a|b|1 an 4:_c|d|1 an"},
		{header + "_a\tb\nle\t1 an\t2", want + " 2:_a|b| 3:le|1 an|2"},
		{header + "_a\tb\t\n1 an\n\nMots.", want + " 2:_a|b|1 an, Mots."},
		{header + "_a\tb\t1 an\nou plus\n\nMots.", want + " 2:_a|b|1 an ou plus, Mots."},
		{header + "_a\tb\t1 an\nMots.", want + " 2:_a|b|1 an, Mots."},
		{header + "_a\tb\t1 an\nMots\n_c\td\t1 an", want + " 2:_a|b|1 an Mots 4:_c|d|1 an"},
		{header + "_a\tb\t1 an\nCookies tiers\n_c\td\t1 an",
			want + " 2:_a|b|1 an 3:Cookies tiers|| 4:_c|d|1 an"},
		{header + "_a\tb\t1 an\nhttps://a.example", want + " 2:_a|b|1 an, https://a.example"},
		{header + "_a\tb\t1 an\n_cc : compter, 1 an", want + " 2:_a|b|1 an, _cc : compter, 1 an"},
		{header + "_a\tb\t\n1. Partie\nMots.", want + " 2:_a|b|, 1. Partie, Mots."},
		{header + "_a\tb\t\nCompter\n\nEncore\n\n_c\td\t\nFin",
			want + " 2:_a|b|Compter Encore 7:_c|d|Fin"},
		{header + "_a\tb\t\nCompter\n\nFin", want + " 2:_a|b|Compter, Fin"},
		{header + "_a\tb\t\n" + strings.Repeat("m\n\n", 3) + "_c\td\tx",
			want + " 2:_a|b|m m m 9:_c|d|x"},
	} {
		if got := drawn(c.text); got != c.parts && !strings.Contains(got, "charter, "+c.parts) {
			t.Errorf("%q:\n%s\nwant\n%s", c.text, got, c.parts)
		}
	}
}

// drawn draws the parts of a text: for a table its columns, and each row with its line.
func drawn(text string) string {
	lines, err := cutLines(text)
	if err != nil {
		return err.Error()
	}
	parts, err := blockReader.Read(lines)
	if err != nil {
		return err.Error()
	}
	var list []string
	for _, p := range parts {
		one := p.Text + p.Address
		if p.Table != nil {
			one = "[" + strings.Join(p.Table.columns, "|") + "]"
			for _, row := range p.Table.rows {
				one += fmt.Sprintf(" %d:%s", row.line, strings.Join(row.cells, "|"))
			}
		}
		list = append(list, one)
	}
	return strings.Join(list, ", ")
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
		"Cookies internes / tiers":                   {mixed: true},
		"Cookies internes & tiers":                   {mixed: true},
		"Cookies internes + tiers":                   {mixed: true},
		"Cookies internes, vidéos et statistiques":   {mixed: true},
		"Cookies internes, visites et statistiques":  {kind: charter.Statistics},
		"Cookies non nécessaires, tiers":             {kind: charter.ThirdParty},
		"Traceurs exemptés, non nécessaires":         {consent: consentExempt},
		"Cookies tiers exemptés":                     {kind: charter.ThirdParty, consent: consentExempt},
		"Cookies sans publicité":                     {},
		"ANALÍTICAS, MEDICIÓN Y PREFERÊNCIAS":        {mixed: true},
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
		"Votre accord est demandé":                                     consentAsked,
		"Ils ne sont pas utiles, un accord est requis":                 consentAsked,
		"Sans vous le dire, ils attendent un accord":                   consentAsked,
	} {
		if got := consentOf(words(text)); got != want {
			t.Errorf("%q says %d, want %d", text, got, want)
		}
	}
}

// TestConsentIn: the sentences above a table count if they are about its category.
func TestConsentIn(t *testing.T) {
	for text, want := range map[string]consent{
		"Les cookies statistiques attendent votre accord.":                       consentAsked,
		"Les cookies tiers attendent votre accord.":                              consentUnsaid,
		"Les cookies tiers attendent votre accord. Les autres en sont exemptés.": consentExempt,
		"Votre consentement est nécessaire.":                                     consentAsked,
		"Ils comptent. Ils attendent votre accord. Aucun consentement.":          consentAsked,
		"Ils attendent votre accord. Ils sont exemptés de consentement.":         consentUnsaid,
		"Attendent-ils votre accord ? Les tiers en sont exemptés !":              consentAsked,
		"Ils attendent votre accord ; les tiers en sont exemptés.":               consentAsked,
		"Ils attendent votre accord ! Les tiers en sont exemptés.":               consentAsked,
		"Votre accord vaut pour a.example et les tiers en sont exemptés.":        consentUnsaid,
	} {
		if got := consentIn([]string{text}, charter.Statistics); got != want {
			t.Errorf("%q says %d, want %d", text, got, want)
		}
	}
}

// TestDefinitions: a paragraph defines a category if it begins with its name and « cookies ».
func TestDefinitions(t *testing.T) {
	for text, want := range map[string]charter.Kind{
		"Les cookies tiers sont déposés par d’autres sites.":       charter.ThirdParty,
		"Cookies statistiques : ils comptent les visites.":         charter.Statistics,
		"Strictly necessary cookies: the site needs them.":         charter.Necessary,
		"Las cookies propias y necesarias mantienen la sesión.":    charter.Unknown,
		"Cookies déposés par des tiers : ils suivent les visites.": charter.ThirdParty,
		"Les cookies déposés par des tiers suivent les visites.":   charter.Unknown,
		"Des cookies tiers suivent les visites.":                   charter.Unknown,
		"Les cookies tiers":                                        charter.Unknown,
		"Les cookies tiers :":                                      charter.Unknown,
		"Les cookies tiers : ici":                                  charter.Unknown,
		"Statistiques : elles comptent les visites.":               charter.Unknown,
		"Nos outils posent des cookies tiers.":                     charter.Unknown,
		"":                                                         charter.Unknown,
		"Les cookies que vous voyez, posés par tous les autres sites, dont les tiers : voici.": 0,
	} {
		if got := definition(text, false); got != want {
			t.Errorf("%q defines %d, want %d", text, got, want)
		}
	}
	for text, want := range map[string]charter.Kind{
		"Statistiques : elles comptent les visites.": charter.Statistics,
		"Statistiques et visites : nous comptons.":   charter.Unknown,
		"Voici : les cookies comptent les visites.":  charter.Unknown,
	} {
		if got := definition(text, true); got != want {
			t.Errorf("the item %q defines %d, want %d", text, got, want)
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
		"Last updated: May 2nd, 2026":               "2026-05-02",
		"Last updated: May 1st, 2026":               "2026-05-01",
		"Last updated: 4th of May 2026":             "2026-05-04",
		"Última actualización: 3 de enero del 2026": "2026-01-03",
		"Ultimo aggiornamento: 1o marzo 2026":       "2026-03-01",
		"Mise à jour : 2026":                        "",
		"Mise à jour le 0 mai 2026":                 "2026-05",
		"Mise à jour le 3 mai":                      "",
		"Mise à jour le 3x mai 2026":                "2026-05",
		"Mise à jour le 3 mai 1789":                 "",
		"Mise à jour le 3 mai 2789":                 "",
		"Mise à jour le 3/13/2026":                  "2026-03-13",
		"Mise à jour le 13/13/2026":                 "",
		"Mise à jour le 3 mai mai 2026":             "2026-05",
		"Mise à jour de la page, en mai 2026":       "2026-05",
		"Mise à jour le 3 mai 2026 à 10 h":          "2026-05-03",
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
		"400 jours": true, "2 ans": true, "Session": false, "30 minutes": false, "60 semaines": true,
		"12 mois pour les uns, 12 mois pour les autres": false, "400j": true,
		"mois": false, "13 fois mois": false} {
		if got := days(text) > maxMeasurement; got != want {
			t.Errorf("%q: too long is %t", text, got)
		}
	}
}

// TestDescribed: what an author must mend is named, with its line.
func TestDescribed(t *testing.T) {
	for text, want := range map[string][]Warning{
		"Cookies\n\nDes mots.": {{0, WarnNoCookie, ""}},
		"Imprimer\n\nCookies tiers\n\nNom\tDurée\n_a\t1 an\n": {{1, WarnLeftOut, "Imprimer"},
			{1, WarnNoTitle, ""}},
		"T\n\nCookies tiers\n\nService\tFinalité\nVisio\tAppels": {{5, WarnNoNames, "Service, Finalité"}},
		"T\n\nCookies tiers\n\nNom\tDurée\tZut\n_a\t1 an\tx\n\t2 ans\ty\nCookies internes\t\t\n_b\t\t": {
			{5, WarnColumn, "Zut"}, {7, WarnNoName, ""}},
		"T\n\nCookies tiers\n\nNom\tDurée\t\n_a\t1 an\tx": nil,
		"T\n\nCookies statistiques\n\nPrestataire\tService\tDurée\nA\tB\t2 ans\nC\t\t3 ans": {
			{5, WarnNoNames, "Prestataire, Service, Durée"}, {6, WarnLong, "B"}, {7, WarnLong, "C"}},
		"T\n\nCookies tiers\n\nNom\tDurée\n_a\t2 ans":    nil,
		"T\n\nListe\n\nNom\tDurée\n_a\t2 ans\n_b\t2 ans": {{5, WarnNoCategory, "Liste"}},
		"T\n\nCookies internes et tiers\n\nNom\tDurée\n_a\t2 ans\n_b\t2 ans": {
			{5, WarnMixedCaption, "Cookies internes et tiers"}},
		"T\n\nListe\n\nNom\tCatégorie\n_a\tTiers\n_b\tZut\n_c\tZut": {
			{7, WarnNoCategory, "_b"}, {8, WarnNoCategory, "_c"}},
	} {
		c, err := Parse([]byte(text))
		if err != nil || !reflect.DeepEqual(c.Warnings, want) {
			t.Errorf("%q: %+v, %v", text, c.Warnings, err)
		}
	}
	for text, want := range map[string]string{
		"T\n\nDernière mise à jour\n3 mars 2026\n\nMots.":                           "2026-03-03",
		"T\n\nMis à jour le 3 mai 2026\nMis à jour le 4 mai 2026":                   "2026-05-03",
		"T\n\nNom\tMis à jour le 3 mai 2026\n_a\t1 an":                              "",
		"T\n\nDernière mise à jour":                                                 "",
		"T\n\nNous annonçons ici la dernière mise à jour de ce texte.\n3 mars 2026": "",
		"T\n\nVoici\n3 mars 2026":                                                   "",
	} {
		if c, err := Parse([]byte(text)); err != nil || c.Updated != want {
			t.Errorf("%q: updated %q, %v", text, c.Updated, err)
		}
	}
}

func TestOtherPortal(t *testing.T) {
	c, err := Parse([]byte("T\n\nCharte de la plateforme <https://a.example>.\n"))
	if err != nil {
		t.Fatal(err)
	}
	for want, hosts := range map[bool][]string{
		true: {"b.example"}, false: {"b.example", "A.example"},
	} {
		if w, other := c.OtherPortal(hosts...); other != want || other && w.Text != "a.example" {
			t.Errorf("%q: %+v, %t", hosts, w, other)
		}
	}
}

// TestOpening: the title is below what a web page leaves above it.
func TestOpening(t *testing.T) {
	for text, title := range map[string]string{
		"Charte\n\nMots.":                                "Charte",
		"Que sont les cookies ?\n\nMots.":                "Que sont les cookies ?",
		"Imprimer\nCharte\n\nMots.":                      "Charte",
		"Accueil > Charte\nCharte\n\nMots.":              "Charte",
		"Accueil › Charte\nCharte\n\nMots.":              "Charte",
		"Accueil / Charte\nCharte\n\nMots.":              "Charte",
		"Accueil » Charte\nCharte\n\nMots.":              "Charte",
		"Accueil → Charte\nCharte\n\nMots.":              "Charte",
		"Accueil | Charte\nCharte\n\nMots.":              "Charte",
		"Vous êtes ici : Charte / Cookies\nCharte":       "Charte",
		"Accueil du public et cookies\n\nMots.":          "Accueil du public et cookies",
		"Imprimer cette charte\n\nMots.":                 "Imprimer cette charte",
		"Accueil":                                        "Accueil",
		"Accueil / Mots. Nous vous disons tout.\nCharte": usualTitle,
		"Les cookies / traceurs\n\nMots.":                "Les cookies / traceurs",
		"Mis à jour le 3 mai 2026\nCharte\n\nMots.":      "Charte",
		"Mise à jour des cookies\n\nMots.":               "Mise à jour des cookies",
		"Une phrase.\nCharte":                            usualTitle,
		"- un\n- deux":                                   usualTitle,
		"https://a.example\n\nCharte":                    usualTitle,
		"Nom\tDurée\n_a\t1 an":                           usualTitle,
		"Cookies tiers\n\nNom\tDurée\n_a\t1 an":          usualTitle,
		"Mes cookies\n\nNom\tDurée\n_a\t1 an":            "Mes cookies",
		"Imprimer\nUne phrase.\nTout refuser\nCharte":    "Charte",
		strings.Repeat("Des mots longs ", 9):             usualTitle,
	} {
		c, err := Parse([]byte(text))
		if err != nil || c.Title != title {
			t.Errorf("%q: title %q, %v, want %q", text, c.Title, err, title)
		}
	}
}

// TestCookieNames: what a cookie may be called, and what nothing else is.
func TestCookieNames(t *testing.T) {
	for text, want := range map[string][2]bool{
		"_pk_id.1*": {true, true}, "PHPSESSID": {true, true}, "csrftoken": {true, true},
		"XSRF-TOKEN": {true, true}, "auth-token": {true, true}, "cookieconsent": {true, true},
		"euconsent-v2": {true, true}, "matomo-id": {true, true}, "a$b": {true, true},
		"test-cookie": {true, true}, "<a_b>": {true, true},

		"IDE": {true, false}, "lang": {true, false}, "cookies": {true, false},
		"cookie": {true, false}, "session": {true, false}, "sessions": {true, false},
		"consent": {true, false}, "matomo": {true, false}, "YouTube": {true, false},
		"<id>": {true, false}, "[nom]": {true, false}, "{nom}~": {true, false},
		"ab#%!@+-.": {true, false}, "Bonjour2": {true, false}, "bOnjour": {true, false},

		"a1": {false, false}, "Bonjour": {false, false}, "Z": {false, false},
		"été": {false, false}, "deux mots": {false, false}, "": {false, false},
		"Statistik-Cookies": {false, true}, strings.Repeat("a", 101): {false, false},
	} {
		if got := [2]bool{isName(text), isCertain(text)}; got != want {
			t.Errorf("%q: got %t, want %t", text, got, want)
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
