package browsertest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"cookies-preferences/app/proof"
	"cookies-preferences/banner/preferences"
)

// prove makes a proof, as make proof does, and returns its files.
func prove(t *testing.T, at time.Time, o proof.Options) map[string][]byte {
	t.Helper()
	o.Build, o.Out = build, filepath.Join(t.TempDir(), "proof")
	o.Now = func() time.Time { return at }
	folders, err := proof.Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(o.Out, o.Tag.Portal); len(folders) != 1 || folders[0] != want {
		t.Fatalf("the proof is in %q, want %s", folders, want)
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
	return files
}

// TestProof makes two proofs of the same build: they differ in their date alone,
// and each holds what COMPLIANCE C19 asks for.
func TestProof(t *testing.T) {
	o := proof.Options{Tag: proof.Tag{Portal: aude}}
	first := prove(t, time.Date(2026, time.November, 22, 9, 3, 7, 0, time.UTC), o)
	second := prove(t, time.Date(2027, time.May, 1, 23, 59, 59, 0, time.UTC), o)
	checkSameButDate(t, first, second)
	checkDigests(t, first)
	checkIndex(t, first)
	checkPictures(t, first)
	checkCookies(t, first, 9)
}

// checkSameButDate compares two proofs.
func checkSameButDate(t *testing.T, first, second map[string][]byte) {
	t.Helper()
	if len(first) != len(second) {
		t.Errorf("one proof has %d files, the other %d", len(first), len(second))
	}
	dates := [][2]string{
		{"2027-05-01T23:59:59Z", "2026-11-22T09:03:07Z"},
		{"samedi 1er\u00a0mai 2027 à 23\u00a0h\u00a059\u00a0min\u00a059\u00a0s", "dimanche 22\u00a0novembre 2026 à 9\u00a0h\u00a003\u00a0min\u00a007\u00a0s"},
		{digest(second["index.html"]), digest(first["index.html"])}, // in date.txt
	}
	for name, data := range second {
		if name == "index.html" || name == "date.txt" {
			for _, date := range dates {
				if bytes.Count(data, []byte(date[0])) != bytes.Count(first[name], []byte(date[1])) {
					t.Errorf("%s does not have %q where the other has %q", name, date[0], date[1])
				}
				data = bytes.ReplaceAll(data, []byte(date[0]), []byte(date[1]))
			}
		}
		if !bytes.Equal(data, first[name]) {
			t.Errorf("%s differs between two runs", name)
		}
	}
	for _, date := range dates[:2] {
		for name, data := range first {
			if dated := name == "index.html" || name == "date.txt"; bytes.Contains(data, []byte(date[1])) != dated {
				t.Errorf("%s has the date %q: %v, want %v", name, date[1], !dated, dated)
			}
		}
	}
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// checkDigests reads the two lists as sha256sum -c does: all is in one of them,
// and true.
func checkDigests(t *testing.T, files map[string][]byte) {
	t.Helper()
	listed := []string{"date.txt"}
	for _, list := range []string{"SHA256SUMS", "date.txt"} {
		for line := range strings.Lines(string(files[list])) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			sum, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
			if listed = append(listed, name); sum != digest(files[name]) {
				t.Errorf("%s is wrong about %q", list, name)
			}
		}
	}
	for name := range files {
		if !slices.Contains(listed, name) {
			t.Errorf("no list has %s", name)
		}
	}
	for _, f := range build.Files {
		want, err := os.ReadFile(filepath.Join(build.Dir, filepath.FromSlash(f.Name)))
		if err != nil || !bytes.Equal(files["fichiers/"+f.Name], want) {
			t.Errorf("%s is not as it is published: %v", f.Name, err)
		}
	}
}

// checkIndex holds the page to valid markup that fetches and runs nothing, to
// links that lead somewhere, to every file, and to the facts.
func checkIndex(t *testing.T, files map[string][]byte) {
	t.Helper()
	page := files["index.html"]
	document, err := html.Parse(bytes.NewReader(page))
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
	for name, data := range files {
		if !slices.Contains(linked, name) {
			t.Errorf("the page has no link to %s", name)
		}
		if strings.HasPrefix(name, "fichiers/") && !bytes.Contains(page, []byte(digest(data))) {
			t.Errorf("the page has no digest of %s", name)
		}
		if strings.HasPrefix(name, "textes/") && !bytes.Contains(page, []byte(html.EscapeString(string(data)))) &&
			!strings.Contains(textOf(document), string(data)) {
			t.Errorf("the page does not have the words of %s", name)
		}
	}
	text := textOf(document)
	sums, err := os.ReadFile(filepath.Join(build.Dir, "SHA384SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range build.Files {
		for line := range strings.Lines(string(sums)) {
			if sum, ok := strings.CutSuffix(line, "  "+f.Name+"\n"); ok && !strings.Contains(text, sum) {
				t.Errorf("the page does not have %s of %s", sum, f.Name)
			}
		}
	}
	for _, fact := range []string{
		`<script src="/cookies/banner.js" defer data-portal="` + aude + `"></script>`,
		versionOf(t, aude), "Chrome/", "go1.", "sha256sum -c SHA256SUMS", "RGPD",
	} {
		if !strings.Contains(text, fact) {
			t.Errorf("the page does not say %q", fact)
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

// checkCookies decodes what each choice wrote, as a portal would.
func checkCookies(t *testing.T, files map[string][]byte, count int) {
	t.Helper()
	var cookies []struct {
		Choice, Name, Value string
		Attributes          struct {
			Domain, Path, SameSite     string
			HostOnly, Secure, HTTPOnly bool
			LifetimeInDays             int
		}
	}
	if err := json.Unmarshal(files["cookies.json"], &cookies); err != nil {
		t.Fatal(err)
	}
	if len(cookies) != count {
		t.Errorf("there are %d cookies, want %d", len(cookies), count)
	}
	for _, c := range cookies {
		choice, ok := preferences.Decode(c.Value, proof.Clock)
		if !ok || c.Name != preferences.CookieName || choice.Charter != versionOf(t, aude) {
			t.Errorf("%s writes %s=%s", c.Choice, c.Name, c.Value)
		}
		a := c.Attributes
		if a.Domain != aude || !a.HostOnly || !a.Secure || a.HTTPOnly || a.Path != "/" || a.SameSite != "Lax" || a.LifetimeInDays != 180 {
			t.Errorf("%s has the attributes %+v", c.Choice, a)
		}
		if refused := strings.Contains(strings.ToLower(c.Choice), "refuser"); refused && choice.Allows(preferences.Statistics) {
			t.Errorf("%s allows the statistics", c.Choice)
		}
	}
}
