package tag

import (
	"slices"
	"strings"
	"testing"
)

// TestRead: reading a tag that was written gives the same tag.
func TestRead(t *testing.T) {
	want := Tag{
		Script: "banner.js?a=1&b=2", Portal: "opendata.aude.fr", Charter: "/charte.txt",
		Version: "1", Trackers: "ga at", Categories: "statistics", Integrations: "matomo",
		Domain: "aude.fr", Theme: "dark", Load: "idle",
	}
	got := Read(func(attribute string) string {
		for _, a := range want.Attributes() {
			if a.Name == attribute {
				return " " + *a.Value + "\n"
			}
		}
		return map[string]string{"src": want.Script}[attribute]
	})
	if got != want {
		t.Errorf("Read gives %s, want %s", got, want)
	}
	if wrong := got.Wrong(got.Portal); len(wrong) > 0 {
		t.Errorf("wrong attributes: %v", wrong)
	}
}

// TestWrong: every attribute that the banner ignores is named, and no other.
func TestWrong(t *testing.T) {
	for attribute, tags := range map[string][]Tag{
		"data-portal": {
			{Portal: "https://opendata.aude.fr/"}, {Portal: "-a"}, {Portal: "a b"},
		},
		"data-version":      {{Version: strings.Repeat("1", 33)}, {Version: "é"}},
		"data-trackers":     {{Trackers: "matomo facebook hotjar"}},
		"data-categories":   {{Categories: "functional_cookies"}},
		"data-integrations": {{Integrations: "consent"}},
		"data-domain": {
			{Portal: "aude.fr", Domain: "ude.fr"},
			{Portal: "aude.fr", Domain: "x; Secure"},
			{Portal: "aude.fr", Domain: "opendata.aude.fr"},
		},
		"data-theme": {{Theme: "light dark"}, {Theme: "blue"}},
		"data-load":  {{Load: "now"}},
		"": {
			{}, {Portal: "AUDE.fr"}, {Portal: "opendata.aude.fr", Domain: ".aude.fr"},
			{Trackers: strings.Join(Trackers, " ")}, {Domain: "ville.fr"},
		},
	} {
		for _, tag := range tags {
			var names []string
			for _, wrong := range tag.Wrong(tag.Portal) {
				names = append(names, wrong.Attribute)
			}
			if !slices.Equal(names, strings.Fields(attribute)) {
				t.Errorf("%+v: wrong attributes %q, want %q", tag, names, attribute)
			}
		}
	}
}
