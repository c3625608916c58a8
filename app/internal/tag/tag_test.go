package tag

import (
	"encoding/json"
	"net/url"
	"os"
	"strings"
	"testing"
)

// TestRead: reading a tag that was written gives the same tag.
func TestRead(t *testing.T) {
	want := Tag{
		Script: "banner.js?a=1&b=2", Portal: "opendata.aude.fr",
		Controller: "Département de l’Aude", Charter: "/charte.txt", Version: "1",
		Trackers: "ga at", Exempt: "matomo", Categories: "statistics",
		Services: "youtube mon-outil", Integrations: "matomo",
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

// TestWrong: of the values in testdata/attributes.json, which web/loader/start/config.test.js reads
// too, those that the banner ignores are wrong, and no others.
func TestWrong(t *testing.T) {
	text, err := os.ReadFile("testdata/attributes.json")
	if err != nil {
		t.Fatal(err)
	}
	var table struct {
		Page       string
		Absent     []string
		Attributes map[string]struct{ Accepted, Ignored []string }
	}
	if err := json.Unmarshal(text, &table); err != nil {
		t.Fatal(err)
	}
	page, err := url.Parse(table.Page)
	if err != nil {
		t.Fatal(err)
	}
	wrong := func(name, value string) []Wrong {
		return Read(func(attribute string) string {
			if attribute == name {
				return value
			}
			return ""
		}).Wrong(page.Hostname())
	}
	for _, a := range new(Tag).Attributes() {
		values, ok := table.Attributes[a.Name]
		if !ok {
			t.Errorf("the table lacks %s", a.Name)
		}
		for _, value := range append(table.Absent, values.Accepted...) {
			if list := wrong(a.Name, value); len(list) > 0 {
				t.Errorf("%s=%q is wrong: %+v", a.Name, value, list)
			}
		}
		for _, value := range values.Ignored {
			if list := wrong(a.Name, value); len(list) != 1 || list[0].Attribute != a.Name {
				t.Errorf("%s=%q is not wrong, or more is: %+v", a.Name, value, list)
			}
		}
	}
}

// TestWrongWords: only the words at fault are named.
func TestWrongWords(t *testing.T) {
	list := Tag{Trackers: "matomo facebook hotjar"}.Wrong("")
	if len(list) != 1 || list[0].Value != "facebook hotjar" {
		t.Errorf("wrong: %+v", list)
	}
}

// TestResponsible: a host's name is nobody's, whoever writes it.
func TestResponsible(t *testing.T) {
	for want, tags := range map[string][]Tag{
		"": {
			{}, {Portal: "donnees.ville.fr"}, {Controller: "donnees.ville.fr"},
			{Controller: strings.Repeat("x", MaxController+1)},
		},
		"Département de l’Aude": {
			{Portal: "opendata.aude.fr"}, {Portal: "ville.fr", Controller: "Département de l’Aude"},
		},
		"Ville": {{Portal: "opendata.aude.fr", Controller: "Ville"}},
	} {
		for _, tag := range tags {
			if got := tag.Responsible(); got != want {
				t.Errorf("for %s, %q is responsible, want %q", tag, got, want)
			}
		}
	}
}

// TestUnknownHost: without the page's host, data-domain may be any.
func TestUnknownHost(t *testing.T) {
	if list := (Tag{Domain: "ville.fr"}).Wrong(""); len(list) > 0 {
		t.Errorf("wrong: %+v", list)
	}
}
