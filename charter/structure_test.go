package charter_test

import (
	"reflect"
	"strings"
	"testing"
)

func TestStructure(t *testing.T) {
	long := strings.Repeat("mot ", 30) + "x" // 121 characters
	tests := []struct {
		name, text string
		want       []string
	}{
		{"title only", "\n \n Charte \n\n", []string{"Charte"}},
		{"title and heading", "Charte\nTitre\nTexte.", []string{"Charte", "# Titre", "Texte."}},
		{"headings",
			"T\n\nUn titre\n\nUne question ?\n\n« Un titre »\n\n(Un titre)\n\n1. Un titre\n",
			[]string{"T", "# Un titre", "# Une question ?", "# « Un titre »", "# (Un titre)",
				"# 1. Un titre"}},
		{"not headings",
			"T\n\nUn texte.\n\nUn texte :\n\nUn texte ;\n\nUn texte,\n\nUn texte !\n\n" +
				"Un texte…\n\n« Un texte. »\n\n(Un texte.)\n\n12/03/2026\n\n" + long,
			[]string{"T", "Un texte.", "Un texte :", "Un texte ;", "Un texte,", "Un texte !",
				"Un texte…", "« Un texte. »", "(Un texte.)", "12/03/2026", long}},
		{"headings without blank lines",
			"T\nUn texte.\nUn titre\nUn texte.\nUne question ?\nUn texte.",
			[]string{"T", "Un texte.", "# Un titre", "Un texte.", "# Une question ?", "Un texte."}},
		{"postal address", "T\n\nMairie\nService des données\n11000 Carcassonne\n\nTexte.",
			[]string{"T", "# Mairie", "Service des données", "11000 Carcassonne", "Texte."}},
		{"list without bullets", "T\n\nIls servent à :\nMémoriser un panier\nSuivre une visite\n",
			[]string{"T", "Ils servent à :", "Mémoriser un panier", "Suivre une visite"}},
		{"bullets",
			"T\n\n- un\n* deux\n• trois\n– quatre\n\n- Les cookies tiers\n\n•\tsix\n\n\t-\tsept",
			[]string{"T", "- un", "* deux", "• trois", "– quatre", "- Les cookies tiers", "• six",
				"- sept"}},
		{"item over two lines", "T\n\n- mémoriser un panier et un\n  identifiant\n- suivre\n",
			[]string{"T", "- mémoriser un panier et un identifiant", "- suivre"}},
		{"numbered list", "T\n\n1. Mémoriser\n2. Suivre\n3. Tracer\n\na) Un\nb) Deux",
			[]string{"T", "1. Mémoriser", "2. Suivre", "3. Tracer", "a) Un", "b) Deux"}},
		{"numbered headings with tabs", "T\n\n1.\tMémoriser\n\nTexte.\n\n2.\tSuivre\n\nTexte.",
			[]string{"T", "# 1. Mémoriser", "Texte.", "# 2. Suivre", "Texte."}},
		{"lines cut within a sentence", "T\n\nNous utilisons\ndes cookies\npour mesurer.\n",
			[]string{"T", "Nous utilisons des cookies pour mesurer."}},
		{"a sentence on each line",
			"T\n\nLes cookies tiers sont refusés par défaut sur ce portail.\n" +
				"Les cookies internes sont aussi refusés par défaut.",
			[]string{"T", "Les cookies tiers sont refusés par défaut sur ce portail.",
				"Les cookies internes sont aussi refusés par défaut."}},
		{"addresses",
			"T\n<https://a.example>\nTexte.\nhttps://b.example\nTitre <https://c.example>\n\n" +
				"Titre https://d.example\n\n",
			[]string{"T", "@ https://a.example", "Texte.", "@ https://b.example",
				"# Titre https://c.example", "# Titre https://d.example"}},
		{"address in a sentence", "T\n\nVoir https://a.example/page.\n\nVoir, https://a.example\n",
			[]string{"T", "Voir https://a.example/page.", "Voir, https://a.example"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := outline(parse(t, test.text)); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}
