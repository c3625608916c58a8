//go:build !js

package proof

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"
	"time"

	"cookies-preferences/app/internal/french"
	"cookies-preferences/banner"
	"cookies-preferences/banner/preferences"
)

// report is the result of a run for a portal.
type report struct {
	subject
	Versions  versions
	Published []published
	Before    unchosen
	Layers    []*layer
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

// files are all files of the proof.
func (r *report) files() (map[string][]byte, error) {
	files := map[string][]byte{"charte.txt": r.Text}
	for _, p := range r.Published {
		files["fichiers/"+p.Name] = p.data
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
		var err error
		if files[name], err = encode(value); err != nil {
			return nil, err
		}
	}
	var err error
	if files[indexName], err = r.page(files); err != nil {
		return nil, err
	}
	files[sumsName] = sumsOf(files)
	return files, nil
}

// encode writes JSON for people to read.
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
	"number": french.Number,
	"days":   func() int { return int(preferences.Lifetime.Hours()) / 24 },
	"list":   func(words []string) string { return strings.Join(words, ", ") },
	"labels": func(names []string) (labels []string) {
		for _, n := range names {
			labels = append(labels, banner.Label(preferences.Name(n)))
		}
		return labels
	},
	"style": func() template.CSS { return template.CSS(pageStyle) },
}).Parse(pageText))

// page is index.html, which lists every file.
func (r *report) page(files map[string][]byte) ([]byte, error) {
	script, err := r.Resolve(r.Script)
	if err != nil {
		return nil, err
	}
	var html bytes.Buffer
	err = pageTemplate.Execute(&html, struct {
		*report
		ScriptAddress string
		Names         []string
	}{r, script.String(), slices.Sorted(maps.Keys(files))})
	return html.Bytes(), err
}

var days = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}

// frenchTime writes a moment as « dimanche 22 novembre 2026 à 9 h 03 min 07 s (temps
// universel) ».
func frenchTime(t time.Time) string {
	t = t.UTC()
	return fmt.Sprintf("%s %s à %d\u00a0h\u00a0%02d\u00a0min\u00a0%02d\u00a0s "+
		"(temps\u00a0universel)",
		days[t.Weekday()], banner.FrenchDate(t), t.Hour(), t.Minute(), t.Second())
}
