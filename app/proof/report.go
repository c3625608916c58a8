//go:build !js

package proof

import (
	"bytes"
	"crypto/sha512"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"html/template"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cookies-preferences/app/dist"
)

// report is what a run finds about a portal.
type report struct {
	subject
	Versions  Versions
	Published []published
	Before    unchosen
	Layers    []*layer
	Cookies   []cookie
	Date      time.Time
	Clock     time.Time
	Sums      string // digest of SHA256SUMS
}

// published is a file of the build.
type published struct {
	Name, About    string
	Size           int
	SHA256, SHA384 string
	data           []byte
}

// readPublished reads a build's files, those first that a visitor gets.
func readPublished(build *dist.Result, portal string) ([]published, error) {
	var list []published
	for _, f := range build.Files {
		data, err := os.ReadFile(filepath.Join(build.Dir, filepath.FromSlash(f.Name)))
		if err != nil {
			return nil, err
		}
		digest := sha512.Sum384(data)
		list = append(list, published{
			Name:   f.Name,
			About:  about(build, f.Name, portal),
			Size:   len(data),
			SHA256: sum(data),
			SHA384: "sha384-" + base64.StdEncoding.EncodeToString(digest[:]),
			data:   data,
		})
	}
	first := []string{build.Script, build.Go, build.WASM, "charters/" + portal + ".txt", build.Placeholder, build.Integrations}
	place := func(p published) int {
		if i := slices.Index(first, p.Name); i >= 0 {
			return i
		}
		return len(first)
	}
	slices.SortStableFunc(list, func(a, b published) int { return place(a) - place(b) })
	return list, nil
}

// about says what a published file is for.
func about(build *dist.Result, name, portal string) string {
	switch name {
	case build.Script:
		return "Le script que la page charge\u00a0: il affiche le bandeau, enregistre «\u00a0Tout accepter\u00a0» et «\u00a0Tout refuser\u00a0», et retient ce qui attend un choix."
	case build.WASM:
		return "Le programme (Go compilé en WebAssembly)\u00a0: les réglages, la charte, l’enregistrement du choix."
	case build.Go:
		return "Ce qui lance le programme dans la page."
	case build.Placeholder:
		return "Ce qui s’affiche à la place d’un contenu qui attend un accord."
	case build.Integrations:
		return "Ce qui transmet le choix à d’autres scripts, si la page le demande."
	}
	switch host, isCharter := strings.CutPrefix(strings.TrimSuffix(name, ".txt"), "charters/"); {
	case isCharter && host == portal:
		return "La charte du portail, telle qu’elle est publiée."
	case isCharter:
		return "La charte d’un autre portail, fournie avec le bandeau."
	}
	return "Une description pour d’autres logiciels\u00a0: les visiteurs ne la reçoivent pas."
}

// files are all files of the proof.
func (r *report) files() (map[string][]byte, error) {
	files := map[string][]byte{"charte.txt": r.Text}
	for _, p := range r.Published {
		files["fichiers/"+p.Name] = p.data
	}
	for _, l := range r.Layers {
		files["textes/"+l.Name+".txt"] = []byte(l.Text)
		for _, p := range l.Pictures {
			files[p.File] = p.png
		}
	}
	for name, value := range map[string]any{
		"configuration.json": map[string]any{"tag": r.Tag.String(), "attributes": r.Tag, "versions": r.Versions},
		"cookies.json":       r.Cookies,
		"avant-choix.json":   r.Before,
	} {
		var err error
		if files[name], err = encode(value); err != nil {
			return nil, err
		}
	}
	sums := sumsOf(files)
	r.Sums = sum(sums)
	index, err := r.page(files)
	if err != nil {
		return nil, err
	}
	files[sumsName], files[indexName] = sums, index
	files[dateName] = seal(files, r.Date)
	return files, nil
}

// encode writes JSON as one reads it.
func encode(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(value)
	return text.Bytes(), err
}

//go:embed page.html
var pageText string

//go:embed page.css
var pageStyle string

var pageTemplate = template.Must(template.New(indexName).Funcs(template.FuncMap{
	"moment": frenchTime,
	"iso":    func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
	"number": frenchNumber,
	"list":   func(words []string) string { return strings.Join(words, ", ") },
	"style":  func() template.CSS { return template.CSS(pageStyle) },
}).Parse(pageText))

// page is index.html, which tells of every file.
func (r *report) page(files map[string][]byte) ([]byte, error) {
	var html bytes.Buffer
	err := pageTemplate.Execute(&html, struct {
		*report
		Tag   string
		Names []string
	}{r, r.Tag.String(), slices.Sorted(maps.Keys(files))})
	return html.Bytes(), err
}
