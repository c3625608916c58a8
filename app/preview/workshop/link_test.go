package workshop

import (
	"reflect"
	"strings"
	"testing"

	"cookies-preferences/app/internal/tag"
	"cookies-preferences/charter"
)

// TestLink: a link gives back the state it was made from.
func TestLink(t *testing.T) {
	for name, state := range map[string]State{
		"the first": {Default(aude), View{Width: 390}},
		"all of it": {
			Settings{
				Portal: "Données.ville.fr", Controller: "Ville", Charter: "Charte & co\n\n+ é % #\tx\n",
				Categories: []string{"internal"}, Trackers: []string{"ga", "matomo"},
				Exempt: []string{"piano"}, Services: "youtube umap",
				Integrations: []string{"datalayer"}, Theme: "dark",
				Accent: "#8a1c3f", Folder: "https://a.fr/x/", Domain: "ville.fr",
			},
			View{Width: 1280, Dark: true, Blocked: true, GPC: true},
		},
		"another portal, not named yet": {
			Settings{Charter: "Charte\n", Categories: tag.Categories, Folder: "/cookies/"},
			View{Width: 390},
		},
		"the largest charter": {
			Settings{Charter: strings.Repeat("<", charter.MaxSize)}, View{Width: 768},
		},
	} {
		link := state.Link()
		if got, ok := ParseLink(link); !ok || !reflect.DeepEqual(got, state) {
			t.Errorf("%s: %.100s, %v gives\n%.500v, want\n%.500v", name, link, ok, got, state)
		}
	}
}

// TestBrokenLink: a link that was cut off, or that this page did not make, gives the state that
// the page opens with, and is reported.
func TestBrokenLink(t *testing.T) {
	first, ok := ParseLink("")
	if want := (State{Default(charter.Portals()[0]), View{Width: 390}}); !ok ||
		!reflect.DeepEqual(first, want) {
		t.Errorf("an empty link gives %v, %+v", ok, first)
	}
	older := State{Settings: Default("donnees.ville.fr"), View: View{Width: 390}}
	if got, ok := ParseLink(older.Link()); !ok || got.Settings.Controller != "" {
		t.Errorf("a link that names nobody gives %q, %v", got.Settings.Controller, ok)
	}
	whole := State{Settings: Default(aude), View: View{Width: 768}}
	links := []string{"%zz", "***", whole.Link()[:20]}
	for _, change := range []func(s *State){
		func(s *State) {
			s.Settings.Theme, s.Settings.Categories = "pink", []string{"internal"}
		},
		func(s *State) { s.Settings.Trackers = []string{"facebook"} },
		func(s *State) { s.Settings.Exempt = []string{"statistics"} },
		func(s *State) { s.Settings.Accent = "red; x" },
		func(s *State) { s.Settings.Charter = strings.Repeat("x", charter.MaxSize+1) },
		func(s *State) { s.View.Width = 12 },
	} {
		changed := whole
		change(&changed)
		links = append(links, changed.Link())
	}
	for _, link := range links {
		if got, ok := ParseLink(link); ok || !reflect.DeepEqual(got, first) {
			t.Errorf("%.60s gives %v, %+v", link, ok, got)
		}
	}
}
