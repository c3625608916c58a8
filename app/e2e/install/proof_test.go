package install

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/inspect/proof"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

// TestProof: the proof of a portal has its files with their digests, pictures of each layer on
// two screens, and the cookie that each choice writes; its page explains all of them.
func TestProof(t *testing.T) {
	t.Parallel()
	files := prove(t, proof.Options{
		Tag: tag.Tag{Script: "/cookies/banner.js", Portal: harness.Aude}})
	checkPage(t, files, `<script src="/cookies/banner.js" defer data-portal="`+harness.Aude+`">`,
		harness.VersionOf(t, harness.Aude), "Chrome/", "go1.", "sha384sum -c SHA384SUMS", "RGPD",
		"Département de l’Aude")
	checkPictures(t, files)
	const saved = "Enregistrer mes choix, après avoir activé «\u00a0"
	all := []preferences.Name{preferences.Statistics, preferences.Internal, preferences.ThirdParty}
	checkCookies(t, files, `{"domain":"`+harness.Aude+`","hostOnly":true,"path":"/",`+
		`"lifetimeInDays":180,"secure":true,"httpOnly":false,"sameSite":"Lax"}`,
		map[string]preferences.Preferences{
			"Tout accepter, dans le bandeau":                          harness.Choice(t, all...),
			"Tout refuser, dans le bandeau":                           harness.Choice(t),
			"Tout accepter, dans les préférences":                     harness.Choice(t, all...),
			"Tout refuser, dans les préférences":                      harness.Choice(t),
			"Enregistrer mes choix, sans rien activer":                harness.Choice(t),
			saved + "Mesure d’audience\u00a0»":                        harness.Choice(t, preferences.Statistics),
			saved + "Personnalisation et publicité du portail\u00a0»": harness.Choice(t, preferences.Internal),
			saved + "Contenus et services de tiers\u00a0»":            harness.Choice(t, preferences.ThirdParty),
			"Retirer son consentement\u00a0: tout accepter, puis " +
				"«\u00a0Gérer mes cookies\u00a0» et tout refuser": harness.Choice(t),
		})
}

// TestLongProof proves twice a portal that is not built in, whose script and charter come from
// other hosts and whose tag has every attribute. The two proofs differ in their date alone.
func TestLongProof(t *testing.T) {
	t.Parallel()
	text, _ := charter.Portal(harness.Aude)
	file := filepath.Join(t.TempDir(), "charte.txt")
	writeFile(t, file, string(text))
	options := proof.Options{CharterFile: file, Tag: tag.Tag{
		Script:       "https://cdn.example/bandeau/banner.js?1",
		Portal:       "donnees.ville.example",
		Controller:   "Ville d’Exemple",
		Charter:      "https://www.ville.example:8443/charte.txt",
		Version:      "2026-1",
		Trackers:     "matomo",
		Exempt:       "piano",
		Services:     "youtube contentsquare mon-outil",
		Categories:   "statistics third_party",
		Integrations: "consent-mode matomo",
		Domain:       "ville.example",
		Theme:        "dark",
		Load:         "idle",
	}}
	first, second := prove(t, options), prove(t, options)
	names := slices.Sorted(maps.Keys(first))
	if others := slices.Sorted(maps.Keys(second)); !slices.Equal(names, others) {
		t.Errorf("one proof has the files %q, the other %q", names, others)
	}
	for _, name := range names {
		dated := name == "index.html" || name == "SHA384SUMS"
		if bytes.Equal(first[name], second[name]) == dated {
			t.Errorf("whether %s differs from run to run is %v, want %v", name, !dated, dated)
		}
	}
	date := regexp.MustCompile(
		`\d+-\d+-\w+:\d+:\w+Z|\d+(er)?\x{A0}\pL+ \d{4} à \d+\x{A0}h\x{A0}\d+`)
	one := date.Split(string(first["index.html"]), -1)
	other := date.Split(string(second["index.html"]), -1)
	if len(one) < 3 || !slices.Equal(one, other) {
		t.Error("index.html differs in more than its date")
	}

	checkPage(t, first, options.Tag.String(), "2026-1")
	cookies := string(first["cookies.json"])
	if n := strings.Count(cookies, `"domain": "ville.example"`); n != 13 {
		t.Errorf("there are %d cookies of ville.example, want 13:\n%s", n, cookies)
	}
}

// prove makes a proof, as make proof does, checks its digests as its page says, and returns
// its files.
func prove(t *testing.T, o proof.Options) map[string][]byte {
	t.Helper()
	o.Build, o.Out = harness.Built, filepath.Join(t.TempDir(), "proof")
	o.Log = func(string) {}
	folders, err := proof.Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(o.Out, o.Tag.Portal); len(folders) != 1 || folders[0] != want {
		t.Fatalf("the proof is in %q, want %s", folders, want)
	}
	check := exec.Command("sha384sum", "--check", "--quiet", "--strict", "SHA384SUMS")
	check.Dir = folders[0]
	if output, err := check.CombinedOutput(); err != nil {
		t.Errorf("sha384sum says: %s %v", output, err)
	}
	files := make(map[string][]byte)
	root := os.DirFS(folders[0])
	err = fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files[name], err = fs.ReadFile(root, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if listed := bytes.Count(files["SHA384SUMS"], []byte("\n")); listed != len(files)-1 {
		t.Errorf("SHA384SUMS lists %d of %d files", listed, len(files)-1)
	}
	return files
}

// checkPage opens index.html on a phone: it shows every picture, is no wider than the screen,
// and says the facts and the layers' words.
func checkPage(t *testing.T, files map[string][]byte, facts ...string) {
	t.Helper()
	for name, data := range files {
		harness.Serve(t, "/"+name, func(w http.ResponseWriter, r *http.Request) {
			http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
		})
	}
	p := harness.NewPage(t)
	p.Do(chromedp.EmulateViewport(390, 844))
	p.Open(harness.Folder(t) + "/index.html")
	p.Wait(`document.readyState === "complete"
		&& [...document.images].every((image) => image.naturalWidth > 0)`)
	if width := harness.Eval[int](p, `document.documentElement.scrollWidth`); width > 390 {
		t.Errorf("the page is %d wide on a phone", width)
	}
	text := harness.Eval[string](p, `document.body.textContent`)
	for _, layer := range []string{"bandeau", "preferences", "details", "charte", "enregistre"} {
		facts = append(facts, string(files["textes/"+layer+".txt"]))
	}
	for _, fact := range facts {
		if fact == "" || !strings.Contains(text, fact) {
			t.Errorf("the page does not say %q", fact)
		}
	}
}

// checkPictures: there is a picture of each layer on each screen, and no two are the same.
func checkPictures(t *testing.T, files map[string][]byte) {
	t.Helper()
	seen := make(map[string]string)
	screens := map[string]string{"ordinateur": "1280 × 800", "telephone": "390 × 844"}
	for layer := range strings.FieldsSeq(
		"bandeau bandeau-sombre preferences details charte enregistre rouvert") {
		for screen, want := range screens {
			name := "images/" + layer + "-" + screen + ".png"
			config, err := png.DecodeConfig(bytes.NewReader(files[name]))
			size := fmt.Sprintf("%d × %d", config.Width, config.Height)
			if err != nil || size != want {
				t.Errorf("%s is %s, want %s: %v", name, size, want, err)
			}
			if other, same := seen[string(files[name])]; same {
				t.Errorf("%s and %s are the same", name, other)
			}
			seen[string(files[name])] = name
		}
	}
}

// checkCookies: cookies.json has each choice's cookie with the attributes, in compact JSON.
func checkCookies(
	t *testing.T, files map[string][]byte, attributes string,
	want map[string]preferences.Preferences,
) {
	t.Helper()
	var cookies []struct {
		Choice, Name, Value string
		Decoded, Attributes json.RawMessage
	}
	if err := json.Unmarshal(files["cookies.json"], &cookies); err != nil {
		t.Fatal(err)
	}
	if len(cookies) != len(want) {
		t.Errorf("there are %d cookies, want %d", len(cookies), len(want))
	}
	space := regexp.MustCompile(`\s`)
	for _, c := range cookies {
		choice, made := want[c.Choice]
		got, ok := preferences.Decode(c.Value, proof.Clock)
		decoded, readable := preferences.Decode(string(c.Decoded), proof.Clock)
		if age := got.Timestamp - proof.Clock.UnixMilli(); age < 0 || age > 1 {
			t.Errorf("%s is dated %v", c.Choice, got.Time())
		}
		choice.Timestamp = got.Timestamp // a withdrawal is dated after the first choice
		valid := made && ok && readable && c.Name == preferences.CookieName
		if !valid || got != choice || decoded != choice {
			t.Errorf("%s writes %s=%s, decoded %s", c.Choice, c.Name, c.Value, c.Decoded)
		}
		if space.ReplaceAllString(string(c.Attributes), "") != attributes {
			t.Errorf("%s has the attributes %s, want %s", c.Choice, c.Attributes, attributes)
		}
	}
}
