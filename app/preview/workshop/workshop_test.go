package workshop

import (
	"archive/zip"
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner/preferences"
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
		if got, want := s.Tag("").String(), `<script src="/cookies/banner.js" defer data-portal="`+host+`"></script>`; got != want {
			t.Errorf("the tag is %s, want %s", got, want)
		}
		s.Charter += "\nEt voilà.\n"
		want := `<script src="/cookies/banner.js" defer integrity="sha384-x" crossorigin data-portal="` + host +
			`" data-charter="/cookies/charte-` + host + `.txt" data-version="` + charter.Version([]byte("\ufeff"+s.Charter)) + `"></script>`
		if got := s.Tag("sha384-x").String(); got != want {
			t.Errorf("the tag is %s, want %s", got, want)
		}
	}
}

// TestLink: a link gives back the state it was made from.
func TestLink(t *testing.T) {
	for name, state := range map[string]State{
		"the first": {Settings: Default(aude), View: View{Width: 390}},
		"all of it": {
			Settings: Settings{
				Portal: "Données.ville.fr", Charter: "Charte & co\n\n+ é % #\tx\n", Categories: []string{"internal"}, Trackers: []string{"ga", "matomo"},
				Integrations: []string{"datalayer"}, Theme: "dark", Load: "idle", Accent: "#8a1c3f", Folder: "https://a.fr/x/", Domain: "ville.fr",
			},
			View: View{Width: 1280, Dark: true, Blocked: true, Slow: true, Missing: true, GPC: true},
		},
		"another portal, not named yet": {Settings: Settings{Charter: "Charte\n", Categories: tag.Categories, Folder: "/cookies/"}, View: View{Width: 390}},
		"no category, nothing typed": {
			Settings: Settings{Portal: "a.fr"},
			View:     View{Width: 768},
		},
	} {
		link := state.Link()
		got, ok := ParseLink(link)
		if !ok || !reflect.DeepEqual(got, state) {
			t.Errorf("%s: %s, %v gives\n%+v, want\n%+v", name, link, ok, got, state)
		}
	}
	if state, ok := ParseLink(""); !ok || !reflect.DeepEqual(state, State{Default(charter.Portals()[0]), View{Width: 390}}) {
		t.Errorf("an empty link gives %v, %+v", ok, state)
	}
}

// TestBrokenLink: an unknown or invalid part of a link is reported.
func TestBrokenLink(t *testing.T) {
	whole := State{Settings: Settings{Portal: "a.fr", Charter: strings.Repeat("Un texte assez long. ", 40), Theme: "dark"}, View: View{Width: 390}}.Link()
	cut, _, _ := strings.Cut(whole, "&portail")
	for _, link := range []string{
		"portail=a.fr&theme=pink", "traceurs=facebook", "couleur=red", "largeur=12", "gpc=yes", "what=ever", "%zz", "charte=***",
		"charte=" + pack(strings.Repeat("x", charter.MaxSize+1)), cut[:len(cut)/2],
	} {
		if state, ok := ParseLink(link); ok || state.Settings.Portal == "" {
			t.Errorf("%s counts as whole: %+v", link[:min(len(link), 60)], state.Settings.Portal)
		}
	}
}

// TestCutLink: of a link that was cut off, the beginning is read.
func TestCutLink(t *testing.T) {
	text, _ := charter.Portal(aude)
	own := plainLines(text) + "\nEt voilà.\n"
	packed := pack(own)
	for lost := 1; lost <= 8; lost++ {
		state, ok := ParseLink("charte=" + packed[:len(packed)-lost-100])
		if got := state.Settings.Charter; ok || len(got) < len(own)/2 || !strings.HasPrefix(own, strings.TrimRight(got, "\ufffd")) {
			t.Errorf("without its last %d characters it gives %d bytes of %d, %v", lost+100, len(got), len(own), ok)
		}
	}
}

// FuzzParseLink: any link gives a state, whose own link gives that state again.
func FuzzParseLink(f *testing.F) {
	for _, link := range []string{"", "portail=a.fr", "charte=" + pack("Charte\n"), "categories=aucune&gpc=1", "portail=%00&dossier=%2F%2F&domaine=%22", "largeur=tablette&sombre=1"} {
		f.Add(link)
	}
	f.Fuzz(func(t *testing.T, link string) {
		first, _ := ParseLink(link)
		first.Settings.Problems()
		_ = first.Settings.Tag("").String()
		again, _ := ParseLink(first.Link())
		if first.Settings.Folder == "" || first.Settings.Portal == "" {
			return
		}
		if first.Link() != again.Link() {
			t.Errorf("%q gives %s, and that %s", link, first.Link(), again.Link())
		}
	})
}

// TestProblems: an invalid setting is reported for its field.
func TestProblems(t *testing.T) {
	for field, change := range map[string]func(*Settings){
		"":              func(*Settings) {},
		portalField:     func(s *Settings) { s.Portal = "mon portail" },
		folderField:     func(s *Settings) { s.Folder = "cookies" },
		domainField:     func(s *Settings) { s.Domain = "ailleurs.fr" },
		categoriesField: func(s *Settings) { s.Categories = nil },
	} {
		s := Default(aude)
		change(&s)
		problems := s.Problems()
		if field == "" && len(problems) > 0 || field != "" && (len(problems) != 1 || problems[0].Field != field) {
			t.Errorf("of %q: %+v", field, problems)
		}
	}
	for _, address := range []string{"https://OPENDATA.aude.fr/pages/accueil/?x=1", " http://opendata.aude.fr", "opendata.aude.fr:8443", "https://opendata.aude.fr?x", "opendata.aude.fr#x"} {
		s := Default(aude)
		if s.Portal = address; len(s.Problems()) > 0 || !s.Published() {
			t.Errorf("%s does not name the portal", address)
		}
	}
	for domain, good := range map[string]bool{"aude.fr": true, ".aude.fr": true, "opendata.aude.fr": true, "fr": false, ".fr": false} {
		s := Default(aude)
		if s.Domain = domain; len(s.Problems()) == 0 != good {
			t.Errorf("of the domain %s: %+v", domain, s.Problems())
		}
	}
	for _, folder := range []string{"/", "/a/b", "https://static.ville.fr/x/", "https://static.ville.fr:8443"} {
		s := Default(aude)
		if s.Folder = folder; len(s.Problems()) > 0 {
			t.Errorf("%s is refused", folder)
		}
	}
	for _, folder := range []string{"", "a", "http://a.fr/", "/a b/", "/a?x", "//a.fr/", "///a.fr/", "/\u202e/",
		"javascript:alert(1)", "https://opendata.aude.fr@a.fr/", "https://x:y@a.fr/"} {
		s := Default(aude)
		if s.Folder = folder; folder != "" && len(s.Problems()) == 0 {
			t.Errorf("%s is accepted", folder)
		}
	}
}

// TestPolicy: the policy, the link and the instructions name the host of the folder.
func TestPolicy(t *testing.T) {
	s := Default(aude)
	if got := strings.Join(s.Policy(), "; "); got != "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'" {
		t.Errorf("the policy is %s", got)
	}
	s.Folder = "https://static.aude.fr/cookies"
	if got := strings.Join(s.Policy(), "; "); got != "script-src https://static.aude.fr 'wasm-unsafe-eval'; connect-src https://static.aude.fr" {
		t.Errorf("the policy is %s", got)
	}
	if got := s.NoScript(); !strings.Contains(got, `href="https://static.aude.fr/cookies/charters/opendata.aude.fr.html"`) {
		t.Errorf("the noscript element is %s", got)
	}
	s.Charter += "x"
	if got := s.NoScript(); !strings.Contains(got, `href="https://static.aude.fr/cookies/charte-opendata.aude.fr.txt"`) {
		t.Errorf("the noscript element is %s", got)
	}
	if text := s.Instructions(""); !strings.Contains(text, "Access-Control-Allow-Origin: *") || !strings.Contains(text, "https://static.aude.fr/cookies/banner.js") {
		t.Errorf("the instructions are\n%s", text)
	}
}

// TestPasts: each simulated cookie is what its button announces.
func TestPasts(t *testing.T) {
	s := Default(aude)
	for id, want := range map[string]struct{ chosen, fits bool }{"past-179": {true, true}, "past-181": {false, false}, "past-charter": {true, false}} {
		i := slices.IndexFunc(pasts, func(p Past) bool { return p.ID == id })
		line := pasts[i].cookie(s, true, noon)
		if !strings.HasSuffix(line, "; Secure") || strings.Contains(line, "Max-Age=0") {
			t.Errorf("%s writes %s", id, line)
		}
		pair, _, _ := strings.Cut(line, ";")
		r := Read(pair, s.Version(), noon)
		if r.Chosen != want.chosen || r.Fits != want.fits {
			t.Errorf("%s is read as %+v", id, r)
		}
	}
}

// TestRead: the cookie is shown as it is and decoded, if it is a choice.
func TestRead(t *testing.T) {
	p := preferences.Preferences{Statistics: true, Charter: "v1", Timestamp: noon.UnixMilli()}
	cookie := preferences.CookieName + "=" + preferences.Encode(p)
	r := Read("a=b; "+cookie+"; c=d", "v1", noon)
	if !r.Fits || r.Raw != preferences.Encode(p) || !strings.Contains(r.Decoded(), "\n  \"statistics\": true,\n") {
		t.Errorf("%+v, decoded as %s", r, r.Decoded())
	}
	if r := Read(cookie, "v2", noon); !r.Chosen || r.Fits {
		t.Errorf("a choice for another version: %+v", r)
	}
	for _, cookies := range []string{"", preferences.CookieName + "=x"} {
		if r := Read(cookies, "", noon); r.Chosen || r.Decoded() != "" {
			t.Errorf("%q: %+v, decoded as %s", cookies, r, r.Decoded())
		}
	}
}

// TestEvents: events are described in French, with no-break spaces before colons.
func TestEvents(t *testing.T) {
	for want, e := range map[string]Event{
		"La page d’essai est ouverte. | 0\u00a0ms | ": {Kind: EventPage},
		"Script chargé\u00a0: banner.js | 1,2\u00a0s | 24,5\u00a0ko, 9,1\u00a0ko compressé, en 87\u00a0ms": {
			Kind: EventFile, Name: "banner.js", At: 1234 * time.Millisecond, Took: 87 * time.Millisecond, Size: 24_486, Wire: 9_138,
		},
		"Cookie enregistré\u00a0: cookies_preferences (durée\u00a0: 180\u00a0jours) | 87\u00a0ms | 21\u00a0octets": {
			Kind: EventWritten, At: 87 * time.Millisecond, Text: "cookies_preferences=x; Path=/; Max-Age=15552000; SameSite=Lax",
		},
		"Cookie effacé\u00a0: cookies_preferences | 0\u00a0ms | ":              {Kind: EventWritten, Text: "cookies_preferences=; Path=/; Max-Age=0"},
		"Cookie effacé\u00a0: _ga | 0\u00a0ms | ":                              {Kind: EventWritten, Text: "_ga=; Path=/; Max-Age=0; Domain=ville.fr"},
		"Contenu autorisé\u00a0: «\u00a0Matomo\u00a0» (matomo) | 0\u00a0ms | ": {Kind: EventGate, Name: "matomo"},
		"Événement «\u00a0cookies_preferences:error\u00a0», code program\u00a0: HTTP status 404 | 0\u00a0ms | ": {
			Kind: EventError, Name: "program", Text: "HTTP status 404",
		},
	} {
		if got := e.Sentence() + " | " + e.When() + " | " + e.Cost(); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

// build serves a build of these files.
func build(files map[string]string) func(string) ([]byte, error) {
	var sums strings.Builder
	for name, text := range files {
		sums.WriteString(digest([]byte(text)) + "  " + name + "\n")
	}
	sums.WriteString(digest([]byte("x")) + "  atelier/index.html\n")
	return func(name string) ([]byte, error) {
		if name == sumsName {
			return []byte(sums.String()), nil
		}
		text, ok := files[name]
		if !ok {
			return nil, errors.New("code 404")
		}
		return []byte(text), nil
	}
}

// TestFiles: the archive has all that must be uploaded and nothing else, with its digests and date.
func TestFiles(t *testing.T) {
	s := Default(aude)
	s.Charter = "Charte de la ville\n"
	files, err := s.Files(build(map[string]string{"banner.js": "script", "charters/a.txt": "charte", "charters/opendata.aude.fr.html": "charte"}))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, f := range files {
		list = append(list, f.Name)
	}
	if got := strings.Join(list, " "); got != "banner.js charte-opendata.aude.fr.txt charters/opendata.aude.fr.html SHA384SUMS LISEZ-MOI.txt" {
		t.Errorf("the files are %s", got)
	}
	if sums := string(files[3].Data); strings.Count(sums, "\n") != 3 || !strings.Contains(sums, digest([]byte("\ufeff"+s.Charter))+"  charte-opendata.aude.fr.txt\n") {
		t.Errorf("the digests are\n%s", sums)
	}
	archive, err := Archive(files, noon)
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil || len(r.File) != len(files) {
		t.Fatalf("the archive has %d files of %d: %v", len(r.File), len(files), err)
	}
	for _, entry := range r.File {
		if !entry.Modified.Equal(noon) {
			t.Errorf("%s is of %s, want %s", entry.Name, entry.Modified, noon)
		}
	}
}

// TestFilesWithWrongDigests: a file that does not match its digest is refused. A compressed copy
// is left out: a server may have decompressed it.
func TestFilesWithWrongDigests(t *testing.T) {
	whole := build(map[string]string{"banner.js": "script", "banner.js.gz": "packed", "banner.js.br": "packed"})
	changed := func(wrong ...string) func(string) ([]byte, error) {
		return func(name string) ([]byte, error) {
			if slices.Contains(wrong, name) {
				return []byte("another"), nil
			}
			return whole(name)
		}
	}
	if _, err := Default(aude).Files(changed("banner.js")); err == nil || !strings.Contains(err.Error(), "banner.js") {
		t.Errorf("a wrong script is accepted: %v", err)
	}
	if _, err := Default(aude).Files(changed(sumsName)); err == nil {
		t.Error("a page instead of SHA384SUMS is accepted")
	}
	files, err := Default(aude).Files(changed("banner.js.gz"))
	if err != nil || slices.ContainsFunc(files, func(f File) bool { return f.Name == "banner.js.gz" }) || len(files) != 4 {
		t.Errorf("a decompressed copy: %v, %d files", err, len(files))
	}
}

// TestPreviewAddress: the preview has the tag to be installed, except for the folder and the
// domain.
func TestPreviewAddress(t *testing.T) {
	s := State{Settings: Default(aude), View: View{Dark: true, GPC: true}}
	s.Settings.Trackers = []string{"ga", "matomo"}
	s.Settings.Domain = "aude.fr"
	if got, want := s.previewAddress(3), "preview.html?dark=1&data-portal=opendata.aude.fr&data-theme=dark&data-trackers=ga+matomo&gpc=1&turn=3"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	s.Settings.Charter, s.View = "Charte\n", View{}
	if got := s.previewAddress(4); !strings.Contains(got, "data-charter=drafts%2Fcharter-") || !strings.Contains(got, "data-version="+charter.Version([]byte("\ufeffCharte\n"))) {
		t.Errorf("%s", got)
	}
}

func TestToggled(t *testing.T) {
	for want, word := range map[string]string{"ga xiti": "xiti", "": "ga", "ga matomo": "matomo"} {
		if got := strings.Join(toggled([]string{"ga"}, word, tag.Trackers), " "); got != want {
			t.Errorf("%s gives %q, want %q", word, got, want)
		}
	}
}
