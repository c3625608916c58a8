package charter_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

const publishedCaption = "Cookies nécessaires au bon fonctionnement de la plateforme / " +
	"cookies fonctionnels"

// TestParsePublished: both published charters have the same parts, but for the platform's address
// and the last cookie's purpose.
func TestParsePublished(t *testing.T) {
	const platform = "# A quoi servent les cookies sur la plateforme"
	tests := []struct {
		host, lastPurpose string
		lastHeading       []string
	}{
		{aude, "Permet de se souvenir du choix opéré par le visiteur concernant les cookies",
			[]string{platform + " https://opendata.aude.fr"}},
		{portoVecchio, "Se souvenir du choix opéré par le visiteur concernant les cookies",
			[]string{platform, "@ https://porto-vecchio.opendatasoft.com"}},
	}
	for _, test := range tests {
		t.Run(test.host, func(t *testing.T) {
			c := parse(t, published(t, test.host))
			begins := slices.Concat([]string{
				"Charte cookies", "Afin de vous proposer", "# Qu'est ce qu'un cookie ?",
				"Un \"cookie\" est", "Il existe plusieurs types de cookies :",
				"Les cookies « nécessaires », internes", "Les cookies « statistiques » permettent",
				"Les cookies « internes » ou « first-party » sont",
				"Les cookies dits « tiers », « tierce partie » ou « third party »",
			}, test.lastHeading, []string{"| " + publishedCaption})
			got := outline(c)
			if !slices.EqualFunc(got, begins, strings.HasPrefix) {
				t.Fatalf("the parts are %q, want them to begin with %q", got, begins)
			}
			if want := "https://" + test.host; c.Platform != want {
				t.Errorf("Platform = %q, want %q", c.Platform, want)
			}
			blocks := c.Sections[1].Blocks
			table := charter.Table{
				Caption: publishedCaption, Kind: charter.Necessary,
				Columns: []string{
					"Nom du prestataire", "Service et emplacement", "Nom du cookies", "Finalités",
				},
				RowHeader: 2,
				Cookies:   publishedCookies(test.lastPurpose),
			}
			if got := blocks[len(blocks)-1].Table; !reflect.DeepEqual(got, &table) {
				t.Errorf("table = %+v, want %+v", got, table)
			}
			if got := c.Cookies(charter.Necessary); !reflect.DeepEqual(got, table.Cookies) {
				t.Errorf("Cookies(Necessary) = %+v", got)
			}
			for i, kind := range []charter.Kind{
				charter.Necessary, charter.Statistics, charter.Internal, charter.ThirdParty,
			} {
				want := charter.Category{Kind: kind, Definition: got[5+i]}
				if found, ok := c.Category(kind); !ok || found != want || c.Categories[i] != want {
					t.Errorf("Category(%d) = %+v, %t, want %+v", kind, found, ok, want)
				}
			}
		})
	}
}

// publishedCookies returns the rows of the published tables.
func publishedCookies(lastPurpose string) []charter.Cookie {
	var cookies []charter.Cookie
	for _, r := range [][]string{
		{"Opendatasoft", "Authentification (front et back office)", "sessionid",
			"Se souvenir de l'utilisateur d'une page à une autre."},
		{"Opendatasoft", "Sélection de la langue (front et back office)", "django_language",
			"Se souvenir de la langue du visiteur"},
		{"Opendatasoft", "API (CSRF) (front et back office)", "csrftoken",
			"Récupérer des données via des appels API"},
		{"Opendatasoft", "Choix concernant vos préférences sur les cookies", "cookies_preferences",
			lastPurpose},
	} {
		cookies = append(cookies, charter.Cookie{
			Kind: charter.Necessary, Cells: r, Provider: r[0], Service: r[1], Name: r[2], Purpose: r[3],
		})
	}
	return cookies
}
