package tag

import (
	"slices"
	"strings"
	"testing"
)

// TestRead: what is written reads the same.
func TestRead(t *testing.T) {
	want := Tag{
		Script: "banner.js?a=1&b=2", Portal: "opendata.aude.fr", Charter: "/charte.txt", Version: "1", Trackers: Words("ga, at"),
		Categories: Words("statistics"), Integrations: Words(" matomo "), Domain: "aude.fr", Theme: "dark", Load: "idle",
	}
	got := Read(func(attribute string) string {
		for _, a := range want.Attributes() {
			if a.Name == attribute {
				return " " + a.Value + "\n"
			}
		}
		return map[string]string{"src": want.Script}[attribute]
	})
	if got.String() != want.String() || len(got.Wrong(got.Portal)) > 0 || len(want.Attributes()) != len(Names) {
		t.Errorf("read is %s, wrong are %v, want %s", got, got.Wrong(got.Portal), want)
	}
	for i, a := range want.Attributes() {
		if a.Name != Names[i] {
			t.Errorf("attribute %d is %s, want %s", i, a.Name, Names[i])
		}
	}
}

// TestWrong: each value that the banner ignores is named, and no other.
func TestWrong(t *testing.T) {
	for attribute, tags := range map[string][]Tag{
		"data-portal":       {{Portal: "https://opendata.aude.fr/"}, {Portal: "-a"}, {Portal: "a b"}},
		"data-version":      {{Version: strings.Repeat("1", 33)}, {Version: "é"}},
		"data-trackers":     {{Trackers: []string{"matomo", "facebook"}}},
		"data-categories":   {{Categories: []string{"functional_cookies"}}},
		"data-integrations": {{Integrations: []string{"consent"}}},
		"data-domain":       {{Portal: "aude.fr", Domain: "ude.fr"}, {Portal: "aude.fr", Domain: "x; Secure"}, {Portal: "aude.fr", Domain: "opendata.aude.fr"}},
		"data-theme":        {{Theme: "light dark"}, {Theme: "blue"}},
		"data-load":         {{Load: "now"}},
		"":                  {{}, {Portal: "AUDE.fr"}, {Portal: "opendata.aude.fr", Domain: ".aude.fr"}, {Trackers: Trackers, Categories: Categories}, {Domain: "ville.fr"}},
	} {
		for _, tag := range tags {
			var names []string
			for _, wrong := range tag.Wrong(tag.Portal) {
				names = append(names, wrong.Attribute)
			}
			if !slices.Equal(names, strings.Fields(attribute)) {
				t.Errorf("of %+v, wrong are %q, want %q", tag, names, attribute)
			}
		}
	}
}
