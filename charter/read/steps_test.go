package read

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/charter/internal/blocks"
)

// TestLines is the first step: a table's rows are cut into cells, whatever stands between them.
func TestLines(t *testing.T) {
	lines, _ := cutLines("Nom | Zut | Durée\n_ga | x | 1 an")
	if len(lines) != 2 || len(lines[1].Cells) != 3 {
		t.Errorf("a header with bars and an unknown word is cut into %q", lines[0].Cells)
	}
	for _, text := range []string{"Nom, zut, durée\n_ga, x, 1 an", "Nom | Zut | Durée\n_ga | x"} {
		if lines, _ := cutLines(text); lines[0].Cells != nil {
			t.Errorf("%q is cut into %q", text, lines[0].Cells)
		}
	}
	row := [][]string{{"Nom", "Finalité"}, {"_ga", "Compter ; trier"}}
	for name, text := range map[string]string{
		"tabs":       "Nom\tFinalité\n_ga\tCompter ; trier",
		"semicolons": "Nom;Finalité\n_ga;\"Compter ; trier\"",
		"commas":     "Nom,Finalité\n_ga,Compter ; trier",
		"bars":       "| Nom | Finalité |\n| _ga | Compter ; trier |",
		"bars apart": "| Nom | Finalité |\n| _ga | Compter ; |\n| | trier |",
		"spaces":     "Nom    Finalité\n---    --------\n_ga    Compter ; trier",
		"two lines":  "Nom;Finalité\n_ga;\"Compter ;\ntrier\"",
		"stacked":    "Nom\nFinalité\n_ga\nCompter ; trier",
		"spaced":     "Nom\n\nFinalité\n\n_ga\n\nCompter ; trier",
		"ruled":      "Nom\nFinalité\n---\n_ga\nCompter ; trier",
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
		"Nom\nFinalité\n\n_ga\nCompter", "Nom\n\nFinalité\n\nYouTube\n\nMots",
		"Nom\n\nFinalité\n\n_ga\nCompter", "Nom\n\nFinalité\n\n_ga\n\nFinalité",
		"Nom\nFinalité\nUne phrase\nCompter", "Nom\n_ga",
		"Durée\nFinalité\n_ga\nCompter", "Nom\nFinalité\n_ga",
		"Nom\nFinalité\n_ga\n- Compter", "Cookie\nCookies tiers\n_ga\nCompter",
		"Nom" + strings.Repeat("\nDurée", blocks.MaxColumns) + "\n_ga" +
			strings.Repeat("\n1 an", blocks.MaxColumns),
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
		{"Nom\tBut\tService\tDurée\n_a\tb\n\tc\n\t1 an", "[Nom|But|Service|Durée] 2:_a|b|c|1 an"},
		{"Nom\tBut\tService\tDurée\n_a\tb\nmot à mot\tc\n_d\te\tf\t1 an", "line 2: The row has 2 cells"},
		{header + "_a\tb\n\nles visites ici\t1 an", want + " 2:_a|b| 4:les visites ici|1 an|"},
		{header + "_a\tb\t1 an\n\tx", want + " 2:_a|b|1 an, x"},
		{header + "\n_a\n\tb\t1 an", want + ", _a b 1 an"},
		{header + "_a\tb\n\n_c\td", want + " 2:_a|b| 4:_c|d|"},
		{header + "_a\tb\n_c\td", want + " 2:_a|b| 3:_c|d|"},
		{header + "_a\tb\nLes visites\t1 an", want + " 2:_a|b Les visites|1 an"},
		{header + "_a\tb\nmot\t1 an", want + " 2:_a|b mot|1 an"},
		{header + "_a\tb\nmot\tun", want + " 2:_a|b| 3:mot|un|"},
		{"Type\tNom\nTiers\t_a\n\t_b", "[Type|Nom] 2:Tiers|_a 3:|_b"},
		{"Nom\tZut\tMot\n_a\tb\n_c\td\te", "[Nom|Zut|Mot] 2:_a|b| 3:_c|d|e"},
		{"Nom\tBut\tService\tDurée\n_a\tb\tc\n\tx\ty",
			"[Nom|But|Service|Durée] 2:_a|b|c| 3:|x|y|"},
		{strings.Repeat("a\t", 15) + "b\n" + strings.Repeat("c\t", 15) + "d", "[" +
			strings.Repeat("a|", 15) + "b] 2:" + strings.Repeat("c|", 15) + "d"},
		{strings.Repeat("a\t", 16) + "b\nc\td", "line 1: The table has 17 columns"},
		{"Nom\tDurée\na\tb\tc", "line 2: The row has 3 cells, and 2 were expected"},
		{"Nom\tFinalité\n_a\tb\nc\t", "[Nom|Finalité] 2:_a|b 3:c|"},
		{"Nom\tFinalité\tDurée\t\n_a\tb\t1 an\n\tx", want + " 2:_a|b|1 an, x"},

		{"Nom\tDurée\n_a\t1 an\nNom\tDurée\n_b\t1 an",
			"[Nom|Durée] 2:_a|1 an, [Nom|Durée] 4:_b|1 an"},
		{"Nom\tDurée\n_a\t1 an\n\nNom\tFinalité\n_b\tcompter",
			"[Nom|Durée] 2:_a|1 an, [Nom|Finalité] 5:_b|compter"},
		{"Nom\tDurée\n_a\t1 an\n\n-\tune liste\n-\tdeux",
			"[Nom|Durée] 2:_a|1 an, - une liste, - deux"},
		{"Nom\tDurée\n_a\t1 an\nNom\tDurée\nsuite", "[Nom|Durée] 2:_a|1 an, [Nom|Durée], suite"},
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
		{header + "_a\tb\t1 an\nou\n2 ans\n_c\td\t1 an", want + " 2:_a|b|1 an ou 2 ans 5:_c|d|1 an"},
		{header + "_a\tb\n13 mois\n_c\td\t1 an", want + " 2:_a|b|13 mois 4:_c|d|1 an"},
		{header + "_a\tb\t\nCompter\n\nMots.\n\nNom\tDurée\n_c\t1 an",
			want + " 2:_a|b|Compter, Mots., [Nom|Durée] 8:_c|1 an"},
		{header + "_a\tb\t\nCompter\nTrier\n\nMots.", want + " 2:_a|b|Compter Trier, Mots."},
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

// TestOpening: the title is below what a web page leaves above it.
func TestOpening(t *testing.T) {
	for text, title := range map[string]string{
		"***\nCharte":                                    usualTitle,
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

// TestUpdates: a line about the last update has a digit, whichever it is.
func TestUpdates(t *testing.T) {
	for digit := '0'; digit <= '9'; digit++ {
		if text := "Mise à jour n° " + string(digit); !isUpdate(text) {
			t.Errorf("%q is no update", text)
		}
	}
	for _, text := range []string{"Mise à jour", "Le 3 mai 2026", "Mise à jour le 3 mai 2026" +
		strings.Repeat(" de la page", 9)} {
		if isUpdate(text) {
			t.Errorf("%q is an update", text)
		}
	}
}

// TestFaults: only what is wrong for certain is a fault.
func TestFaults(t *testing.T) {
	for kind, want := range map[WarningKind]bool{WarnLeftOut: false, WarnUnread: false,
		WarnColumn: false, WarnItem: true, WarnNoTitle: true} {
		if kind.IsFault() != want {
			t.Errorf("%s is a fault: %t", kind, !want)
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
		"T\n\nListe\n\nMots.\n\nNom\tDurée\n_a\t2 ans": {{7, WarnNoCategory, "Liste"}},
		"T\n\nListe\n\nNom\tCatégorie\n_a\tTiers\n_b\tZut\n_c\tZut": {
			{7, WarnNoCategory, "_b"}, {8, WarnNoCategory, "_c"}},
	} {
		c, err := Parse([]byte(text))
		got := slices.DeleteFunc(c.Warnings, isOfMissing)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %+v, %v", text, got, err)
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

func isOfMissing(w Warning) bool { return w.Kind == WarnNoPurpose || w.Kind == WarnNoDuration }

// TestMissing: a cookie without a purpose or a duration is named, or said once if all lack it.
func TestMissing(t *testing.T) {
	for text, want := range map[string][]Warning{
		"Nom\tFinalité\tDurée\n_a\tx\t1 an\n_b\t\t1 an\n_c\tx\t": {{7, WarnNoPurpose, "_b"},
			{8, WarnNoDuration, "_c"}},
		"Nom\tFinalité\n_a\tx\n_b\tx":                        {{5, WarnNoDuration, "Cookies tiers"}},
		"Nom\tDurée\n_a\t1 an":                               {{6, WarnNoPurpose, "_a"}},
		"Nom\tFinalité\tDurée\nzz_a, zz_b\tx\nzz_c\ty\t1 an": {{6, WarnNoDuration, "zz_a"}},
		"- zz_a : compte\n- zz_b, 6 mois":                    {{5, WarnNoDuration, "zz_a"}, {6, WarnNoPurpose, "zz_b"}},
		"Nom\tFinalité\tDurée\n_a\t?\t1 an\n_b\tx\t–": {{6, WarnNoPurpose, "_a"},
			{7, WarnNoDuration, "_b"}},
		"Service\tFinalité\tDurée\nVisio\tAppels\t": {{6, WarnNoDuration, "Visio"}},
		"Nom\tFinalité\tDurée\n_a\tx\t-\n_b\tx\t– –\n_c\tx\t—\n_d\tx\t/\n_e\tx\t..\n_f\tx\t1 an": {
			{6, WarnNoDuration, "_a"}, {7, WarnNoDuration, "_b"}, {8, WarnNoDuration, "_c"},
			{9, WarnNoDuration, "_d"}, {10, WarnNoDuration, "_e"}},
	} {
		c, err := Parse([]byte("T\n\nCookies tiers\n\n" + text))
		got := slices.DeleteFunc(c.Warnings, func(w Warning) bool { return !isOfMissing(w) })
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %+v, %v", text, got, err)
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
