//go:build !js

package proof

import (
	"bytes"
	"crypto/sha512"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cookies-preferences/app/build"
	"cookies-preferences/app/internal/french"
	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// report is the result of a run for a portal.
type report struct {
	subject
	Versions  versions
	Published []published
	Before    unchosen
	Layers    []layer
	Cookies   []cookie
	Date      time.Time
	Clock     time.Time
}

// versions are those of the banner, of the charter and of the tools. An empty one is
// unknown; but an empty Charter means that the charter has no version.
type versions struct {
	Product  string `json:"product"`  // tag or commit of the sources
	Modified bool   `json:"modified"` // the sources have uncommitted changes
	Go       string `json:"go"`
	Chromium string `json:"chromium"`
	Charter  string `json:"charter"`
}

// published is a file of the build.
type published struct {
	Name   string
	Size   int
	SHA384 string // as in the integrity attribute
}

// files are all files of the proof of a build.
func (r *report) files(built *build.Result) (map[string][]byte, error) {
	files := map[string][]byte{"charte.txt": r.Text}
	for _, f := range built.Files {
		data, err := os.ReadFile(filepath.Join(built.Dir, filepath.FromSlash(f.Name)))
		if err != nil {
			return nil, err
		}
		files["fichiers/"+f.Name] = data
		r.Published = append(r.Published, published{f.Name, f.Size, tag.Integrity(data)})
	}
	for _, l := range r.Layers {
		if l.Text != "" {
			files["textes/"+l.Name+".txt"] = []byte(l.Text)
		}
		for _, p := range l.Pictures {
			files[p.File] = p.png
		}
	}
	for name, value := range map[string]any{
		"configuration.json": map[string]any{
			"tag": r.Tag.String(), "attributes": r.Tag, "versions": r.Versions,
		},
		"cookies.json":     r.Cookies,
		"avant-choix.json": r.Before,
	} {
		var text bytes.Buffer
		encoder := json.NewEncoder(&text)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(value); err != nil {
			return nil, err
		}
		files[name] = text.Bytes()
	}
	var err error
	if files["index.html"], err = r.page(files); err != nil {
		return nil, err
	}
	var sums bytes.Buffer // as sha384sum writes them
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&sums, "%x  %s\n", sha512.Sum384(files[name]), name)
	}
	files["SHA384SUMS"] = sums.Bytes()
	return files, nil
}

//go:embed page.html
var pageText string

//go:embed page.css
var pageStyle string

var pageTemplate = template.Must(template.New("index.html").Funcs(template.FuncMap{
	"moment": frenchTime,
	"iso":    func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
	"number": french.Number,
	"days":   func() int { return int(preferences.Lifetime.Hours()) / 24 },
	"list":   func(words []string) string { return strings.Join(words, ", ") },
	"words":  strings.Fields,
	"labels": func(names string) (labels []string) {
		for n := range strings.FieldsSeq(names) {
			labels = append(labels, labelOf(preferences.Name(n)))
		}
		return labels
	},
	"style": func() template.CSS { return template.CSS(pageStyle) },
}).Parse(pageText))

// page is index.html, which lists every file.
func (r *report) page(files map[string][]byte) ([]byte, error) {
	var html bytes.Buffer
	err := pageTemplate.Execute(&html, struct {
		*report
		Names []string
	}{r, slices.Sorted(maps.Keys(files))})
	return html.Bytes(), err
}

// frenchTime writes a moment as « 22 novembre 2026 à 9 h 03 (temps universel) ».
func frenchTime(t time.Time) string {
	return french.Spaces(fmt.Sprintf("%s à %d\u00a0h\u00a0%02d (temps\u00a0universel)",
		banner.FrenchDate(t.UTC()), t.UTC().Hour(), t.Minute()))
}
