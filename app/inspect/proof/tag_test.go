//go:build !js

package proof

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/banner/preferences"
	"cookies-preferences/charter"
)

const aude = "opendata.aude.fr"

func TestWrongTag(t *testing.T) {
	for want, each := range map[string]tag.Tag{
		"-portal":                {Portal: "https://opendata.aude.fr/"},
		"-trackers":              {Portal: aude, Trackers: []string{"matomo", "facebook"}},
		"-theme":                 {Portal: aude, Theme: "light dark"},
		"-version":               {Portal: aude, Version: strings.Repeat("1", 33)},
		"-domain":                {Portal: aude, Domain: "ude.fr"},
		"-src":                   {Portal: aude, Script: "http://opendata.aude.fr/banner.js"},
		"-src\u00a0: «\u00a0/go": {Portal: aude, Script: "/go.js"},
		"-charter":               {Portal: aude, Charter: "ftp://opendata.aude.fr/charte.txt"},
	} {
		if err := checkTag(&each); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%+v gives the error %v, want one that begins with %s", each, err, want)
		}
	}
}

// TestGranted: the switches allow the same as those of the banner.
func TestGranted(t *testing.T) {
	declared := tag.Tag{
		Trackers: []string{"matomo", "ga"}, Categories: []string{"statistics", "internal"},
	}
	unasked := tag.Tag{Trackers: []string{"ga"}, Categories: []string{"internal"}}
	type names = []preferences.Name
	for _, c := range []struct {
		tag     tag.Tag
		toggled preferences.Name
		want    names
	}{
		{tag.Tag{}, preferences.Statistics,
			append(preferences.Trackers[:], preferences.Statistics)},
		{tag.Tag{}, preferences.Internal, names{preferences.Internal}},
		{tag.Tag{}, preferences.Matomo, nil},
		{declared, preferences.Statistics,
			names{preferences.Statistics, preferences.GoogleAnalytics, preferences.Matomo}},
		{declared, preferences.Matomo, names{preferences.Statistics, preferences.Matomo}},
		{declared, preferences.ThirdParty, nil},
		{unasked, preferences.GoogleAnalytics, nil},
	} {
		if got := granted(c.tag, c.toggled); !slices.Equal(got, c.want) {
			t.Errorf("%+v with %s grants %q, want %q", c.tag, c.toggled, got, c.want)
		}
	}
}

func TestSubjects(t *testing.T) {
	subjects, err := Options{}.subjects()
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

	subjects, err = Options{Tag: tag.Tag{Portal: "donnees.ville.example"}}.subjects()
	if err != nil || subjects[0].Version != "" ||
		string(subjects[0].Text) != string(charter.StandardText()) {
		t.Errorf("a portal without a built-in charter does not get the standard one: %v", err)
	}
}

func TestWrongCharter(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "charte.txt")
	if err := os.WriteFile(empty, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	own := tag.Tag{Portal: aude, Charter: "/charte.txt"}
	for want, o := range map[string]Options{
		"vont ensemble":                {Tag: own},
		"ensemble\u00a0: l’adresse":    {Tag: tag.Tag{Portal: aude}, CharterFile: empty},
		"ne peut pas être lue":         {Tag: own, CharterFile: empty + ".absent"},
		"doit commencer par son titre": {Tag: own, CharterFile: empty},
	} {
		if _, err := o.subjects(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v gives the error %v, want %q", o, err, want)
		}
	}
}
