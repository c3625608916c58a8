package banner

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// html renders a dialog to markup.
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
	got := app.HTMLString(Page(Config{Controller: "Département de l’Aude"}))
	want := []string{"Charte cookies", "Tout accepter", "Tout refuser", "Personnaliser"}
	if !slices.Equal(buttons(got), want) {
		t.Errorf("the controls are %q, want %q", buttons(got), want)
	}
	for _, part := range []string{
		`lang="fr"`, "<h2", "Responsable\u00a0: Département de l’Aude.",
		"mesurer l’audience", "selon votre navigation", "tiers",
		"ne limite pas votre accès", "conservé six mois", "à tout moment",
		"Gérer mes cookies", `role="status"`,
	} {
		if !strings.Contains(got, part) {
			t.Errorf("the notice does not have %q:\n%s", part, got)
		}
	}
}

func TestNoticePurposes(t *testing.T) {
	two := []preferences.Name{preferences.Statistics, preferences.Internal}
	for want, categories := range map[string][]preferences.Name{
		"des cookies nécessaires.":          {},
		"d’autres pour mesurer l’audience.": {preferences.Statistics},
		"pour mesurer l’audience et personnaliser le portail et sa publicité " +
			"selon votre navigation.": two,
	} {
		got := NoticeWhy(Config{Controller: "Ville", Categories: categories})
		if !strings.HasSuffix(got, want) {
			t.Errorf("%q: %q, want it to end with %q", categories, got, want)
		}
	}
}

// TestSharedChoice: the notice and the preferences say that the choice counts for other sites.
func TestSharedChoice(t *testing.T) {
	const says = "Votre choix vaut pour tous les sites de "
	for domain, want := range map[string]string{"": "", "ville.fr": says + "ville.fr."} {
		c := Config{Domain: domain}
		for _, got := range []string{
			app.HTMLString(Page(c)), html(State{Config: c, Dialog: DialogPreferences}),
		} {
			if !strings.Contains(got, want) || strings.Contains(got, says) != (want != "") {
				t.Errorf("with the domain %q, it is\n%s", domain, got)
			}
		}
	}
}

func TestNoDialog(t *testing.T) {
	if got := strings.TrimSpace(html(State{Chosen: all})); got != "<div></div>" {
		t.Errorf("without a dialog, it shows %s", got)
	}
}

// TestSummary: the preferences show returning visitors the choice in force about the switches of
// this page, since when and until when.
func TestSummary(t *testing.T) {
	chosen := at(time.Date(2026, time.March, 1, 12, 0, 0, 0, time.Local),
		allow(preferences.Statistics, preferences.Matomo, preferences.GoogleAnalytics))
	s := State{
		Config: Config{
			Categories: []preferences.Name{preferences.Statistics, preferences.Internal},
			Trackers:   []preferences.Name{preferences.Matomo},
		},
		Chosen: chosen, Dialog: DialogPreferences,
	}
	got := html(s)
	for _, part := range []string{
		"Votre choix du 1er\u00a0mars 2026", "conservé jusqu’au 28\u00a0août 2026.",
		"Autorisé\u00a0: Mesure d’audience, Matomo.",
		"Refusé\u00a0: Personnalisation et publicité du portail.",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("the preferences do not say %q:\n%s", part, got)
		}
	}
	for _, part := range []string{"tiers", "Google"} {
		if strings.Contains(got, part) {
			t.Errorf("the preferences mention %s, which has no switch here", part)
		}
	}
	s.Chosen = preferences.Preferences{}
	if strings.Contains(html(s), "Votre choix du") {
		t.Error("there is a summary without a choice")
	}
}

// TestExemptInTheSummary: an objection is in the summary; what was never asked about is not
// allowed.
func TestExemptInTheSummary(t *testing.T) {
	s := State{
		Config: Config{Exempt: listOf(preferences.Matomo, preferences.Piano)},
		Chosen: at(time.Now(), allow(preferences.Internal, preferences.Piano)),
		Dialog: DialogPreferences,
	}
	got := html(s)
	for _, part := range []string{
		"Autorisé\u00a0: Personnalisation et publicité du portail.",
		"Refusé\u00a0: Mesure d’audience, Contenus et services de tiers, Matomo.",
		textExempt, "conservées 25 mois", TextActive, TextObjected,
	} {
		if !strings.Contains(got, part) {
			t.Errorf("the preferences do not say %q:\n%s", part, got)
		}
	}
	s.Config = Config{}
	if strings.Contains(html(s), textExempt) {
		t.Error("the preferences speak of exempt measurement where there is none")
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

// TestLinks: a charter's addresses are links within a text too, such as those of browsers' help.
func TestLinks(t *testing.T) {
	text := "http://a.example first-party (https://b.example/c?d=e), xhttps://no.example ou\u00a0" +
		"https://f.example."
	got := app.HTMLString(app.P().Body(prose(text)...))
	links := regexp.MustCompile(`<a\s+href="([^"]*)"`).FindAllStringSubmatch(got, -1)
	var found []string
	for _, l := range links {
		found = append(found, l[1])
	}
	want := []string{"http://a.example", "https://b.example/c?d=e", "https://f.example"}
	if !slices.Equal(found, want) {
		t.Errorf("the links are %q, want %q", found, want)
	}
	s := State{Dialog: DialogCharter, Charter: charter.Standard("")}
	if n := strings.Count(html(s), `href="https://support.`); n != 4 {
		t.Errorf("%d browsers' help pages are linked, want 4", n)
	}
}

// TestRowHeader: the row's header is its cell in the column of names, even if other cells say the
// same, or the first cell if it has no name.
func TestRowHeader(t *testing.T) {
	for _, c := range []struct {
		table  string
		header int
	}{
		{"Prestataire\tNom\nOpendatasoft\tsessionid", 1},
		{"Prestataire\tNom\tService\nMatomo\tMatomo\tMatomo", 1},
		{"Prestataire\tNom\tService\nMatomo\t\tMatomo", 0},
		{"Prestataire\tFinalité\nOpendatasoft\tConnexion", 0},
	} {
		parsed, err := charter.Parse([]byte("Charte\n\n" + c.table))
		if err != nil {
			t.Fatal(err)
		}
		table := parsed.Introduction[0].Table
		got := app.HTMLString(row(table, table.Cookies[0]))
		cells := regexp.MustCompile(`<t[hd] `).FindAllString(got, -1)
		for i, cell := range cells {
			if (cell == "<th ") != (i == c.header) {
				t.Errorf("the header is not cell %d:\n%s", c.header, got)
			}
		}
	}
}

// TestTexts: no text is empty or follows another. Parsed markup has no such texts, and the program
// takes parsed markup over.
func TestTexts(t *testing.T) {
	text, _ := charter.Portal("opendata.aude.fr")
	charters := []string{
		"", string(text), string(charter.StandardText()), string(charter.EarlierStandardText()),
		"Charte\n\nfirst-party third party\nNom\tDurée\t\tFinalité\na\t\t\tb\n\t\t\tc",
	}
	config := Config{Controller: "Ville", CharterPage: "/", Trackers: preferences.Trackers}
	for _, text := range charters {
		for _, d := range []Dialog{DialogPreferences, DialogCharter} {
			s := State{Config: config, Dialog: d, Chosen: all, Version: "v1"}
			s.Charter, _ = charter.Parse([]byte(text))
			checkTexts(t, reflect.ValueOf(View(s, nil)))
		}
	}
}

// checkTexts checks the texts in a go-app node, whose fields are all unexported.
func checkTexts(t *testing.T, node reflect.Value) {
	node = node.Elem()
	children := node.FieldByName("children")
	before := false // whether the node before is a text
	for i := range children.Len() {
		child := children.Index(i).Elem()
		isText := child.Elem().Type().Name() == "text"
		if !isText {
			checkTexts(t, child)
		} else if text := child.Elem().FieldByName("value").String(); text == "" || before {
			t.Errorf("<%s> has the text %q, empty or after another", node.FieldByName("tag"), text)
		}
		before = isText
	}
}

// TestServicesInThePreferences: a declared service has a switch below that of its category, or in
// its place where the portal doesn't offer the category; the summary names it.
func TestServicesInThePreferences(t *testing.T) {
	s := State{
		Config: Config{
			Categories: listOf(preferences.Statistics),
			Services: []Service{
				{"youtube", "YouTube", "Google (États-Unis)", "https://vie-privee.example/",
					preferences.ThirdParty},
				{"cs", "Contentsquare", "", "", preferences.Statistics},
			},
		},
		Chosen: at(time.Now(), noChoice).With("youtube", true).With("cs", false),
		Dialog: DialogPreferences,
	}
	got := html(s)
	for _, part := range []string{
		`aria-labelledby="cookies-toggle-third_party cookies-services-third_party"`,
		"Fournisseur\u00a0: Google (États-Unis). ", "Fournisseur\u00a0: " + TextNoProvider,
		`href="https://vie-privee.example/"`, "Autorisé\u00a0: YouTube.",
		"Refusé\u00a0: Mesure d’audience, Contentsquare.",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("the preferences do not say %q:\n%s", part, got)
		}
	}
	order := []string{"cookies-toggle-statistics", "cookies-toggle-cs", "cookies-toggle-youtube"}
	for i, id := range order {
		at := strings.Index(got, `id="`+id+`"`)
		if at < 0 || i > 0 && at < strings.Index(got, `id="`+order[i-1]+`"`) {
			t.Errorf("%s is at %d, not after %s", id, at, order[max(0, i-1)])
		}
	}
	if strings.Contains(got, `id="cookies-toggle-third_party"`) {
		t.Error("a category that the portal doesn't offer has a switch")
	}
	if n := strings.Count(got, "Sa politique"); n != 1 {
		t.Errorf("%d services have a notice of their own, want 1", n)
	}
}

// TestPlaceholderWhyOf: a third party's service follows visits itself, rather than using content of
// third parties.
func TestPlaceholderWhyOf(t *testing.T) {
	for want, category := range map[string]preferences.Name{
		"autorisez «\u00a0X\u00a0», qui peut suivre vos visites.": preferences.ThirdParty,
		"autorisez «\u00a0X\u00a0», qui peut mesurer l’audience.": preferences.Statistics,
	} {
		if got := PlaceholderWhyOf("X", category); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %q, want %q at its end", category, got, want)
		}
	}
}
