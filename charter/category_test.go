package charter_test

import (
	"reflect"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

func TestDefinitions(t *testing.T) {
	tests := []struct {
		paragraph string
		kind      charter.Kind
		name      string
	}{
		{"Les cookies « nécessaires », internes, permettent de naviguer.", charter.Necessary, "nécessaires"},
		{"Les cookies \"nécessaires\", internes, permettent de naviguer.", charter.Necessary, "nécessaires"},
		{"Les cookies “nécessaires”, internes, permettent de naviguer.", charter.Necessary, "nécessaires"},
		{"Les cookies nécessaires, internes, permettent de naviguer.", charter.Necessary, "nécessaires"},
		{"Les cookies «\u00A0nécessaires\u00A0», internes, permettent de naviguer.", charter.Necessary, "nécessaires"},
		{"LES COOKIES « NÉCESSAIRES » PERMETTENT DE NAVIGUER.", charter.Necessary, "NÉCESSAIRES"},
		{"LES COOKIES NECESSAIRES PERMETTENT DE NAVIGUER.", charter.Necessary, "NECESSAIRES"},
		{"Les cookies ne\u0301cessaires permettent de naviguer.", charter.Necessary, "ne\u0301cessaires"},
		{"Les cookies internes, dits « nécessaires », permettent de naviguer.", charter.Necessary, "nécessaires"},
		{"Les cookies strictement nécessaires permettent de naviguer.", charter.Necessary, "nécessaires"},
		{"Les cookies « strictement nécessaires » permettent de naviguer.", charter.Necessary, "strictement nécessaires"},
		{"Les « cookies nécessaires » permettent de naviguer.", charter.Necessary, "nécessaires"},
		{"Les cookies fonctionnels permettent de naviguer.", charter.Necessary, "fonctionnels"},
		{"Un cookie « statistique » permet de compter.", charter.Statistics, "statistique"},
		{"Les cookies de mesure d'audience permettent de compter.", charter.Statistics, "mesure d'audience"},
		{"Les cookies de « mesure d’audience » permettent de compter.", charter.Statistics, "mesure d’audience"},
		{"Les cookies « internes » ou « first-party » sont déposés par le site.", charter.Internal, "internes"},
		{"Les cookies first-party sont déposés par le site.", charter.Internal, "first-party"},
		{"Les cookies dits « tiers », « tierce partie » ou « third party » sont déposés ailleurs.", charter.ThirdParty, "tiers"},
		{"Les cookies dits tiers, tierce partie ou third party sont déposés ailleurs.", charter.ThirdParty, "tiers"},
		{"Les cookies « de tierce partie » sont déposés ailleurs.", charter.ThirdParty, "de tierce partie"},
		{"- Les cookies « tiers » sont déposés ailleurs.", charter.ThirdParty, "tiers"},
		{"• Cookies tiers : ils sont déposés ailleurs.", charter.ThirdParty, "tiers"},
		{"4. Les cookies tiers sont déposés ailleurs.", charter.ThirdParty, "tiers"},
		{"Les cookies « tiers sont déposés ailleurs, par une régie ou par un autre site.", charter.ThirdParty, "tiers"},

		{"Un \"cookie\" est une suite d'informations statistiques.", charter.Unknown, ""},
		{"Les cookies ont de multiples usages, pour des finalités statistiques ou publicitaires.", charter.Unknown, ""},
		{"Les cookies déposés par des tiers sont soumis à consentement.", charter.Unknown, ""},
		{"Les cookies non nécessaires sont soumis à consentement.", charter.Unknown, ""},
		{"Les cookies internes et tiers sont soumis à consentement.", charter.Unknown, ""},
		{"Les cookies « internes » et « tiers » sont soumis à consentement.", charter.Unknown, ""},
		{"Les cookies « de session » sont nécessaires.", charter.Unknown, ""},
		{"Nous utilisons des cookies « tiers ».", charter.Unknown, ""},
		{"Des cookies tiers peuvent être déposés.", charter.Unknown, ""},
		{"Il existe des cookies internes.", charter.Unknown, ""},
		{"Les statistiques sont anonymes.", charter.Unknown, ""},
		{"Les cookies.", charter.Unknown, ""},
		{"Les.", charter.Unknown, ""},
		{"!", charter.Unknown, ""},
		{"\u0301 Les cookies", charter.Unknown, ""},
		{"\u0301", charter.Unknown, ""},
	}
	for _, test := range tests {
		c := parse(t, "T\n\n"+test.paragraph)
		var want []charter.Category
		if test.kind != charter.Unknown {
			want = []charter.Category{{Kind: test.kind, Name: test.name, Definition: test.paragraph}}
		}
		if !reflect.DeepEqual(c.Categories, want) {
			t.Errorf("%q defines %+v, want %+v", test.paragraph, c.Categories, want)
		}
	}
}

// The first definition of a category counts; headings, captions and cells define
// nothing.
func TestFirstDefinition(t *testing.T) {
	c := parse(t, strings.Join([]string{"Les cookies tiers.", "Les cookies internes", "Les cookies statistiques :",
		"Nom\tFinalité\nLes cookies fonctionnels\tles cookies internes",
		"Les cookies « tiers » sont déposés ailleurs.", "Les cookies tiers, encore."}, "\n\n"))
	want := []charter.Category{{Kind: charter.ThirdParty, Name: "tiers", Definition: "Les cookies « tiers » sont déposés ailleurs."}}
	if !reflect.DeepEqual(c.Categories, want) {
		t.Errorf("Categories = %+v, want %+v", c.Categories, want)
	}
}
