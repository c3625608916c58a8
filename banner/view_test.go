package banner

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// html renders a state to markup, as the build does.
func html(s State) string { return app.HTMLString(View(s, nil)) }

var buttonText = regexp.MustCompile(`<button[^>]*>([^<]*)</button>`)

func buttons(html string) []string {
	var texts []string
	for _, match := range buttonText.FindAllStringSubmatch(html, -1) {
		texts = append(texts, match[1])
	}
	return texts
}

// TestNotice: the notice says who asks, why and what refusing does, and has the three choices and
// the charter.
func TestNotice(t *testing.T) {
	got := html(State{Config: Config{Portal: "opendata.aude.fr"}, Asking: true})
	want := []string{"Tout accepter", "Tout refuser", "Personnaliser", "Charte cookies"}
	if !slices.Equal(buttons(got), want) {
		t.Errorf("the controls are %q, want %q", buttons(got), want)
	}
	for _, part := range []string{
		`lang="fr"`, "<h2", "opendata.aude.fr", "mesurer l’audience", "suivre votre usage", "tiers",
		"le portail reste accessible", "six mois", "Gérer mes cookies", `role="status"`,
	} {
		if !strings.Contains(got, part) {
			t.Errorf("the notice does not have %q:\n%s", part, got)
		}
	}
}

func TestNoticePurposes(t *testing.T) {
	two := []preferences.Name{preferences.Statistics, preferences.Internal}
	for want, categories := range map[string][]preferences.Name{
		"font fonctionner ce portail.": {},
		"servir à mesurer l’audience.": {preferences.Statistics},
		"servir à mesurer l’audience et à suivre votre usage, parfois pour la publicité.": two,
	} {
		got := NoticeWhy(Config{Portal: "ville.test", Categories: categories})
		if !strings.HasSuffix(got, want) {
			t.Errorf("%q: %q, want it to end with %q", categories, got, want)
		}
	}
}

func TestNothingIsShownOnceChosen(t *testing.T) {
	if got := buttons(html(State{Chosen: all})); len(got) != 0 {
		t.Errorf("there are buttons %q", got)
	}
}

// TestSummary: the preferences show returning visitors the choice in force about the switches of
// this page, since when and until when.
func TestSummary(t *testing.T) {
	chosen := allow(preferences.Statistics, preferences.Matomo, preferences.GoogleAnalytics)
	chosen.Timestamp = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.Local).UnixMilli()
	s := State{
		Config: Config{
			Categories: []preferences.Name{preferences.Statistics, preferences.Internal},
			Trackers:   []preferences.Name{preferences.Matomo},
		},
		Chosen: chosen, Dialog: DialogPreferences,
	}
	got := html(s)
	for _, part := range []string{
		"Votre choix du 1er\u00a0mars 2026", "gardé jusqu’au 28\u00a0août 2026.",
		"Autorisé\u00a0: Statistiques, Matomo.", "Refusé\u00a0: Internes.",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("the preferences do not say %q:\n%s", part, got)
		}
	}
	for _, part := range []string{"Tiers", "Google"} {
		if strings.Contains(got, part) {
			t.Errorf("the preferences mention %s, which has no switch here", part)
		}
	}
	s.Chosen = preferences.Preferences{}
	if strings.Contains(html(s), "Votre choix du") {
		t.Error("there is a summary without a choice")
	}
}

// TestEnglishTerms: a charter's English terms are marked, so screen readers pronounce them.
func TestEnglishTerms(t *testing.T) {
	text := "« tiers », « third party » ou « first-party » sont"
	got := app.HTMLString(app.P().Body(prose(text)...))
	for _, term := range english {
		if !strings.Contains(got, `<span lang="en">`+term+`</span>`) {
			t.Errorf("%q is not marked as English:\n%s", term, got)
		}
	}
	if strings.Count(got, "<span") != len(english) {
		t.Errorf("French is marked: %s", got)
	}
}

// TestRowHeader: the cookie's name is the row's header, or the first cell if no column has names.
func TestRowHeader(t *testing.T) {
	for want, cookie := range map[string]charter.Cookie{
		"sessionid":    {Cells: []string{"Opendatasoft", "sessionid"}, Name: "sessionid"},
		"Opendatasoft": {Cells: []string{"Opendatasoft", "Connexion"}},
	} {
		columns := []string{"Prestataire", "Nom"}
		got := app.HTMLString(row(&charter.Table{Columns: columns}, cookie))
		header := regexp.MustCompile(`<th [^>]*>\s*<span[^>]*>[^<]*</span>\s*` + want + `\s*</th>`)
		if !header.MatchString(got) || !strings.Contains(got, `scope="row"`) {
			t.Errorf("the header is not %s:\n%s", want, got)
		}
	}
}
