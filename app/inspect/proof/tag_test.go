//go:build !js

package proof

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
)

const (
	aude   = "opendata.aude.fr"
	script = "/cookies/banner.js"
)

func TestWrongOptions(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "charte.txt")
	if err := os.WriteFile(empty, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	own := tag.Tag{Script: script, Portal: aude, Charter: "/charte.txt"}
	for want, o := range map[string]Options{
		"-portal\u00a0:":    {Tag: tag.Tag{Script: script, Portal: "https://opendata.aude.fr/"}},
		"-theme\u00a0:":     {Tag: tag.Tag{Script: script, Portal: aude, Theme: "light dark"}},
		"-src\u00a0:":       {Tag: tag.Tag{Script: "http://opendata.aude.fr/banner.js"}},
		"«\u00a0/go.js":     {Tag: tag.Tag{Script: "/go.js"}},
		"-charter\u00a0:":   {Tag: tag.Tag{Script: script, Charter: "ftp://a.fr/charte.txt"}},
		"vont ensemble":     {Tag: own},
		"l’adresse de la":   {Tag: tag.Tag{Script: script}, CharterFile: empty},
		"ne peut pas être":  {Tag: own, CharterFile: empty + ".absent"},
		"par son titre, en": {Tag: own, CharterFile: empty},
	} {
		if _, err := o.subjects(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v gives the error %v, want %q", o, err, want)
		}
	}
}

func TestSubjects(t *testing.T) {
	subjects, err := Options{Tag: tag.Tag{Script: script}}.subjects()
	if err != nil {
		t.Fatal(err)
	}
	var hosts []string
	for _, s := range subjects {
		hosts = append(hosts, s.Portal)
		text, _ := charter.Portal(s.Portal)
		if s.Version != charter.Version(text) || string(s.Text) != string(text) {
			t.Errorf("%s has another portal's charter", s.Portal)
		}
	}
	if !slices.Equal(hosts, charter.Portals()) {
		t.Errorf("the portals are %q", hosts)
	}

	subjects, err = Options{
		Tag: tag.Tag{Script: script, Portal: "donnees.ville.example"},
	}.subjects()
	if err != nil || subjects[0].Version != "" ||
		string(subjects[0].Text) != string(charter.StandardText()) {
		t.Errorf("a portal without a built-in charter does not get the standard one: %v", err)
	}
}
