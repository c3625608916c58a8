package install

import (
	"bytes"
	"crypto/sha512"
	"encoding/json"
	"fmt"
	"image/png"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"

	"cookies-preferences/app/e2e/harness"
	"cookies-preferences/app/inspect/proof"
	"cookies-preferences/banner/preferences"
)

func digest(data []byte) string {
	return fmt.Sprintf("%x", sha512.Sum384(data))
}

// checkDigests reads the list as sha384sum -c does: every other file is in it, with its digest.
func checkDigests(t *testing.T, files map[string][]byte) {
	t.Helper()
	listed := []string{"SHA384SUMS"}
	for line := range strings.Lines(string(files["SHA384SUMS"])) {
		sum, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if listed = append(listed, name); sum != digest(files[name]) {
			t.Errorf("SHA384SUMS is wrong about %q", name)
		}
	}
	for name := range files {
		if !slices.Contains(listed, name) {
			t.Errorf("SHA384SUMS lacks %s", name)
		}
	}
	for _, f := range harness.Built.Files {
		want, err := os.ReadFile(filepath.Join(harness.Built.Dir, filepath.FromSlash(f.Name)))
		if err != nil || !bytes.Equal(files["fichiers/"+f.Name], want) {
			t.Errorf("%s is not as it is published: %v", f.Name, err)
		}
	}
}

// checkIndex holds the page to valid markup that fetches and runs nothing, to
// links that lead somewhere, to every file, and to the facts.
func checkIndex(t *testing.T, files map[string][]byte, facts ...string) {
	t.Helper()
	document, err := html.Parse(bytes.NewReader(files["index.html"]))
	if err != nil {
		t.Fatal(err)
	}
	linked, ids := []string{"index.html"}, make(map[string]bool)
	for n := range document.Descendants() {
		if n.Type == html.ElementNode && slices.Contains([]string{"script", "iframe", "object", "embed"}, n.Data) {
			t.Errorf("the page has <%s>", n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("the id %q is there twice", a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key != "href" && a.Key != "src" || strings.HasPrefix(a.Val, "#") || a.Val == "data:,":
			case files[a.Val] == nil:
				t.Errorf("the page leads to %q, which is not there", a.Val)
			default:
				linked = append(linked, a.Val)
			}
		}
	}
	for name := range files {
		if !slices.Contains(linked, name) {
			t.Errorf("the page has no link to %s", name)
		}
	}
	checkFacts(t, files, textOf(document), facts)
}

// checkFacts finds the digests, the words of the layers and other facts in the
// page's text.
func checkFacts(t *testing.T, files map[string][]byte, text string, facts []string) {
	t.Helper()
	for name, data := range files {
		if strings.HasPrefix(name, "textes/") && !strings.Contains(text, string(data)) {
			t.Errorf("the page does not have the words of %s", name)
		}
	}
	sums, err := os.ReadFile(filepath.Join(harness.Built.Dir, "SHA384SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range harness.Built.Files {
		for line := range strings.Lines(string(sums)) {
			if sum, ok := strings.CutSuffix(line, "  "+f.Name+"\n"); ok && !strings.Contains(text, sum) {
				t.Errorf("the page does not have %s of %s", sum, f.Name)
			}
		}
	}
	for _, fact := range append(facts, "Chrome/", "go1.", "sha384sum -c SHA384SUMS", "RGPD") {
		if !strings.Contains(text, fact) {
			t.Errorf("the page does not say %q", fact)
		}
	}
}

// checkRendered opens the page on a desktop and on a phone: every picture is there,
// nothing is wider than the screen, and the console is silent.
func checkRendered(t *testing.T, files map[string][]byte) {
	t.Helper()
	var index string
	for name, data := range files {
		if address := harness.Serve(t, "/"+name, func(w http.ResponseWriter, r *http.Request) {
			http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
		}); name == "index.html" {
			index = address
		}
	}
	for _, size := range [][2]int64{{1280, 800}, {390, 844}, {320, 640}} {
		p := harness.NewPage(t)
		p.Do(chromedp.EmulateViewport(size[0], size[1]))
		p.Open(index)
		p.Wait(`document.readyState === "complete" && document.images.length >= 14 && [...document.images].every((i) => i.naturalWidth > 0)`)
		if width := harness.Eval[int64](p, `document.documentElement.scrollWidth`); width > size[0] {
			t.Errorf("the page is %d wide on a screen of %d", width, size[0])
		}
	}
}

func textOf(n *html.Node) string {
	var text strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			text.WriteString(d.Data)
		}
	}
	return text.String()
}

// checkPictures finds a picture of each layer on each screen, of its size, and no
// two that are the same.
func checkPictures(t *testing.T, files map[string][]byte) {
	t.Helper()
	seen := make(map[string]string)
	for _, layer := range []string{"bandeau", "bandeau-sombre", "preferences", "details", "charte", "enregistre", "rouvert"} {
		for screen, size := range map[string][2]int{"ordinateur": {1280, 800}, "telephone": {390, 844}} {
			name := fmt.Sprintf("images/%s-%s.png", layer, screen)
			config, err := png.DecodeConfig(bytes.NewReader(files[name]))
			if err != nil || config.Width != size[0] || config.Height != size[1] {
				t.Errorf("%s is %d × %d: %v", name, config.Width, config.Height, err)
			}
			if other := seen[digest(files[name])]; other != "" {
				t.Errorf("%s and %s are the same", name, other)
			}
			seen[digest(files[name])] = name
		}
	}
	for name, part := range map[string]string{
		"bandeau": "Tout refuser", "preferences": "Enregistrer mes choix", "details": "sessionid",
		"charte": "Il existe plusieurs types de cookies", "enregistre": "Vos choix ont été enregistrés.", "rouvert": "Enregistrer mes choix",
	} {
		if !strings.Contains(string(files["textes/"+name+".txt"]), part) {
			t.Errorf("the words of %s lack %q: %s", name, part, files["textes/"+name+".txt"])
		}
	}
}

// provenAttributes are a cookie's, in cookies.json.
type provenAttributes struct {
	Domain, Path, SameSite     string
	HostOnly, Secure, HTTPOnly bool
	LifetimeInDays             int
}

// checkProven decodes what each choice wrote, as a portal would.
func checkProven(t *testing.T, files map[string][]byte, attributes provenAttributes, choices map[string]preferences.Preferences) {
	t.Helper()
	var cookies []struct {
		Choice, Name, Value string
		Decoded             json.RawMessage
		Attributes          provenAttributes
	}
	if err := json.Unmarshal(files["cookies.json"], &cookies); err != nil {
		t.Fatal(err)
	}
	if len(cookies) != len(choices) {
		t.Errorf("there are %d cookies, want %d", len(cookies), len(choices))
	}
	for _, c := range cookies {
		want, made := choices[c.Choice]
		got, ok := preferences.Decode(c.Value, proof.Clock)
		decoded, readable := preferences.Decode(string(c.Decoded), proof.Clock)
		want.Timestamp = got.Timestamp // a later choice is dated after the first
		if !made || !ok || !readable || c.Name != preferences.CookieName || got != want || decoded != want {
			t.Errorf("%s writes %s=%s, decoded %s", c.Choice, c.Name, c.Value, c.Decoded)
		}
		if age := got.Timestamp - proof.Clock.UnixMilli(); age < 0 || age > 1 {
			t.Errorf("%s is dated %v", c.Choice, got.Time())
		}
		if c.Attributes != attributes {
			t.Errorf("%s has the attributes %+v, want %+v", c.Choice, c.Attributes, attributes)
		}
	}
}
