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
				Portal: "Données.ville.fr", Charter: "Charte & co\n\n+ é % #\tx\n",
				Categories: []string{"internal"}, Trackers: []string{"ga", "matomo"},
				Integrations: []string{"datalayer"}, Theme: "dark", Load: "idle",
				Accent: "#8a1c3f", Folder: "https://a.fr/x/", Domain: "ville.fr",
			},
			View{Width: 1280, Dark: true, Blocked: true, Slow: true, Missing: true, GPC: true},
		},
		"another portal, not named yet": {
			Settings{Charter: "Charte\n", Categories: tag.Categories, Folder: "/cookies/"},
			View{Width: 390},
		},
		"no category, nothing typed": {Settings{Portal: "a.fr"}, View{Width: 768}},
	} {
		link := state.Link()
		if got, ok := ParseLink(link); !ok || !reflect.DeepEqual(got, state) {
			t.Errorf("%s: %s, %v gives\n%+v, want\n%+v", name, link, ok, got, state)
		}
	}
	first := State{Default(charter.Portals()[0]), View{Width: 390}}
	if state, ok := ParseLink(""); !ok || !reflect.DeepEqual(state, first) {
		t.Errorf("an empty link gives %v, %+v", ok, state)
	}
}

// TestBrokenLink: an unknown or invalid part of a link is reported, and the rest is taken. Of a
// charter that was cut off, the beginning is read.
func TestBrokenLink(t *testing.T) {
	for _, broken := range []string{
		"theme=pink", "traceurs=facebook", "couleur=red", "largeur=12", "gpc=yes", "what=ever",
		"%zz", "charte=***", "charte=" + pack(strings.Repeat("x", charter.MaxSize+1)),
	} {
		state, ok := ParseLink("portail=a.fr&" + broken)
		if ok || state.Settings.Portal != "a.fr" || state.Settings.Theme != "" {
			t.Errorf("%.60s counts as whole: %v, %s", broken, ok, state.Settings.Portal)
		}
	}
	text, _ := charter.Portal(aude)
	own := plainLines(text) + "\nEt voilà.\n"
	packed := pack(own)
	state, ok := ParseLink("charte=" + packed[:len(packed)-100])
	got := strings.TrimRight(state.Settings.Charter, "\ufffd")
	if ok || len(got) < len(own)/2 || !strings.HasPrefix(own, got) {
		t.Errorf("a charter that was cut off gives %d bytes of %d, %v", len(got), len(own), ok)
	}
}

// FuzzParseLink: any link gives a state, whose own link gives that state again.
func FuzzParseLink(f *testing.F) {
	for _, link := range []string{
		"", "portail=a.fr", "charte=" + pack("Charte\n"), "categories=aucune&gpc=1",
		"portail=%00&dossier=%2F%2F&domaine=%22", "largeur=tablette&sombre=1",
	} {
		f.Add(link)
	}
	f.Fuzz(func(t *testing.T, link string) {
		first, _ := ParseLink(link)
		first.Settings.Problems()
		_ = first.Settings.Tag("").String()
		again, _ := ParseLink(first.Link())
		if first.Settings.Folder == "" || first.Settings.Portal == "" {
			return
		}
		if first.Link() != again.Link() {
			t.Errorf("%q gives %s, and that %s", link, first.Link(), again.Link())
		}
	})
}
