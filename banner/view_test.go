package banner

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// html renders a state as it stands where no Go runs.
func html(s State) string { return app.HTMLString(View(s, Handlers{})) }

var buttonText = regexp.MustCompile(`<button[^>]*>([^<]*)</button>`)

func buttons(html string) []string {
	var texts []string
	for _, match := range buttonText.FindAllStringSubmatch(html, -1) {
		texts = append(texts, match[1])
	}
	return texts
}

// TestNotice: who, why, what refusing does, the three choices and the charter
// (COMPLIANCE C2, C13).
func TestNotice(t *testing.T) {
	got := html(State{Config: Config{Portal: "opendata.aude.fr"}, Asking: true})
	if want := []string{"Tout accepter", "Tout refuser", "Personnaliser", "Charte cookies"}; !slices.Equal(buttons(got), want) {
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
	for _, c := range []struct {
		categories []preferences.Name
		want       string
	}{
		{[]preferences.Name{}, "font fonctionner ce portail."},
		{[]preferences.Name{preferences.Statistics}, "servir à mesurer l’audience."},
		{[]preferences.Name{preferences.Statistics, preferences.Internal}, "servir à mesurer l’audience et à suivre votre usage, parfois pour la publicité."},
	} {
		if got := noticeWhy(Config{Portal: "ville.test", Categories: c.categories}); !strings.HasSuffix(got, c.want) {
			t.Errorf("%q: %q, want it to end with %q", c.categories, got, c.want)
		}
	}
}

func TestNothingIsShownOnceChosen(t *testing.T) {
	if got := buttons(html(State{Chosen: all})); len(got) != 0 {
		t.Errorf("there are buttons %q", got)
	}
}

// TestHostileText: no text of a charter or a portal becomes markup.
func TestHostileText(t *testing.T) {
	const hostile = `<img src=x onerror=alert(1)>"'&`
	c := charter.Charter{
		Title:        hostile,
		Introduction: []charter.Block{{Paragraph: hostile}},
		Sections: []charter.Section{{Heading: hostile, Blocks: []charter.Block{{Table: &charter.Table{
			Kind: charter.Necessary, Caption: hostile, Columns: []string{hostile},
			Cookies: []charter.Cookie{{Cells: []string{hostile}, Name: hostile}},
		}}}}},
		Categories: []charter.Category{{Kind: charter.Necessary, Definition: hostile}},
	}
	for _, s := range []State{
		{Config: Config{Portal: hostile}, Asking: true},
		{Config: Config{Portal: hostile}, Dialog: DialogPreferences, Charter: c},
		{Dialog: DialogCharter, Charter: c},
	} {
		if got := html(s); strings.Contains(got, "<img") {
			t.Errorf("markup came through:\n%s", got)
		}
	}
}

// TestEnglishTerms: those who hear the charter hear its English terms as such.
func TestEnglishTerms(t *testing.T) {
	got := app.HTMLString(app.P().Body(prose("« tiers », « third party » ou « first-party » sont")...))
	for _, term := range english {
		if !strings.Contains(got, `<span lang="en">`+term+`</span>`) {
			t.Errorf("%q is not marked as English:\n%s", term, got)
		}
	}
	if got := app.HTMLString(app.P().Body(prose("Rien d’anglais ici")...)); strings.Contains(got, "<span") {
		t.Errorf("French is marked: %s", got)
	}
}

// TestRowHeader: the cookie's name is the row's header, wherever its column is.
func TestRowHeader(t *testing.T) {
	for _, c := range []struct {
		cookie charter.Cookie
		want   string
	}{
		{charter.Cookie{Cells: []string{"Opendatasoft", "sessionid"}, Name: "sessionid"}, "sessionid"},
		{charter.Cookie{Cells: []string{"Opendatasoft", "Connexion"}}, "Opendatasoft"},
	} {
		got := app.HTMLString(row(&charter.Table{Columns: []string{"Prestataire", "Nom"}}, c.cookie))
		if !regexp.MustCompile(`<th (scope="row"|role="rowheader") (scope="row"|role="rowheader")>\s*<span[^>]*>[^<]*</span>\s*` + c.want + `\s*</th>`).MatchString(got) {
			t.Errorf("the header is not %s:\n%s", c.want, got)
		}
	}
}

// TestLabel: what names a category or a tracker elsewhere is the name of its
// switch.
func TestLabel(t *testing.T) {
	config := Config{Trackers: preferences.Trackers[:]}
	shown := html(State{Config: config, Dialog: DialogPreferences})
	for _, n := range append(optional(), preferences.Functional) {
		label := regexp.MustCompile(`(?s)<label[^>]*for="cookies-toggle-` + string(n) + `"[^>]*>\s*` + Label(n) + `\s*</label>`)
		if Label(n) == "" || !label.MatchString(shown) {
			t.Errorf("the switch of %s is not named %q", n, Label(n))
		}
	}
}
