package workshop

import (
	"strings"
	"testing"
	"time"

	"cookies-preferences/charter"
)

const aude = "opendata.aude.fr"

var noon = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

// TestPublished: a published charter needs neither a file nor an attribute. A changed one needs
// both, and its version is that of the file uploaded.
func TestPublished(t *testing.T) {
	for _, host := range charter.Portals() {
		s := Default(host)
		text, _ := charter.Portal(host)
		if !s.Published() || s.CharterFile() != "" || s.Version() != charter.Version(text) {
			t.Errorf("%s: the published charter counts as changed", host)
		}
		want := `<script src="/cookies/banner.js" defer data-portal="` + host + `"></script>`
		if got := s.Tag("").String(); got != want {
			t.Errorf("the tag is %s, want %s", got, want)
		}
		own := s
		own.Controller = "Régie"
		if got := own.Tag("").Controller; got != "Régie" {
			t.Errorf("the tag names %q", got)
		}
		s.Charter += "\nEt voilà.\n"
		want = `<script src="/cookies/banner.js" defer integrity="sha384-x" crossorigin ` +
			`data-portal="` + host + `" data-charter="/cookies/charte-` + host + `.txt" ` +
			`data-version="` + charter.Version([]byte("\ufeff"+s.Charter)) + `"></script>`
		if got := s.Tag("sha384-x").String(); got != want {
			t.Errorf("the tag is %s, want %s", got, want)
		}
	}
}

// TestChoosePortal: a published charter follows the portal, and a text of one's own stays.
func TestChoosePortal(t *testing.T) {
	const other = "porto-vecchio.opendatasoft.com"
	s := Default(aude)
	s.choose("")
	if s.Charter != Default(aude).Charter {
		t.Error("a portal that is not named yet has no charter to begin with")
	}
	if s.choose(other); s.Charter != Default(other).Charter {
		t.Error("the charter is not the chosen portal's")
	}
	if s.Controller != charter.Controller(other) {
		t.Errorf("%q is responsible for %s", s.Controller, other)
	}
	if s.choose("donnees.ville.fr"); s.Controller != "" {
		t.Errorf("%q is responsible for another portal", s.Controller)
	}
	s.Controller = "Ville"
	if s.choose(""); s.Controller != "Ville" {
		t.Errorf("the name that was typed becomes %q", s.Controller)
	}
	s.Charter = "Charte\n"
	if s.choose(aude); s.Portal != aude || s.Charter != "Charte\n" {
		t.Errorf("the charter of %s is %.20q", s.Portal, s.Charter)
	}
}

// TestProblems: an invalid setting is reported at its field.
func TestProblems(t *testing.T) {
	set := map[string]func(s *Settings, value string){
		portalField:     func(s *Settings, value string) { s.Portal = value },
		controllerField: func(s *Settings, value string) { s.Controller = value },
		folderField:     func(s *Settings, value string) { s.Folder = value },
		domainField:     func(s *Settings, value string) { s.Domain = value },
		servicesField:   func(s *Settings, value string) { s.Services = value },
		categoriesField: func(s *Settings, value string) { s.Categories = strings.Fields(value) },
	}
	for field, values := range map[string][]string{
		portalField: {
			aude, "https://OPENDATA.aude.fr/pages/accueil/?x=1", " http://opendata.aude.fr",
			"opendata.aude.fr:8443", "https://opendata.aude.fr?x", "opendata.aude.fr#x",
		},
		controllerField: {"Ville", " Département de l’Aude "},
		folderField: {
			"", "/", "/a/b", "https://static.ville.fr/x/", "https://static.ville.fr:8443",
		},
		domainField:     {"", "aude.fr", ".aude.fr", "opendata.aude.fr"},
		servicesField:   {"", "youtube", " youtube  mon-outil\n"},
		categoriesField: {"statistics"},
	} {
		for _, value := range values {
			s := Default(aude)
			if set[field](&s, value); len(s.Problems()) > 0 || !s.Published() {
				t.Errorf("the %s %q is refused: %v", field, value, s.Problems())
			}
		}
	}
	for field, values := range map[string][]string{
		portalField:     {"mon portail", ""},
		controllerField: {"", " ", "donnees.ville.fr", strings.Repeat("x", 81)},
		folderField: {
			"a", "http://a.fr/", "/a b/", "/a?x", "//a.fr/", "///a.fr/", "/\u202e/",
			"javascript:alert(1)", "https://opendata.aude.fr@a.fr/", "https://x:y@a.fr/",
		},
		domainField:     {"ailleurs.fr", "fr", ".fr"},
		servicesField:   {"YouTube", "youtube, umap", "matomo", "x"},
		categoriesField: {""},
	} {
		for _, value := range values {
			s := Default(aude)
			set[field](&s, value)
			if problems := s.Problems(); len(problems) != 1 || problems[field] == "" {
				t.Errorf("of the %s %q the problems are %v", field, value, problems)
			}
		}
	}
}

// TestPreviewAddress: the preview has the tag to be installed, except for the folder and the
// domain.
func TestPreviewAddress(t *testing.T) {
	s := State{Settings: Default(aude), View: View{Dark: true, GPC: true}}
	s.Settings.Trackers = []string{"ga", "matomo"}
	s.Settings.Domain = "aude.fr"
	const want = "preview.html?dark=1&data-portal=opendata.aude.fr&data-theme=dark" +
		"&data-trackers=ga+matomo&gpc=1&turn=3"
	if got := s.previewAddress(3); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	s.Settings.Charter, s.View = "Charte\n", View{}
	version := charter.Version([]byte("\ufeffCharte\n"))
	for _, part := range []string{"data-charter=draft.txt", "data-version=" + version} {
		if got := s.previewAddress(4); !strings.Contains(got, part) {
			t.Errorf("%s lacks %s", got, part)
		}
	}
}
