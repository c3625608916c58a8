package charter_test

import (
	"reflect"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

func TestDefinitions(t *testing.T) {
	for kind, paragraphs := range map[charter.Kind][]string{
		charter.Necessary: {
			"Les cookies « nécessaires », internes, permettent de naviguer.",
			"Les cookies nécessaires, internes, permettent de naviguer.",
			"Les cookies «\u00A0nécessaires\u00A0», internes, permettent de naviguer.",
			"LES COOKIES « NÉCESSAIRES » PERMETTENT DE NAVIGUER.",
			"LES COOKIES NECESSAIRES PERMETTENT DE NAVIGUER.",
			"Les cookies internes, dits « nécessaires », permettent de naviguer.",
			"Les cookies fonctionnels permettent de naviguer.",
			"Strictly necessary cookies let you sign in.",
			"The essential cookies let you sign in.",
			"Las cookies técnicas mantienen la conexión.",
			"I cookie tecnici mantengono la connessione.",
			"Unbedingt notwendige Cookies halten die Verbindung.",
		},
		charter.Statistics: {
			"Un cookie « statistique » permet de compter.",
			"Les cookies de mesure d'audience permettent de compter.",
			"Les cookies de « mesure d’audience » permettent de compter.",
			"Analytics cookies count visits.",
			"- Statistical and performance cookies: they count visits.",
			"Cookies de análisis: cuentan las visitas.",
			"Die Statistik-Cookies zählen.",
		},
		charter.Internal: {
			"Les cookies « internes » ou « first-party » sont déposés par le site.",
			"Les cookies first-party sont déposés par le site.",
			"Internal or first-party cookies are the portal's own.",
			"Las cookies propias son del sitio.",
		},
		charter.ThirdParty: {
			"Les cookies dits « tiers », « tierce partie » ou « third party » sont déposés " +
				"ailleurs.",
			"- Les cookies « tiers » sont déposés ailleurs.",
			"• Cookies tiers : ils sont déposés ailleurs.",
			"Third-party cookies are set elsewhere.",
			"I cookie di terze parti sono di altri siti.",
			"Drittanbieter-Cookies sind von anderen.",
		},
		charter.Unknown: {
			"Un \"cookie\" est une suite d'informations statistiques.",
			"Les cookies ont de multiples usages, pour des finalités statistiques.",
			"Les cookies déposés par des tiers sont soumis à consentement.",
			"Les cookies non nécessaires sont soumis à consentement.",
			"Les cookies internes et tiers sont soumis à consentement.",
			"Nous utilisons des cookies « tiers ».",
			"Des cookies tiers peuvent être déposés.",
			"Necessary and analytics cookies are set.",
			"Un tiers des cookies est déposé ailleurs.",
			"The cookies of third parties wait.",
			"Analytics tools set cookies.",
			"Third-party",
			"Las cookies técnicas y de análisis esperan.",
		},
	} {
		for _, paragraph := range paragraphs {
			var want []charter.Category
			if kind != charter.Unknown {
				want = []charter.Category{{Kind: kind, Definition: paragraph}}
			}
			if got := parse(t, "T\n\n"+paragraph).Categories; !reflect.DeepEqual(got, want) {
				t.Errorf("%q defines %+v, want kind %d", paragraph, got, kind)
			}
		}
	}
}

// TestFirstDefinition: the first definition of a category counts. Headings, captions and cells
// define nothing.
func TestFirstDefinition(t *testing.T) {
	const definition = "Les cookies « tiers » sont déposés ailleurs."
	c := parse(t, strings.Join([]string{"Les cookies tiers.", "Les cookies internes",
		"Les cookies statistiques :",
		"Nom\tFinalité\nLes cookies fonctionnels\tles cookies internes",
		definition, "Les cookies tiers, encore."}, "\n\n"))
	want := []charter.Category{{Kind: charter.ThirdParty, Definition: definition}}
	if !reflect.DeepEqual(c.Categories, want) {
		t.Errorf("Categories = %+v, want %+v", c.Categories, want)
	}
}
