package charter_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/charter"
)

// What the published charters say alike.
var (
	publishedColumns = []string{"Nom du prestataire", "Service et emplacement", "Nom du cookies", "Finalités"}

	publishedDefinitions = []struct {
		kind         charter.Kind
		name         string
		begins, ends string
	}{
		{charter.Necessary, "nécessaires", "Les cookies « nécessaires », internes, permettent d'enregistrer",
			"Ils ne requièrent pas de consentement de la part de l'utilisateur."},
		{charter.Statistics, "statistiques", "Les cookies « statistiques » permettent de suivre",
			"le consentement de l'utilisateur n'est pas nécessaire."},
		{charter.Internal, "internes", "Les cookies « internes » ou « first-party » sont déposés",
			"servir à des finalités publicitaires."},
		{charter.ThirdParty, "tiers", "Les cookies dits « tiers », « tierce partie » ou « third party »",
			"et de collecter des informations sur lui."},
	}
)

const publishedCaption = "Cookies nécessaires au bon fonctionnement de la plateforme / cookies fonctionnels"

// publishedCookies returns the rows of the published tables, which differ in
// the last purpose.
func publishedCookies(lastPurpose string) []charter.Cookie {
	rows := [][]string{
		{"Opendatasoft", "Authentification (front et back office)", "sessionid",
			"Se souvenir de l'utilisateur d'une page à une autre."},
		{"Opendatasoft", "Sélection de la langue (front et back office)", "django_language",
			"Se souvenir de la langue du visiteur"},
		{"Opendatasoft", "API (CSRF) (front et back office)", "csrftoken",
			"Récupérer des données via des appels API"},
		{"Opendatasoft", "Choix concernant vos préférences sur les cookies", "cookies_preferences", lastPurpose},
	}
	var cookies []charter.Cookie
	for _, r := range rows {
		cookies = append(cookies, charter.Cookie{Cells: r, Provider: r[0], Service: r[1], Name: r[2], Purpose: r[3]})
	}
	return cookies
}

const (
	audePurpose  = "Permet de se souvenir du choix opéré par le visiteur concernant les cookies"
	portoPurpose = "Se souvenir du choix opéré par le visiteur concernant les cookies"
)

func TestParsePublished(t *testing.T) {
	tests := []struct {
		host, lastPurpose, headingAddress string
		lastBlocks                        int
	}{
		{aude, audePurpose, "https://opendata.aude.fr", 1},
		{portoVecchio, portoPurpose, "", 2},
	}
	for _, test := range tests {
		t.Run(test.host, func(t *testing.T) {
			c := parse(t, published(t, test.host))
			if c.Title != "Charte cookies" {
				t.Errorf("Title = %q", c.Title)
			}
			if want := "https://" + test.host; c.Platform != want {
				t.Errorf("Platform = %q, want %q", c.Platform, want)
			}
			introduction := []charter.Block{{Paragraph: "Afin de vous proposer le meilleur service possible nous " +
				"utilisons des cookies pour assurer son bon fonctionnement."}}
			if !reflect.DeepEqual(c.Introduction, introduction) {
				t.Errorf("Introduction = %+v", c.Introduction)
			}
			if len(c.Sections) != 2 {
				t.Fatalf("headings = %q, want two", headings(c))
			}
			first, last := c.Sections[0], c.Sections[1]
			if first.Heading != "Qu'est ce qu'un cookie ?" || first.Address != "" || len(paragraphs(first.Blocks)) != 6 ||
				first.Blocks[1].Paragraph != "Il existe plusieurs types de cookies :" {
				t.Errorf("first section = %+v", first)
			}
			if last.Heading != "A quoi servent les cookies sur la plateforme" ||
				last.Address != test.headingAddress || len(last.Blocks) != test.lastBlocks {
				t.Fatalf("last section = %+v", last)
			}
			if test.lastBlocks == 2 && last.Blocks[0] != (charter.Block{Address: "https://" + test.host}) {
				t.Errorf("first block = %+v, want the address", last.Blocks[0])
			}
			table := charter.Table{Caption: publishedCaption, Kind: charter.Necessary,
				Columns: publishedColumns, Cookies: publishedCookies(test.lastPurpose)}
			if got := last.Blocks[test.lastBlocks-1].Table; !reflect.DeepEqual(got, &table) {
				t.Errorf("table = %+v, want %+v", got, table)
			}
			checkDefinitions(t, c)
		})
	}
}

func checkDefinitions(t *testing.T, c charter.Charter) {
	t.Helper()
	if len(c.Categories) != len(publishedDefinitions) {
		t.Fatalf("Categories = %+v", c.Categories)
	}
	for i, want := range publishedDefinitions {
		got := c.Categories[i]
		if got.Kind != want.kind || got.Name != want.name ||
			!strings.HasPrefix(got.Definition, want.begins) || !strings.HasSuffix(got.Definition, want.ends) {
			t.Errorf("Categories[%d] = %+v, want %+v", i, got, want)
		}
		if found, ok := c.Category(want.kind); !ok || found != got {
			t.Errorf("Category(%d) = %+v, %t", want.kind, found, ok)
		}
	}
	if _, ok := c.Category(charter.Unknown); ok {
		t.Error("Category(Unknown) found one")
	}
}

func TestCookiesOfCategory(t *testing.T) {
	c := parse(t, published(t, aude))
	if got, want := c.Cookies(charter.Necessary), publishedCookies(audePurpose); !reflect.DeepEqual(got, want) {
		t.Errorf("Cookies(Necessary) = %+v", got)
	}
	for _, k := range []charter.Kind{charter.Unknown, charter.Statistics, charter.Internal, charter.ThirdParty} {
		if got := c.Cookies(k); got != nil {
			t.Errorf("Cookies(%d) = %+v", k, got)
		}
	}
}

// Parse must not write to the text it is given, nor share memory with it.
func TestParseLeavesText(t *testing.T) {
	text := []byte(published(t, aude))
	before := slices.Clone(text)
	c, err := charter.Parse(text)
	if err != nil || !slices.Equal(text, before) {
		t.Fatalf("Parse changed its argument, or failed: %v", err)
	}
	clear(text)
	if c.Title != "Charte cookies" {
		t.Errorf("Title = %q once the text is overwritten", c.Title)
	}
}
